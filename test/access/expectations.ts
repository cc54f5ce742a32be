/**
 * Who may do and see what, written down from the Act and its Standards (Arts. 11 to 17; roles, hard rules and readings of
 * the statute map) and not from any table of the code. The tests hold the running API to it, route by route and person by
 * person; a route that is missing here fails.
 */
import { inquiryActs } from './expectations-inquiries.js';
import { correctionActs } from './expectations-corrections.js';
import { holdActs } from './expectations-holds.js';
import { grievanceActs } from './expectations-grievance.js';
import { interviewActs } from './expectations-interview.js';
import { reportActs } from './expectations-reports.js';
import { revocationActs } from './expectations-revocation.js';
import type { Account } from './support/cast.js';

/** What a person is shown of a case: the file, their own side, the outcome, words to be screened, or nothing at all. */
export type Seen = 'file' | 'subject' | 'outcome' | 'screening';

/** The person assessed. Whoever holds a post besides is only that person here: nobody acts on their own case (rule 8). */
export const PERSON_ASSESSED: readonly Account[] = [
  'subject',
  'officerSelf',
  'inChargeSelf',
  'adjudicatorSelf',
  'investigatorSelf',
  'informationSelf',
  'managerSelf',
  'grievanceSelf',
  'screenerSelf',
];
/** Having been assessed oneself once neither adds to a post nor takes from it. */
export const IN_CHARGE: readonly Account[] = ['inCharge', 'inChargeOnceSubject'];
export const ADJUDICATOR: readonly Account[] = ['adjudicator', 'adjudicatorOnceSubject'];
export const OFFICER: readonly Account[] = ['officer', 'officerOnceSubject'];
const INVESTIGATOR: readonly Account[] = ['investigator', 'investigatorOnceSubject'];
export const INFORMATION: readonly Account[] = ['information', 'informationOnceSubject', 'twoOrgans'];
export const MANAGER: readonly Account[] = ['manager', 'managerOnceSubject'];
const SCREENER: readonly Account[] = ['screener', 'screenerOnceSubject'];
const GRIEVANCE: readonly Account[] = ['grievance', 'grievanceOnceSubject'];

/** What has happened to a case that opens it to one more reader. */
export interface Openings {
  /** Art. 12(4): the Cabinet Office was asked to investigate. */
  readonly asked?: boolean;
  /** Art. 14: somebody filed a grievance about it. */
  readonly grieved?: boolean;
  /** Words on what may not be investigated wait for somebody who has no part in the case. */
  readonly unscreened?: boolean;
}

const all = (seen: Seen, ...groups: (readonly Account[])[]) =>
  groups.flat().map((account) => [account, seen] as const);

/** Readers of each kind of case. To whoever is absent (others' officers, the tied, auditors, operators) there is none. */
export const READERS = {
  application: ({ asked, grieved, unscreened }: Openings): ReadonlyMap<Account, Seen> =>
    new Map([
      ...all('subject', PERSON_ASSESSED),
      ...all('file', OFFICER, IN_CHARGE, ADJUDICATOR),
      ...(asked ? all('file', INVESTIGATOR) : []),
      ...(grieved ? all('file', GRIEVANCE) : []),
      ...(unscreened ? all('screening', SCREENER) : []),
      ...all('outcome', INFORMATION, MANAGER),
    ]),
  clearance: (): ReadonlyMap<Account, Seen> =>
    new Map([
      ...all('subject', PERSON_ASSESSED),
      ...all('file', OFFICER, IN_CHARGE, ADJUDICATOR),
      ...all('outcome', INFORMATION, MANAGER),
    ]),
  // Who filed one, and who handles it. The head's own people, who may be what it is about, are not told of it here.
  grievance: (): ReadonlyMap<Account, Seen> =>
    new Map([...all('subject', PERSON_ASSESSED), ...all('file', GRIEVANCE)]),
};

/** One act, and the state of the case in which it is tried. Everybody else who reads the case is told NOT_YOURS. */
export interface ActExpected {
  readonly on: 'application' | 'clearance' | 'grievance';
  readonly tries: readonly ({ readonly state: string; readonly may: readonly Account[] } & Openings)[];
  /** A state in which nobody may: whoever may otherwise is told WRONG_STAGE. */
  readonly never: string;
}

