import type { Role } from './roles.js';
import type { CountedDeadline } from './policy.js';

/**
 * Where a case can be. Three kinds of case share one mechanism: an application (one assessment), a clearance (what a
 * positive one ends in) and a grievance. What may happen in a stage stands in edges.ts; nothing else decides.
 */
export type CaseKind = 'application' | 'clearance' | 'grievance';

/** Whose turn it is, as the engine may show it in clear: a kind of party, never a person. */
export type WaitingOn = 'SUBJECT' | 'OFFICER' | 'PROVIDER' | 'ADJUDICATOR' | 'CLOCK' | 'NOBODY';

/** Why an assessment is made: Art. 12(1)(i), (ii), (iii). */
export type Ground = 'NEW_HANDLER' | 'RENEWAL' | 'DOUBT';

/** Who investigates: the Cabinet Office unit (12(4)), the organ itself (proviso), or an earlier investigation (12(7)). */
export type InvestigationMode = 'UNIFIED' | 'SELF' | 'REUSED';

/** The head's decision: found, or not found, unlikely to leak. "Found likely to leak" does not exist (law §3). */
export type Decision = 'FOUND' | 'NOT_FOUND';

export type NotConductedReason =
  | 'NOT_APPROVED'
  | 'REFUSED'
  | 'NO_RESPONSE'
  | 'WITHDRAWN'
  | 'NO_BASIS'
  | 'ABSORBED'
  /** The wrong person was nominated or served a notice, or by a doubt notice that was void. Never told apart outside. */
  | 'MISTAKEN';

interface StageRow {
  /** Whose turn, for the engine's search attributes and every page. */
  readonly waitingOn: WaitingOn;
  /** The role that acts next, if a person does; for some grounds and modes another one. */
  readonly next?: Role;
  readonly nextFor?: Readonly<Partial<Record<Ground | InvestigationMode, Role>>>;
  /** Deadlines that begin when the stage is entered and end when it is left. */
  readonly deadlines: readonly CountedDeadline[];
  /** What the subject is told. Human review is part of "checks" for the subject: it is not an accusation. */
  readonly subject: { readonly ja: string; readonly en: string };
  readonly basis: string;
  /** The workflow is done; only retention remains. */
  readonly ended?: true;
  /** How long the file lives after this end. */
  readonly retention?: CountedDeadline;
}

const checks = { ja: '調査中です。', en: 'Your answers are being checked.' };
const deciding = { ja: '結果の判断を待っています。', en: 'The decision is being made.' };

