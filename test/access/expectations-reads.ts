/** Who reads what, beside the readers of each kind of case (expectations.ts). By hand from the law, as those are. */
import {
  ADJUDICATOR,
  IN_CHARGE,
  INFORMATION,
  OFFICER,
  type Openings,
  READERS,
  type Seen,
} from './expectations.js';
import type { Account } from './support/cast.js';

/**
 * The history and the explanation of a case are for those who work on it and, less what stays inside, for its subject.
 * Never an outcome's reader.
 */
export const HISTORY_READERS = {
  application: (openings: Openings) =>
    without('screening', without('outcome', READERS.application(openings))),
  clearance: () => without('outcome', READERS.clearance()),
  grievance: () => without('outcome', READERS.grievance()),
};
function without(seen: Seen, readers: ReadonlyMap<Account, Seen>): ReadonlyMap<Account, Seen> {
  return new Map([...readers].filter(([, as]) => as !== seen));
}

/** All that a contractor or an information manager holds about a person (rule 9), under the case's address. */
export const OUTCOME_FIELDS = {
  address: ['view', 'id'],
  always: ['subjectRef', 'outcome', 'notifiedOn'],
  sometimes: ['validUntil'],
};

export const ANYBODY = 'anybody who signed in';

/** Reads that are not about one case. */
export const GENERAL: Readonly<Record<string, readonly Account[] | typeof ANYBODY>> = {
  readMe: ANYBODY,
  listOrgans: ANYBODY,
  listReportableChanges: ANYBODY,
  readQuestions: ANYBODY,
  // By public keys anybody checks, and nobody signs.
  readDecisionKeys: ANYBODY,
  readLedger: ['auditor', 'auditorOnceSubject'],
  // Counts of everybody, and nobody's: of whatever organ, tied to whomever.
  listStatistics: [
    'auditor',
    'auditorOnceSubject',
    ...IN_CHARGE,
    'inChargeElsewhere',
    'inChargeSelf',
    'inChargeTied',
    'twoOrgans',
  ],
  listCorrectionDemands: [
    'auditor',
    'auditorOnceSubject',
    ...IN_CHARGE,
    'inChargeTied',
    'inChargeSelf',
    'inChargeElsewhere',
    'twoOrgans',
  ],
  listStuckCases: ['operator', 'operatorOnceSubject'],
  listDeadLetters: ['operator', 'operatorOnceSubject'],
};

/** The lists, and the reads of one case: the same readers, the same views. */
export const CASE_READS: Readonly<
  Record<string, { kind: keyof typeof READERS; as: 'list' | 'one' | 'history' | 'explanation' }>
> = {
  listApplications: { kind: 'application', as: 'list' },
  readApplication: { kind: 'application', as: 'one' },
  readApplicationTimeline: { kind: 'application', as: 'history' },
  explainApplication: { kind: 'application', as: 'explanation' },
  listClearances: { kind: 'clearance', as: 'list' },
  readClearance: { kind: 'clearance', as: 'one' },
  readClearanceTimeline: { kind: 'clearance', as: 'history' },
  explainClearance: { kind: 'clearance', as: 'explanation' },
  listGrievances: { kind: 'grievance', as: 'list' },
  readGrievance: { kind: 'grievance', as: 'one' },
  explainGrievance: { kind: 'grievance', as: 'explanation' },
};

/**
 * Art. 11: whether somebody may handle is for those of the organ that lets them; outcome and expiry, no file (roles).
 * Another organ's people learn nothing from the answer: it is the one given for somebody nobody knows.
 */
export const HANDLING_RIGHT = {
  told: [...INFORMATION, ...OFFICER, ...IN_CHARGE, ...ADJUDICATOR] satisfies readonly Account[],
};
