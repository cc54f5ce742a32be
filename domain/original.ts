import { dayOf, type IsoDate, type IsoInstant, startOfDay } from './calendar.js';
import { type Action, type Edge, EDGES } from './edges.js';
import { afterOfficeDays } from './office-days.js';
import type { Periods } from './policy.js';
import { type CaseTies, type Grant, owesWord, type Role, ROLES, rolesOnceDeclared } from './roles.js';
import { type CaseKind, type NotConductedReason, type Stage, stageRow } from './stages.js';

/**
 * A signed paper (原本) that says what its person, or a source, would otherwise say by a click. One of the office keys in
 * what it says, a second one compares; then the very step is taken that the click would have been, under the same table.
 */

/** How a paper came in. */
export const CAME = ['COUNTER', 'POST'] as const;
export type Came = (typeof CAME)[number];

/** `STALE`: something came first. The paper stays known, by its hash and days; what was keyed in from it goes. */
export const ORIGINAL_STATES = ['WAITING', 'CONFIRMED', 'REJECTED', 'STALE'] as const;
export type OriginalState = (typeof ORIGINAL_STATES)[number];

/** Which paper came, when, and through whose hands: codes, days and sign-ins. */
export interface OriginalRef {
  readonly id: string;
  readonly hash: string;
  readonly pages: number;
  readonly signedOn: string;
  readonly receivedOn: string;
  readonly came: Came;
  readonly keyedBy: string;
  /** Absent where the step did not wait for the second person. */
  readonly confirmedBy?: string;
}

/**
 * Who opens which papers. `CASE`: whoever works on it; a second person of the organ compares. `APART`: a questionnaire
 * holds family, which nobody who works on the case may read (law: invariant 5): two screening officers, who then have no
 * other part in it. `GRIEVANCE`: its officers alone, as those it may be about are not told of it (Art. 14). `INQUIRY`: a
 * source's reply, which its person is not told of (Art. 12(6)).
 */
export const DESKS = ['CASE', 'APART', 'GRIEVANCE', 'INQUIRY'] as const;
export type Desk = (typeof DESKS)[number];
export type Part = 'KEYS' | 'CONFIRMS';

export const HANDS: Readonly<Record<Desk, Readonly<Record<Part, readonly Role[]>>>> = {
  CASE: {
    KEYS: ['CaseOfficer', 'AssessmentOfficerInCharge'],
    CONFIRMS: ['CaseOfficer', 'AssessmentOfficerInCharge'],
  },
  APART: { KEYS: ['ScreeningOfficer'], CONFIRMS: ['ScreeningOfficer'] },
  GRIEVANCE: { KEYS: ['GrievanceOfficer'], CONFIRMS: ['GrievanceOfficer'] },
  INQUIRY: {
    KEYS: ['CaseOfficer', 'CabinetInvestigator'],
    CONFIRMS: ['CaseOfficer', 'AssessmentOfficerInCharge', 'CabinetInvestigator'],
  },
};

const LINES: readonly Edge[] = EDGES;
/**
 * Without an end of the case: it stops what is asked, or must be known before the notice of the result goes out, and takes
 * nothing from anybody.
 */
const COUNTS_AT_ONCE: readonly string[] = ['withdrawInquiry', 'wantReasons'] satisfies readonly Action[];
const HOLDS_FAMILY: readonly Action[] = ['submitQuestionnaire'];

export function deskOf(kind: CaseKind, action: Action): Desk {
  if (action === 'fileAnswer') return 'INQUIRY';
  if (HOLDS_FAMILY.includes(action)) return 'APART';
  const grieves = LINES.some(
    (edge) => edge.kind === kind && edge.action === action && edge.article.startsWith('Art. 14'),
  );
  return grieves ? 'GRIEVANCE' : 'CASE';
}

/**
 * A refusal or withdrawal stops at the first pair of hands: as easily as by a click, whoever is away (law: invariant 3).
 * What it stops is not started again when the second person finds that it was none.
 */
export function stopsAtOnce(kind: CaseKind, action: Action): boolean {
  return LINES.some(
    (edge) =>
      edge.kind === kind &&
      edge.action === action &&
      edge.by.includes('Subject') &&
      (edge.endsAs !== undefined || COUNTS_AT_ONCE.includes(edge.action)),
  );
}

interface Caller {
  readonly grants: readonly Grant[];
  readonly sub: string;
}