// biome-ignore format: a table
export const APPLICATION_STAGES = {
  NOMINATED:        { waitingOn: 'OFFICER', next: 'Adjudicator', nextFor: { RENEWAL: 'AssessmentOfficerInCharge' }, deadlines: ['OFFICER_REMINDER'], subject: { ja: '名簿に記載されました。', en: 'You have been listed as a candidate.' }, basis: 'Art. 12(1), Standards: name list' },
  SCREENED:         { waitingOn: 'OFFICER', next: 'CaseOfficer', deadlines: ['OFFICER_REMINDER'], subject: { ja: 'まもなく告知書が交付されます。', en: 'You will be served a notice soon.' }, basis: 'Standards: head approves candidates' },
  AWAITING_CONSENT: { waitingOn: 'SUBJECT', next: 'Subject', deadlines: ['CONSENT_REMINDER', 'CONSENT_WINDOW'], subject: { ja: '告知書を読み、同意するかどうかをお選びください。', en: 'Read the notice and choose whether to consent.' }, basis: 'Art. 12(3)' },
  CONSENT_OVERDUE:  { waitingOn: 'OFFICER', next: 'CaseOfficer', deadlines: ['OFFICER_REMINDER'], subject: { ja: 'お返事がまだ届いていません。まだ同意も不同意もできます。', en: 'We have not heard from you. You may still consent or refuse.' }, basis: 'Art. 12(3); silence is never consent' },
  QUESTIONNAIRE:    { waitingOn: 'SUBJECT', next: 'Subject', deadlines: ['QUESTIONNAIRE_REMINDER', 'QUESTIONNAIRE_WINDOW'], subject: { ja: '質問票にご記入ください。', en: 'Please fill in the questionnaire.' }, basis: 'Art. 12(6), Standards: questionnaire' },
  QUESTIONNAIRE_OVERDUE: { waitingOn: 'OFFICER', next: 'CaseOfficer', deadlines: ['OFFICER_REMINDER'], subject: { ja: '質問票がまだ届いていません。まだ提出できます。', en: 'Your questionnaire has not arrived. You may still submit it.' }, basis: 'Standards: questionnaire; silence goes to a person' },
  QUESTIONNAIRE_SCREENING: { waitingOn: 'OFFICER', next: 'ScreeningOfficer', deadlines: ['OFFICER_REMINDER'], subject: { ja: '質問票を受け付けました。お尋ねしてはならない事柄にふれた箇所を、案件に関わらない担当者が確認しています。', en: 'Your questionnaire has arrived. Passages on what may not be asked are being looked at first, by somebody who has no part in the case.' }, basis: 'Standards: matters not investigated; reading' },
  INVESTIGATION:    { waitingOn: 'OFFICER', next: 'AssessmentOfficerInCharge', deadlines: ['OFFICER_REMINDER'], subject: checks, basis: 'Art. 12(4), (5), (7)' },
  CHECKS_RUNNING:   { waitingOn: 'PROVIDER', deadlines: [], subject: checks, basis: 'Art. 12(6)' },
  HUMAN_REVIEW:     { waitingOn: 'OFFICER', next: 'CaseOfficer', nextFor: { UNIFIED: 'CabinetInvestigator' }, deadlines: ['REVIEW_REMINDER'], subject: checks, basis: 'Art. 12(6); what is missing, late or declined goes to a person' },
  INTERVIEW:        { waitingOn: 'OFFICER', next: 'CaseOfficer', nextFor: { UNIFIED: 'CabinetInvestigator' }, deadlines: [], subject: { ja: '面接の日時と場所をお知らせしています。', en: 'You are asked to an interview: see when and where.' }, basis: 'Art. 12(6), Standards: interview only as needed' },
  INTERVIEW_RECORD: { waitingOn: 'SUBJECT', next: 'Subject', deadlines: ['RECORD_REMINDER', 'RECORD_WINDOW'], subject: { ja: '面接の記録をお読みください。', en: 'Please read the record of your interview.' }, basis: 'Art. 12(6); reading: the person reads what is kept of what they said' },
  DOCUMENT_REQUESTED: { waitingOn: 'SUBJECT', next: 'Subject', deadlines: ['DOCUMENT_REMINDER', 'DOCUMENT_WINDOW'], subject: { ja: '資料のご提出をお願いしています。提出しないこともできます。', en: 'You are asked for a document. You may decline.' }, basis: 'Art. 12(6); reading: a document in place of an inquiry' },
  AWAITING_OPINION: { waitingOn: 'OFFICER', next: 'CabinetInvestigator', nextFor: { SELF: 'AssessmentOfficerInCharge', REUSED: 'AssessmentOfficerInCharge' }, deadlines: ['OPINION_REMINDER'], subject: checks, basis: 'Art. 12(5)' },
  OPINION_RECEIVED: { waitingOn: 'OFFICER', next: 'AssessmentOfficerInCharge', deadlines: ['OFFICER_REMINDER'], subject: deciding, basis: 'Art. 12(5)' },
  ADJUDICATION:     { waitingOn: 'ADJUDICATOR', next: 'Adjudicator', deadlines: ['DECISION_REMINDER'], subject: deciding, basis: 'Art. 12(1), Art. 17' },
  HEARING:          { waitingOn: 'SUBJECT', next: 'Subject', deadlines: ['HEARING_REMINDER', 'HEARING_WINDOW'], subject: { ja: '判断の前に、あなたの説明をうかがいます。', en: 'Before the decision, you are asked for your side.' }, basis: 'Art. 12(6); reading: nobody is found wanting unheard' },
  SECOND_READING:   { waitingOn: 'ADJUDICATOR', next: 'Adjudicator', deadlines: ['DECISION_REMINDER'], subject: deciding, basis: 'Art. 12(1), Art. 17; policy: two people for a negative' },
  DECIDED:          { waitingOn: 'OFFICER', next: 'CaseOfficer', deadlines: ['NOTIFICATION_REMINDER'], subject: deciding, basis: 'Art. 13(1)' },
  PLEDGE_PENDING:   { waitingOn: 'SUBJECT', next: 'Subject', deadlines: ['PLEDGE_REMINDER', 'PLEDGE_WINDOW'], subject: { ja: '結果をお知らせしました。誓約書にご署名ください。', en: 'You have your result. Please sign the pledge.' }, basis: 'Standards: pledge' },
  PLEDGE_OVERDUE:   { waitingOn: 'OFFICER', next: 'CaseOfficer', deadlines: ['OFFICER_REMINDER'], subject: { ja: '誓約書がまだ届いていません。まだご署名いただけます。', en: 'Your pledge has not arrived. You may still sign it.' }, basis: 'Standards: pledge; reading' },
  CLEARED:          { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '適性評価は終わりました。', en: 'The assessment has ended.' }, basis: 'Art. 11', ended: true, retention: 'RETENTION_ASSESSED' },
  CLOSED:           { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '結果をお知らせしました。苦情を申し出ることができます。', en: 'You have your result. You may file a grievance.' }, basis: 'Art. 13(4), 14', ended: true, retention: 'RETENTION_ASSESSED' },
  NOT_CONDUCTED:    { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '適性評価は行われませんでした。', en: 'No assessment was made.' }, basis: 'Art. 12(3), 13(2)', ended: true, retention: 'RETENTION_NOT_CONDUCTED' },
  DISPOSED:         { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '記録は廃棄されました。', en: 'The file has been destroyed.' }, basis: 'Standards: retention', ended: true },
} as const satisfies Record<string, StageRow>;

