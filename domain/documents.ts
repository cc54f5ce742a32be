import type { CheckCode, InquiryConsent } from './checks.js';
import type { EarlierResult } from './outward.js';
import type { Role } from './roles.js';
import type { Decision, NotConductedReason, Stage } from './stages.js';

const FILE = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
] as const satisfies readonly Role[];
const OWN_AND_FILE = ['Subject', ...FILE] as const;

/**
 * The documents of an application, and who reads them. A contractor reads none (Art. 13(2)): their word is the outcome.
 * Art. 14: a grievance is its subject's and its officer's; those it may be about are not told of it.
 * Art. 12(6): the subject is not told of each inquiry, so that its letter and the superior's form are the file's alone.
 */
export const DOCUMENTS = {
  notice: OWN_AND_FILE,
  consent: OWN_AND_FILE,
  'inquiry-consent': OWN_AND_FILE,
  refusal: OWN_AND_FILE,
  withdrawal: OWN_AND_FILE,
  'supplementary-consent': OWN_AND_FILE,
  'inquiry-withdrawal': OWN_AND_FILE,
  questionnaire: OWN_AND_FILE,
  'interview-record': OWN_AND_FILE,
  statement: OWN_AND_FILE,
  'superior-form': FILE,
  inquiry: FILE,
  'result-notice': OWN_AND_FILE,
  reasons: OWN_AND_FILE,
  pledge: OWN_AND_FILE,
  grievance: ['Subject', 'GrievanceOfficer'],
  'grievance-receipt': ['Subject', 'GrievanceOfficer'],
  'grievance-answer': ['Subject', 'GrievanceOfficer'],
} as const satisfies Record<string, readonly Role[]>;

export type DocumentCode = keyof typeof DOCUMENTS;
export const DOCUMENT_CODES = Object.keys(DOCUMENTS) as DocumentCode[];

/** What of a case its documents follow from: facts of the register, nothing of what was written. */
export interface DocumentFacts {
  readonly stage: Stage;
  readonly ended: boolean;
  readonly endedAt: string | null;
  readonly notConductedReason: NotConductedReason | null;
  readonly servedText: string | null;
  readonly servedAt: string | null;
  readonly consentedAt: string | null;
  readonly inquiryConsent: InquiryConsent;
  /** The questions that its policy prints on the superior's form. */
  readonly superiorAsked: readonly CheckCode[];
  /** What was consented to at first, question by question; what holds now is above. */
  readonly firstConsent: InquiryConsent;
  /** As it was said with the consent, whatever was said of it since. */
  readonly waivedFirst: boolean;
  /** Requests for a supplementary consent: each is a form to be filled in while it waits, and then what was answered. */
  readonly supplements: readonly Supplemented[];
  /** Questions taken back alone. */
  readonly inquiryWithdrawals: readonly OneOf[];
  /** Since when the file has one; of words that wait to be screened its subject alone has a copy. */
  readonly questionnaireAt: string | null;
  readonly unscreenedAt: string | null;
  readonly decision: Decision | null;
  readonly notifiedAt: string | null;
  readonly reasonsWaived: boolean;
  /** Since when a notice of the result is out, while nothing shows that it was received. */
  readonly issuedAt: string | null;
  /** Of a withdrawal since it went out, whatever came of that: it stays its person's, one that came too late as well. */
  readonly withdrawnAt: string | null;
  readonly pledgedAt: string | null;
  readonly requests: readonly OneOf[];
  /** Each interview of which there is a record, by the record. */
  readonly records: readonly OneOf[];
  /** Results that were notified before, when a decision was reopened: each notice stays the person's. */
  readonly earlier: readonly EarlierResult[];
  readonly grievances: readonly Grieved[];
  /** Pledges signed anew under the clearance it led to, and the one that is waited for there. */
  readonly renewedPledges: readonly { readonly id: string; readonly at: string | null }[];
}

/** One of several documents of the same form: an interview's record, an inquiry's request, a grievance's case. */
interface OneOf {
  readonly id: string;
  readonly at: string;
}

export interface Supplemented extends OneOf {
  readonly status: 'OPEN' | 'ANSWERED' | 'SILENT' | 'ENDED';
  readonly answeredAt: string | null;
}

interface Grieved extends OneOf {
  readonly answeredAt: string | null;
}

export interface CaseDocument {
  readonly form: DocumentCode;
  /** Since when it stands; null while it is a blank form to be filled in. */
  readonly at: string | null;
  /** Which one, where a case may have several of this form. */
  readonly of: string | null;
}

/** The documents of a case that somebody in these roles may read, in the order in which they come about. */
export function documentsOf(facts: DocumentFacts, roles: readonly Role[]): CaseDocument[] {
  // What was destroyed leaves no form behind that says what was in it.
  if (facts.stage === 'DISPOSED') return [];
  return DOCUMENT_CODES.filter((form) => DOCUMENTS[form].some((role: Role) => roles.includes(role))).flatMap(
    (form) => STANDS[form](facts, roles).map(({ at, of = null }) => ({ form, at, of })),
  );
}

interface Standing {
  readonly at: string | null;
  readonly of?: string;
}
const NONE: readonly Standing[] = [];
const BLANK: readonly Standing[] = [{ at: null }];
const since = (at: string | null): readonly Standing[] => (at === null ? NONE : [{ at }]);