/**
 * In which role this sign-in keys in or confirms here, if in any. Never its subject, nor whoever is tied to them; and what
 * another keyed in, with whose it is, opens to nobody before their own word that they are not (decision 74).
 */
export function handOn(desk: Desk, part: Part, caller: Caller, ties: CaseTies): Role | undefined {
  if (part === 'CONFIRMS' && !ties.declared.includes(caller.sub)) return undefined;
  return handOf(desk, part, caller, ties);
}

function handOf(desk: Desk, part: Part, { grants, sub }: Caller, ties: CaseTies): Role | undefined {
  const compares = part === 'CONFIRMS' && desk !== 'APART';
  const near = {
    ...ties,
    // A second person need not be named on the case: that they are of the organ is what the comparison needs.
    assigned: compares ? [...ties.assigned, sub] : ties.assigned,
    screening: desk === 'APART',
  };
  // Whoever has an office on the case opens nothing of it before their own word on ties.
  if (owesWord(rolesOnceDeclared(grants, sub, ties), sub, ties) !== undefined) return undefined;
  const roles = rolesOnceDeclared(grants, sub, near);
  // Who worked on a case may be what a grievance is about.
  const named = [...ties.assigned, ...ties.undeclared].includes(sub);
  if (desk === 'GRIEVANCE' && (ties.workers.includes(sub) || named)) return undefined;
  return HANDS[desk][part].find((role) => roles.includes(role));
}

/** The role in which they compare here as soon as they have said their word on ties; undefined where it waits for none. */
export function handOwed(desk: Desk, { grants, sub }: Caller, ties: CaseTies): Role | undefined {
  if (ties.declared.includes(sub)) return undefined;
  return handOf(desk, 'CONFIRMS', { grants, sub }, { ...ties, declared: [...ties.declared, sub] });
}

/** Whether it had come in before the time for it was over: whoever came to it late, that was not its person. */
export function isInTime(receivedOn: IsoDate | undefined, over: IsoInstant | null): boolean {
  return over !== null && receivedOn !== undefined && startOfDay(receivedOn) < over;
}

/** When a paper is overdue for its second person, by the periods of its case. */
export function compareBefore(keyedAt: IsoInstant, { ORIGINAL_COMPARED }: Periods): IsoInstant {
  return afterOfficeDays(keyedAt, ORIGINAL_COMPARED);
}

/** A case that was closed because nobody had heard of its person, and what they could still have said then. */
export interface Silenced {
  readonly notConductedReason: NotConductedReason | null;
  readonly endedAt: IsoInstant | null;
  readonly consented: boolean;
}

/**
 * Whether a paper had come in before its case was closed for silence: then it is kept on record, without effect, and what
 * follows is for a person to decide. Nothing that a closing does not cut off is late by it.
 */
export function foundLate(
  { kind, action }: { readonly kind: CaseKind; readonly action: Action },
  of: Silenced,
  receivedOn: IsoDate,
): boolean {
  if (of.notConductedReason !== 'NO_RESPONSE' || of.endedAt === null) return false;
  return receivedOn <= dayOf(of.endedAt) && cutOff(kind, action, of);
}

/** A result that was notified, and from when it counts. */
export interface Notified {
  readonly stage: Stage;
  readonly consentedAt: IsoInstant | null;
  readonly notifiedAt: IsoInstant | null;
}

/**
 * Whether a withdrawal had come in before its person received the result, and nobody had keyed it in: then it waits for a
 * second person, and two people void the notice. Of one day it was first, as it is of a notice on its way (service.ts).
 */
export function withdrawnInTime(
  { kind, action }: { readonly kind: CaseKind; readonly action: Action },
  { stage, consentedAt, notifiedAt }: Notified,
  receivedOn: IsoDate,
): boolean {
  if (consentedAt === null || notifiedAt === null) return false;
  const inTime = dayOf(consentedAt) <= receivedOn && receivedOn <= dayOf(notifiedAt);
  return inTime && mayHaveWithdrawn({ kind, action }, stage);
}

/** A withdrawal stops its case at the first hand; one that took no step there was found after the result was told. */
export function isFoundWithdrawal(of: {
  readonly action: Action;
  readonly commandId: string | null;
}): boolean {
  return of.action === 'withdrawConsent' && of.commandId === null;
}

/** Where a paper stands in the register, by whom and when. */
export interface Standing {
  readonly action: Action;
  readonly commandId: string | null;
  readonly status: OriginalState;
  readonly keyedAt: IsoInstant;
  readonly settledBy: string | null;
  readonly settledAt: IsoInstant | null;
}

