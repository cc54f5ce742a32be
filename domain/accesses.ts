import type { Purpose } from './purposes.js';
import { OUTCOME_ROLES } from './readers.js';
import type { ActorRole } from './roles.js';

/**
 * Who opened somebody's file, for that person: when, by which office, for which purpose, which parts (Art. 16; what is done
 * with it can be seen by whom it is about). An office, never a name: whoever did their duty is not to be called upon for it.
 */
export const ACCESSES_ARTICLE = 'Art. 16; design: people see who read about them';

/** What was looked at, as far as it tells a person something. */
export const ACCESS_PARTS = [
  'FILE',
  'OUTCOME',
  'COURSE',
  'DOCUMENT',
  'CONSENT',
  'PASSAGES',
  'PAPER',
  'IDENTITY',
  'PASSKEYS',
  'MEASURES',
  'EMERGENCY',
  'NAME',
] as const;
export type AccessPart = (typeof ACCESS_PARTS)[number];

/** An entry of the ledger on one case. */
export interface AccessEntry {
  readonly at: string;
  readonly event: string;
  readonly role: ActorRole;
  readonly purpose: Purpose;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What one office looked at, at one moment and for one purpose. */
export interface Access {
  readonly at: string;
  readonly role: ActorRole;
  readonly purpose: Purpose;
  readonly parts: readonly AccessPart[];
}

/** Entries about a case that are looks at a person's data. Steps are not here: the history of the case tells them. */
export const ACCESS_EVENTS = [
  'FileRead',
  'OriginalRead',
  'RequestFetched',
  'PasskeysRead',
  'PersonNamedToOfficer',
] as const;

/** What else is read, and why it is in no list of this kind: a new read has its row here, or is in the list above. */
export const NO_ACCESS: Readonly<Record<string, string>> = {
  ListRead: 'a case is a row of a list',
  AssessedPersonListRead: 'a person is a row of their own employer’s list',
  NomineeListRead: 'a person is a row of their own employer’s list',
  HandlerListRead: 'a person is a row of an item’s list',
  HandlingGroundsRead: 'checks are rows, and what they rested on',
  HandlingChecked: 'whether somebody may handle an item: of a person and of no case',
  LedgerRead: 'an auditor’s, by number, of many',
  HandlingRightRead: 'whether somebody may handle: of a person and of no case',
  RecordedRightsRead: 'people are rows of a list of offices',
  ReportingLinesRead: 'who reports to whom, at an organ',
  StandInsRead: 'offices alone',
  SamePersonsRead: 'records by number',
  HoldsRead: 'nobody else is told of a hold',
  OutagesRead: 'no person',
  CertificationRead: 'a contractor’s, and no person’s',
  CorrectionDemandsRead: 'an auditor’s demands, by number',
  PasskeyLossesRead: 'told to the person on their own page of passkeys',
  PassingOnPrinted: 'the outcome, passed on as they were told',
  PassingsOnRead: 'outcomes to be passed on are rows of a list',
  RightEndNoticesRead: 'ended rights are rows of a list',
  BreakGlassRead: 'told to the person on their own case',
};

const OF_DOCUMENT: Readonly<Record<string, AccessPart>> = {
  explanation: 'COURSE',
  unscreened: 'PASSAGES',
  'consent-record': 'CONSENT',
  'consent-receipts': 'CONSENT',
  // Of what is not there any more, and whose list is closed.
  'disposal-certificate': 'COURSE',
};

/** The part an entry is about; undefined where it is no look at anybody's data, or its person's own. */
export function partOf({ event, role, purpose, details }: AccessEntry): AccessPart | undefined {
  if (role === 'Subject') return undefined;
  switch (event) {
    case 'OriginalRead':
      return 'PAPER';
    case 'RequestFetched':
      return 'IDENTITY';
    case 'PasskeysRead':
      return 'PASSKEYS';
    case 'PersonNamedToOfficer':
      return 'NAME';
    case 'FileRead':
      if (details.breakGlass !== undefined) return 'EMERGENCY';
      if (role === 'ScreeningOfficer') return 'PASSAGES';
      if (OUTCOME_ROLES.some((one) => one === role)) return 'OUTCOME';
      if (role === 'AssessmentOfficerInCharge' && purpose === 'GRIEVANCE') return 'MEASURES';
      return typeof details.document === 'string' ? (OF_DOCUMENT[details.document] ?? 'DOCUMENT') : 'FILE';
    default:
      return undefined;
  }
}

/** Entries, newest first, as what was looked at: those of one office, purpose and moment together. */
export function accessesIn(entries: readonly AccessEntry[]): Access[] {
  const accesses: Access[] = [];
  for (const entry of entries) {
    const part = partOf(entry);
    if (part === undefined) continue;
    const { at, role, purpose } = entry;
    const last = accesses.at(-1);
    const same = last?.at === at && last.role === role && last.purpose === purpose;
    if (same) accesses[accesses.length - 1] = { ...last, parts: [...new Set([...last.parts, part])] };
    else accesses.push({ at, role, purpose, parts: [part] });
  }
  return accesses;
}