export const ACTS: Readonly<Record<string, ActExpected>> = {
  // The head approves the candidates; a renewal first waits for the organ's word that the need goes on.
  approveNominee: { on: 'application', tries: [{ state: 'NOMINATED', may: ADJUDICATOR }], never: 'SCREENED' },
  rejectNominee: {
    on: 'application',
    tries: [{ state: 'NOMINATED', may: [...ADJUDICATOR, ...IN_CHARGE] }],
    never: 'AWAITING_CONSENT',
  },
  confirmNeed: { on: 'application', tries: [{ state: 'RENEWAL', may: IN_CHARGE }], never: 'NOMINATED' },
  assignOfficer: { on: 'application', tries: [{ state: 'SCREENED', may: IN_CHARGE }], never: 'CLOSED' },
  // Whoever works on a case may find that they must not.
  declareConflict: {
    on: 'application',
    tries: [
      { state: 'SCREENED', may: [...OFFICER, ...IN_CHARGE, ...ADJUDICATOR] },
      {
        state: 'CHECKS_RUNNING',
        asked: true,
        may: [...OFFICER, ...IN_CHARGE, ...ADJUDICATOR, ...INVESTIGATOR],
      },
    ],
    never: 'CLOSED',
  },
  declareClearanceConflict: {
    on: 'clearance',
    tries: [{ state: 'ACTIVE', may: [...OFFICER, ...IN_CHARGE, ...ADJUDICATOR] }],
    never: 'EXPIRED',
  },
  // The case officer serves notices and notifies. Art. 12(3), 13.
  serveNotice: { on: 'application', tries: [{ state: 'SCREENED', may: OFFICER }], never: 'NOMINATED' },
  notifyResult: {
    on: 'application',
    tries: [{ state: 'DECIDED', asked: true, may: OFFICER }],
    never: 'ADJUDICATION',
  },
  extendConsent: {
    on: 'application',
    tries: [{ state: 'CONSENT_OVERDUE', may: OFFICER }],
    never: 'AWAITING_CONSENT',
  },
  extendQuestionnaire: {
    on: 'application',
    tries: [{ state: 'QUESTIONNAIRE_OVERDUE', may: OFFICER }],
    never: 'QUESTIONNAIRE',
  },
  // Nobody who works on the case strikes what nobody who works on it may read.
  screenQuestionnaire: {
    on: 'application',
    tries: [{ state: 'QUESTIONNAIRE_SCREENING', unscreened: true, may: SCREENER }],
    never: 'INVESTIGATION',
  },
  returnQuestionnaire: {
    on: 'application',
    tries: [{ state: 'INVESTIGATION', may: OFFICER }],
    never: 'QUESTIONNAIRE',
  },
  closeUnanswered: {
    on: 'application',
    tries: [
      { state: 'CONSENT_OVERDUE', may: OFFICER },
      { state: 'QUESTIONNAIRE_OVERDUE', may: OFFICER },
    ],
    never: 'AWAITING_CONSENT',
  },
  askSubject: {
    on: 'application',
    tries: [{ state: 'ADJUDICATION', asked: true, may: ADJUDICATOR }],
    never: 'OPINION_RECEIVED',
  },
  answerConcerns: {
    on: 'application',
    tries: [{ state: 'HEARING', asked: true, may: PERSON_ASSESSED }],
    never: 'ADJUDICATION',
  },
  confirmDecision: {
    on: 'application',
    tries: [{ state: 'SECOND_READING', asked: true, may: ADJUDICATOR }],
    never: 'ADJUDICATION',
  },
  returnDecision: {
    on: 'application',
    tries: [{ state: 'SECOND_READING', asked: true, may: ADJUDICATOR }],
    never: 'DECIDED',
  },
  // The person's own acts. An employer can take none of them.
  giveConsent: {
    on: 'application',
    tries: [
      { state: 'AWAITING_CONSENT', may: PERSON_ASSESSED },
      { state: 'CONSENT_OVERDUE', may: PERSON_ASSESSED },
    ],
    never: 'SCREENED',
  },
  refuseConsent: {
    on: 'application',
    tries: [{ state: 'AWAITING_CONSENT', may: PERSON_ASSESSED }],
    never: 'QUESTIONNAIRE',
  },
  withdrawConsent: {
    on: 'application',
    tries: [
      { state: 'QUESTIONNAIRE', may: PERSON_ASSESSED },
      { state: 'DECIDED', asked: true, may: PERSON_ASSESSED },
    ],
    never: 'PLEDGE_PENDING',
  },
  submitQuestionnaire: {
    on: 'application',
    tries: [{ state: 'QUESTIONNAIRE', may: PERSON_ASSESSED }],
    never: 'AWAITING_CONSENT',
  },
  signPledge: {
    on: 'application',
    tries: [{ state: 'PLEDGE_PENDING', asked: true, may: PERSON_ASSESSED }],
    never: 'DECIDED',
  },
  // The officer in charge chooses who investigates; the Cabinet Office, once asked, gives the opinion (Art. 12(4), (5)).
  startInvestigation: {
    on: 'application',
    tries: [{ state: 'INVESTIGATION', may: IN_CHARGE }],
    never: 'QUESTIONNAIRE',
  },
  ...inquiryActs({ officer: OFFICER, investigator: INVESTIGATOR, assessed: PERSON_ASSESSED }),
  ...holdActs({ inCharge: IN_CHARGE }),
  ...grievanceActs({ assessed: PERSON_ASSESSED, grievance: GRIEVANCE }),
  ...interviewActs({ officer: OFFICER, investigator: INVESTIGATOR, assessed: PERSON_ASSESSED }),
  giveOpinion: {
    on: 'application',
    tries: [
      { state: 'AWAITING_OPINION', asked: true, may: INVESTIGATOR },
      { state: 'AWAITING_OPINION SELF', may: IN_CHARGE },
    ],
    never: 'CHECKS_RUNNING',
  },
  submitForDecision: {
    on: 'application',
    tries: [{ state: 'OPINION_RECEIVED', asked: true, may: IN_CHARGE }],
    never: 'AWAITING_OPINION',
  },
  // Only the head decides (rule 7), and who investigated is not the head (rule 8).
  requestMore: {
    on: 'application',
    tries: [{ state: 'ADJUDICATION', asked: true, may: ADJUDICATOR }],
    never: 'OPINION_RECEIVED',
  },
  decide: {
    on: 'application',
    tries: [{ state: 'ADJUDICATION', asked: true, may: ADJUDICATOR }],
    never: 'DECIDED',
  },
  lapseUnpledged: {
    on: 'application',
    tries: [
      { state: 'PLEDGE_PENDING', asked: true, may: IN_CHARGE },
      { state: 'PLEDGE_OVERDUE', asked: true, may: [...OFFICER, ...IN_CHARGE] },
    ],
    never: 'DECIDED',
  },
  closeWithoutBasis: {
    on: 'application',
    tries: [{ state: 'CHECKS_RUNNING', asked: true, may: IN_CHARGE }],
    never: 'PLEDGE_PENDING',
  },
  assignSuccessor: {
    on: 'clearance',
    tries: [
      { state: 'REVIEW', may: IN_CHARGE },
      { state: 'LAPSED', may: IN_CHARGE },
    ],
    never: 'EXPIRED',
  },
  ...reportActs({ assessed: PERSON_ASSESSED, manager: MANAGER, officer: OFFICER, inCharge: IN_CHARGE }),
  closeReview: { on: 'clearance', tries: [{ state: 'REVIEW', may: OFFICER }], never: 'ACTIVE' },
  serveDoubtNotice: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may: IN_CHARGE },
      { state: 'REVIEW', may: IN_CHARGE },
      { state: 'LAPSED', may: IN_CHARGE },
    ],
    never: 'SUSPENDED',
  },
  ...revocationActs({ assessed: PERSON_ASSESSED, adjudicator: ADJUDICATOR }),
  lapse: { on: 'clearance', tries: [{ state: 'ACTIVE', may: IN_CHARGE }], never: 'EXPIRED' },
  transferWithin: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may: IN_CHARGE },
      { state: 'LAPSED', may: IN_CHARGE },
    ],
    never: 'EXPIRED',
  },
  second: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may: IN_CHARGE },
      { state: 'REVIEW', may: IN_CHARGE },
    ],
    never: 'LAPSED',
  },
  depart: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may: [...MANAGER, ...IN_CHARGE] },
      { state: 'SUSPENDED', may: [...MANAGER, ...IN_CHARGE] },
      { state: 'LAPSED', may: [...MANAGER, ...IN_CHARGE] },
      { state: 'REVOKED', may: [...MANAGER, ...IN_CHARGE] },
      { state: 'EXPIRED', may: MANAGER },
    ],
    never: 'DISPOSED',
  },
  reinstate: { on: 'clearance', tries: [{ state: 'LAPSED', may: ADJUDICATOR }], never: 'ACTIVE' },
  renewPledge: { on: 'clearance', tries: [{ state: 'REINSTATED', may: PERSON_ASSESSED }], never: 'LAPSED' },
  ...correctionActs({ officer: OFFICER, inCharge: IN_CHARGE, adjudicator: ADJUDICATOR }),
};
