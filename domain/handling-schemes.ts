import { type IsoDate, type IsoInstant, dayOf, lastValidDay } from './calendar.js';
import { type Mark, type PeriodKey, policyOn } from './policy.js';

/**
 * Whose finding serves whose information. Every scheme's own clearances serve its own; beyond that, only what is a row here
 * serves anything. Of a scheme without a row nothing else does, whatever else the person was found fit for.
 */
interface Served {
  /** Of which scheme the information is. */
  readonly information: string;
  readonly by: 'CLEARANCE' | 'SDS_RESULT' | 'OFFICE';
  /** Of a clearance: the other scheme under which it was granted. */
  readonly scheme?: string;
  /** For so long from the notice, if its own days do not end before: a period of the information's scheme. */
  readonly within?: PeriodKey;
  readonly article: string;
  readonly mark: Mark;
}

// biome-ignore format: a table
export const SERVED: readonly Served[] = [
  { information: 'act27', by: 'CLEARANCE',  scheme: 'sds', within: 'SDS_VALIDITY', article: 'Art. 12(1)(i)(ロ)', mark: 'law' },
  { information: 'act27', by: 'SDS_RESULT', article: 'Art. 12(1)(i)(ロ)', mark: 'law' },
  { information: 'act27', by: 'OFFICE',     article: 'Art. 11: exempt from assessment', mark: 'memory' },
  { information: 'sds',   by: 'SDS_RESULT', article: 'Art. 11 of the 2014 Act', mark: 'memory' },
  { information: 'sds',   by: 'OFFICE',     article: 'Art. 11 of the 2014 Act: exempt from assessment', mark: 'memory' },
];

/**
 * The last day until which a clearance of `granted` serves information of `information`; undefined where it does not.
 * Without a scheme it is asked of none in particular: whether there is a right at all.
 */
export function servesUntil(
  {
    scheme,
    notifiedAt,
    lastValidDay: own,
  }: { scheme: string; notifiedAt: IsoInstant; lastValidDay: IsoDate },
  information: string | undefined,
): IsoDate | undefined {
  if (information === undefined || scheme === information) return own;
  const row = SERVED.find(
    (one) => one.information === information && one.by === 'CLEARANCE' && one.scheme === scheme,
  );
  if (!row) return undefined;
  if (row.within === undefined) return own;
  const { periods } = policyOn(dayOf(notifiedAt), information);
  const last = lastValidDay(notifiedAt, periods[row.within]);
  return last < own ? last : own;
}

/** Whether what was recorded without an assessment here serves information of that scheme. */
export function recordServes(by: 'SDS_RESULT' | 'OFFICE', information: string | undefined): boolean {
  return information === undefined || SERVED.some((one) => one.information === information && one.by === by);
}