/** On record from the start, or a found withdrawal that a second person confirmed; what something overtook is neither. */
export function isFoundLate(of: Standing): boolean {
  if (of.status !== 'STALE') return false;
  return of.settledAt === of.keyedAt || (isFoundWithdrawal(of) && of.settledBy !== null);
}

/** Where a notice may be void, what its person had said before it may still be put on record. */
export function mayHaveWithdrawn(
  { kind, action }: { readonly kind: CaseKind; readonly action: Action },
  stage: Stage,
): boolean {
  return (
    action === 'withdrawConsent' &&
    LINES.some(
      (edge) => edge.kind === kind && edge.action === 'proposeNoticeVoid' && edge.from.includes(stage),
    )
  );
}

/** What the closing for silence took from the person: what only they could say where it was closed from. */
export function cutOff(kind: CaseKind, action: Action, { notConductedReason, consented }: Silenced): boolean {
  const from: Stage = consented ? 'QUESTIONNAIRE_OVERDUE' : 'CONSENT_OVERDUE';
  return (
    notConductedReason === 'NO_RESPONSE' &&
    LINES.some(
      (edge) =>
        edge.kind === kind &&
        edge.action === action &&
        edge.by.includes('Subject') &&
        edge.from.includes(from) &&
        !edge.from.includes('NOT_CONDUCTED'),
    )
  );
}

/** A step since the paper was keyed in. */
export interface StepSince {
  readonly action: string;
  readonly role: string;
  readonly from: Stage | 'NEW';
  readonly to: Stage;
}

/** Whether the person has done the same since, or was asked anew: then the paper answers a question that is no longer open. */
export function overtaken(kind: CaseKind, action: Action, since: readonly StepSince[]): boolean {
  const lines = LINES.filter(
    (edge) => edge.kind === kind && edge.action === action && edge.by.includes('Subject'),
  );
  // A source’s reply is no act of theirs, and what may be done at any moment is never one answer too many.
  if (lines.every((edge) => edge.anyVersion)) return false;
  return since.some(
    (step) =>
      (step.role === 'Subject' && step.action === action) ||
      (asksAnew(kind, step) && lines.some((edge) => asks(edge) && edge.from.includes(step.to))),
  );
}

/** Of the lines of one action those for which the person is waited for; what comes late is taken wherever the case is. */
function asks({ rules }: Edge): boolean {
  return !rules?.includes('receivedInTime') && !rules?.includes('answeredInTime');
}

/** Asks them where they stay. What was answered before was put to them for other reasons. */
const ASKS_WHERE_THEY_STAY: readonly string[] = ['proposeRevocation'] satisfies readonly Action[];

function asksAnew(kind: CaseKind, { action, role, from, to }: StepSince): boolean {
  if (ASKS_WHERE_THEY_STAY.includes(action)) return true;
  const byPerson = ROLES.some((person) => person === role);
  if (!byPerson || from === to || stageRow(kind, to).waitingOn !== 'SUBJECT') return false;
  // More time for the same question is no new one.
  return !LINES.some(
    (edge) => edge.kind === kind && edge.action === action && edge.article.startsWith('policy'),
  );
}

/** What a paper answers that nobody could have answered before it was asked: the step that asked. */
const ANSWERS: Readonly<Partial<Record<CaseKind, Readonly<Partial<Record<Action, Action>>>>>> = {
  application: {
    answerConcerns: 'askSubject',
    answerSupplement: 'requestSupplement',
    confirmInterviewRecord: 'recordInterview',
  },
  clearance: { answerConcerns: 'proposeRevocation', renewPledge: 'reinstate' },
};

/** The step that asked for it; undefined where the notice of the case did, or nothing but the case itself. */
export function askedBy(kind: CaseKind, action: Action): Action | undefined {
  return ANSWERS[kind]?.[action];
}

/** What the days on a paper cannot be, by field: the days are the office's word, and these are all that can be checked. */
export function impossibleDays(
  { signedOn, receivedOn }: Pick<OriginalRef, 'signedOn' | 'receivedOn'>,
  { asked, today }: { readonly asked: string; readonly today: string },
): readonly ('signedOn' | 'receivedOn')[] {
  return [
    ...(signedOn < asked || signedOn > receivedOn ? (['signedOn'] as const) : []),
    ...(receivedOn > today ? (['receivedOn'] as const) : []),
  ];
}