// biome-ignore format: a table
export const CLEARANCE_STAGES = {
  ACTIVE:     { waitingOn: 'CLOCK', deadlines: [], subject: { ja: '有効です。', en: 'Valid.' }, basis: 'Art. 11' },
  REVIEW:     { waitingOn: 'OFFICER', next: 'CaseOfficer', deadlines: ['CHANGE_REVIEW_REMINDER'], subject: { ja: '有効です。ご報告を確認しています。', en: 'Valid. Your report is being looked at.' }, basis: 'Standards: change report' },
  SUSPENDED:  { waitingOn: 'OFFICER', next: 'AssessmentOfficerInCharge', deadlines: ['SUSPENSION_REMINDER'], subject: { ja: '再評価の告知により、取扱いはできません。', en: 'A reassessment was notified: you may not handle the information.' }, basis: 'Art. 11, 12(1)(iii)' },
  LAPSED:     { waitingOn: 'CLOCK', deadlines: [], subject: { ja: '効力が止まっています。取扱いの必要がなくなったか、勤め先が変わったか、適合事業者の認定もしくは契約が終わったか、または終わらせた通知が無効とされたためです。', en: 'Not in force: the need to handle has ended, the employer has changed, its certification or contract has ended, or the notice that ended it is void.' }, basis: 'Art. 12(1)(i)' },
  REVOKED:    { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '効力を失いました。', en: 'No longer valid.' }, basis: 'Art. 11, 13', ended: true, retention: 'RETENTION_ASSESSED' },
  EXPIRED:    { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '有効期間が満了しました。', en: 'The period of validity has ended.' }, basis: 'Art. 12(1)(i)(イ)', ended: true, retention: 'RETENTION_ASSESSED' },
  SUPERSEDED: { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '新しい結果に引き継がれました。', en: 'Replaced by a newer result.' }, basis: 'Art. 12(1)(ii)', ended: true, retention: 'RETENTION_ASSESSED' },
  VOIDED:     { waitingOn: 'NOBODY', deadlines: [], subject: { ja: 'もととなる結果の通知が無効とされたため、効力を失いました。', en: 'No longer valid: the notice it began with is void.' }, basis: 'Art. 11, 13(1); reading', ended: true, retention: 'RETENTION_ASSESSED' },
  DISPOSED:   { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '記録は廃棄されました。', en: 'The file has been destroyed.' }, basis: 'Standards: retention', ended: true },
} as const satisfies Record<string, StageRow>;

// biome-ignore format: a table
export const GRIEVANCE_STAGES = {
  GRIEVANCE_OPEN:     { waitingOn: 'OFFICER', next: 'GrievanceOfficer', deadlines: ['GRIEVANCE_REMINDER', 'GRIEVANCE_TARGET'], subject: { ja: '苦情を受け付けました。', en: 'Your grievance has been received.' }, basis: 'Art. 14' },
  GRIEVANCE_OVERDUE:  { waitingOn: 'OFFICER', next: 'GrievanceOfficer', deadlines: ['GRIEVANCE_REMINDER'], subject: { ja: '苦情への回答が目安の日を過ぎています。担当者が引き続き取り扱っています。', en: 'The day meant for an answer has passed. Your grievance is still being handled.' }, basis: 'Art. 14; policy: never closed unanswered' },
  GRIEVANCE_ANSWERED: { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '苦情への回答をお知らせしました。', en: 'Your grievance has been answered.' }, basis: 'Art. 14', ended: true, retention: 'RETENTION_ASSESSED' },
  DISPOSED:           { waitingOn: 'NOBODY', deadlines: [], subject: { ja: '記録は廃棄されました。', en: 'The file has been destroyed.' }, basis: 'Standards: retention', ended: true },
} as const satisfies Record<string, StageRow>;

export const STAGES = {
  application: APPLICATION_STAGES,
  clearance: CLEARANCE_STAGES,
  grievance: GRIEVANCE_STAGES,
} as const;

export type ApplicationStage = keyof typeof APPLICATION_STAGES;
export type ClearanceStage = keyof typeof CLEARANCE_STAGES;
export type GrievanceStage = keyof typeof GRIEVANCE_STAGES;
export type Stage = ApplicationStage | ClearanceStage | GrievanceStage;

const STAGE_CODES: ReadonlySet<string> = new Set(
  Object.values(STAGES).flatMap((stages) => Object.keys(stages)),
);

export function isStage(code: unknown): code is Stage {
  return typeof code === 'string' && STAGE_CODES.has(code);
}

/** The row of a stage. Throws on a stage that is not of that kind: that is a bug, never input. */
export function stageRow(kind: CaseKind, stage: Stage): StageRow {
  const row = (STAGES[kind] as Record<string, StageRow>)[stage];
  if (!row) throw new Error(`no stage ${stage} of ${kind}`);
  return row;
}

/** The role whose turn it is, for this ground and mode; undefined when nobody's (a provider, the clock). */
export function whoseTurn(
  kind: CaseKind,
  stage: Stage,
  ground: Ground | null,
  mode: InvestigationMode | null,
): Role | undefined {
  const { next, nextFor } = stageRow(kind, stage);
  return (mode && nextFor?.[mode]) || (ground && nextFor?.[ground]) || next;
}

export function hasEnded(kind: CaseKind, stage: Stage): boolean {
  return stageRow(kind, stage).ended === true;
}