/** Who reads it stands above; here only whether there is one. */
const STANDS: Readonly<
  Record<DocumentCode, (facts: DocumentFacts, roles: readonly Role[]) => readonly Standing[]>
> = {
  notice: ({ servedText, servedAt }) => (servedText === null ? NONE : since(servedAt)),
  consent: (facts) => (facts.consentedAt ? since(facts.consentedAt) : whileAsked(facts)),
  'inquiry-consent': (facts) => (facts.consentedAt ? since(facts.consentedAt) : whileAsked(facts)),
  refusal: (facts) => (facts.notConductedReason === 'REFUSED' ? since(facts.endedAt) : whileAsked(facts)),
  withdrawal: (facts) =>
    facts.notConductedReason === 'WITHDRAWN'
      ? since(facts.withdrawnAt ?? facts.endedAt)
      : facts.withdrawnAt !== null
        ? since(facts.withdrawnAt)
        : untilNotified(facts),
  'supplementary-consent': ({ supplements, ended }) =>
    supplements.flatMap(({ id, status, answeredAt }) => {
      if (status === 'OPEN' && !ended) return [{ at: null, of: id }];
      return status === 'ANSWERED' ? [{ at: answeredAt, of: id }] : [];
    }),
  'inquiry-withdrawal': (facts) => [
    ...facts.inquiryWithdrawals.map(({ id, at }) => ({ at, of: id })),
    ...(Object.values(facts.inquiryConsent).includes(true) ? untilNotified(facts) : NONE),
  ],
  questionnaire: (facts, roles) => {
    const at = (roles.includes('Subject') ? facts.unscreenedAt : null) ?? facts.questionnaireAt;
    return at ? since(at) : untilNotified(facts);
  },
  'interview-record': ({ records }) => records.map(({ id, at }) => ({ at, of: id })),
  // For what a person may say that has no form of its own: blank always, as what was said is kept in the file itself.
  statement: ({ consentedAt, notConductedReason }) =>
    consentedAt !== null && notConductedReason === null ? BLANK : NONE,
  // A superior is a source like any other: not asked without consent to that very question (law: invariant 1).
  'superior-form': (facts) =>
    facts.superiorAsked.some((code) => facts.inquiryConsent[code] === true) ? untilNotified(facts) : NONE,
  // After a withdrawal nothing more leaves, and no letter is printed again (law: invariant 3).
  inquiry: ({ notConductedReason, requests }) =>
    notConductedReason === null ? requests.map(({ id, at }) => ({ at, of: id })) : NONE,
  'result-notice': (facts, roles) => [
    ...before(facts).map(({ id, notifiedAt: at }) => ({ at, of: id })),
    ...(facts.decision === null ? NONE : since(toldOrOut(facts, roles))),
  ],
  reasons: (facts, roles) => {
    if (facts.reasonsWaived) return NONE;
    const negative = before(facts).filter(({ decision }) => decision === 'NOT_FOUND');
    return [
      ...negative.map(({ id, notifiedAt: at }) => ({ at, of: id })),
      ...(facts.decision === 'NOT_FOUND' ? since(toldOrOut(facts, roles)) : NONE),
    ];
  },
  pledge: ({ decision, notifiedAt, pledgedAt, ended, renewedPledges }) => {
    const asked = decision === 'FOUND' && notifiedAt !== null && !ended ? BLANK : NONE;
    const first = pledgedAt === null ? asked : since(pledgedAt);
    return [...first, ...renewedPledges.map(({ id, at }) => ({ at, of: id }))];
  },
  grievance: ({ servedText, grievances }, roles) => [
    ...grievances.map(({ id, at }) => ({ at, of: id })),
    ...(roles.includes('Subject') && servedText !== null ? BLANK : NONE),
  ],
  'grievance-receipt': ({ grievances }) => grievances.map(({ id, at }) => ({ at, of: id })),
  'grievance-answer': ({ grievances }) =>
    grievances.flatMap(({ id, answeredAt }) => (answeredAt === null ? [] : [{ at: answeredAt, of: id }])),
};

/**
 * One that stands again, after a reopening that led to no new decision, is the result itself and no earlier one. A void
 * notice is printed for nobody again: the step that gave it, and the row that says it was void, keep it.
 */
function before({ earlier, notifiedAt }: DocumentFacts): readonly EarlierResult[] {
  return earlier.filter((one) => one.voidedAt === undefined && one.notifiedAt !== notifiedAt);
}

/** Who sends a paper prints it when it goes out; its person has it in hand when it was received, and here not before. */
function toldOrOut({ notifiedAt, issuedAt }: DocumentFacts, roles: readonly Role[]): string | null {
  return notifiedAt ?? (roles.includes('Subject') ? null : issuedAt);
}

function whileAsked({ servedText, consentedAt, ended }: DocumentFacts): readonly Standing[] {
  return servedText !== null && consentedAt === null && !ended ? BLANK : NONE;
}

function untilNotified({ consentedAt, notifiedAt, ended }: DocumentFacts): readonly Standing[] {
  return consentedAt !== null && notifiedAt === null && !ended ? BLANK : NONE;
}
