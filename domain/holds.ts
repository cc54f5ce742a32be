import { after, dayBeside, dayOf, type IsoDate, type IsoInstant } from './calendar.js';
import type { Mark, Periods } from './policy.js';

/**
 * Why a file must not be destroyed when its time comes (legal hold): the cases in which a law extends how long a record is
 * kept, and no other. A hold ends nothing and opens nothing; it only keeps.
 */
interface GroundRow {
  readonly basis: string;
  readonly mark: Mark;
}

// biome-ignore format: a table
export const HOLD_GROUNDS = {
  LITIGATION:         { basis: 'Order for Enforcement of the Public Records and Archives Management Act, Art. 9(1)(ii): acts in a pending lawsuit', mark: 'memory' },
  RECORDS_INSPECTION: { basis: 'the same, Art. 9(1)(i): under audit or inspection; Art. 18: Independent Public Records Administrator', mark: 'memory' },
  DISCLOSURE_REQUEST: { basis: 'the same, Art. 9(1)(iv): a request for disclosure was made', mark: 'memory' },
  CRIMINAL_INQUIRY:   { basis: 'Code of Criminal Procedure, Art. 197(2), 218: asked for or to be seized', mark: 'memory' },
  OTHER_DUTY:         { basis: 'another duty by law, named with its article in the reasons', mark: 'reading' },
} as const satisfies Record<string, GroundRow>;
export type HoldGround = keyof typeof HOLD_GROUNDS;
export const HOLD_GROUND_CODES = Object.keys(HOLD_GROUNDS) as [HoldGround, ...HoldGround[]];

/** Whether a hold may be looked at again on that day: after today, and within the period of policy. */
export function mayBeReviewedOn(day: IsoDate, now: IsoInstant, periods: Periods): boolean {
  const last = dayBeside(dayOf(after(now, periods.HOLD_REVIEW_WITHIN)), -1);
  return day > dayOf(now) && day <= last;
}
