import { createHash } from 'node:crypto';
import { type CheckCode, checkIn, type CheckKind, type Item } from '../../domain/checks.js';
import { formIn, PACKS } from '../../forms/packs.js';
import { RESULT_ISSUED } from '../../forms/spec.js';
import { servedText } from '../../api/served-text.js';
import { dayOf } from '../../domain/calendar.js';
import type { Action } from '../../domain/edges.js';
import { policyOn } from '../../domain/policy.js';
import { askableNow } from '../../domain/inquiries.js';
import { marksOf, toldOf } from '../../domain/reasons.js';
import type { CaseKind, Decision, InvestigationMode } from '../../domain/stages.js';
import { readCase } from '../../store/case-state.js';
import { policyOfCase } from '../../store/policy-of-case.js';
import type { Tx } from '../../store/db.js';
import type { StepDetails } from '../../store/step.js';
import type { DocumentClass, Vault } from '../../store/vault.js';
import { behaviourOf } from '../providers/behaviour.js';
import type { Cast, Part } from './cast.js';
import { identityOf } from './reference-data.js';
import { inquiredFor, reasonsFor } from '../inquiries.js';
import { treatmentsFor, worksheetFor } from '../worksheet.js';
import {
  CHANGE_REPORT,
  DECIDED,
  familyOf,
  GRIEVANCE,
  HEARING,
  INTERVIEW,
  questionnaireOf,
  REASONS,
  unscreenedOf,
} from './texts.js';

/** One step about to be taken: on which case, when, by whom. */
export interface Scene {
  readonly tx: Tx;
  readonly vault: Vault;
  readonly cast: Cast;
  readonly caseId: string;
  readonly now: string;
  readonly step: StepName;
  readonly declines: readonly CheckCode[];
}

interface StepRow {
  readonly action: Action;
  readonly on: CaseKind;
  readonly by: Part;
  /** What comes with it, as the API would have it: content sealed first, then named by its id. */
  readonly with?: (scene: Scene) => Promise<StepDetails>;
}

/** The steps a line of cases.ts may name. What they mean, and whether they may be taken, is the domain table's affair. */
// biome-ignore format: a table
export const STEPS = {
  nominate:          { action: 'nominate', on: 'application', by: 'lister' },
  reject:            { action: 'rejectNominee', on: 'application', by: 'adjudicator', with: reasons },
  approve:           { action: 'approveNominee', on: 'application', by: 'adjudicator', with: async ({ cast }) => ({ caseOfficer: cast.officer }) },
  notice:            { action: 'serveNotice', on: 'application', by: 'officer', with: async ({ cast, tx, caseId }) => ({ subjectAccount: cast.subject, text: servedText('NEW_HANDLER', await policyOfCase(tx, caseId)) }) },
  extend:            { action: 'extendConsent', on: 'application', by: 'officer' },
  closeUnanswered:   { action: 'closeUnanswered', on: 'application', by: 'officer', with: reasons },
  consent:           { action: 'giveConsent', on: 'application', by: 'subject', with: consent },
  refuse:            { action: 'refuseConsent', on: 'application', by: 'subject' },
  withdraw:          { action: 'withdrawConsent', on: 'application', by: 'subject' },
  questionnaire:     { action: 'submitQuestionnaire', on: 'application', by: 'subject', with: questionnaire },
  keep:              { action: 'submitQuestionnaire', on: 'application', by: 'subject', with: keep },
  investigate:       { action: 'startInvestigation', on: 'application', by: 'inCharge', with: mode('UNIFIED') },
  investigateSelf:   { action: 'startInvestigation', on: 'application', by: 'inCharge', with: bySelf },
  inquire:           { action: 'inquire', on: 'application', by: 'reviewer', with: inquiries },
  askAgain:          { action: 'askAgain', on: 'application', by: 'reviewer', with: askAgain },
  review:            { action: 'resolveReview', on: 'application', by: 'reviewer', with: reasons },
  requestDocument:   { action: 'requestDocument', on: 'application', by: 'reviewer', with: async (scene) => ({ ...(await reasons(scene)), items: ['MENTAL_DISORDER'] }) },
  interview:         { action: 'arrangeInterview', on: 'application', by: 'reviewer', with: appointment },
  record:            { action: 'recordInterview', on: 'application', by: 'reviewer', with: document('INTERVIEW', INTERVIEW.record) },
  confirmRecord:     { action: 'confirmInterviewRecord', on: 'application', by: 'subject', with: document('INTERVIEW', { text: INTERVIEW.remarks.remarks }) },
  opinion:           { action: 'giveOpinion', on: 'application', by: 'opiner', with: reasons },
  submit:            { action: 'submitForDecision', on: 'application', by: 'inCharge' },
  requestMore:       { action: 'requestMore', on: 'application', by: 'adjudicator', with: reasons },
  decideFound:       { action: 'decide', on: 'application', by: 'adjudicator', with: decision('FOUND') },
  ask:               { action: 'askSubject', on: 'application', by: 'adjudicator', with: async (scene) => ({ ...(await reasons(scene)), items: ['FINANCIAL_CIRCUMSTANCES'] }) },
  answerConcerns:    { action: 'answerConcerns', on: 'application', by: 'subject', with: document('HEARING', HEARING) },
  confirm:           { action: 'confirmDecision', on: 'application', by: 'secondReader', with: reasons },
  decideNotFound:    { action: 'decide', on: 'application', by: 'adjudicator', with: decision('NOT_FOUND') },
  issue:             { action: 'issueResult', on: 'application', by: 'officer', with: goingOut },
  issueAgain:        { action: 'issueResult', on: 'application', by: 'officer', with: goingOut },
  notify:            { action: 'notifyResult', on: 'application', by: 'officer', with: handedOver },
  voidNotice:        { action: 'proposeNoticeVoid', on: 'application', by: 'officer', with: correction },
  confirmVoid:       { action: 'confirmNoticeVoid', on: 'application', by: 'inCharge', with: correction },
  notifyAgain:       { action: 'notifyResult', on: 'application', by: 'officer', with: handedOver },
  pledgeAgain:       { action: 'signPledge', on: 'application', by: 'subject' },
  pledge:            { action: 'signPledge', on: 'application', by: 'subject' },
  lapseUnpledged:    { action: 'lapseUnpledged', on: 'application', by: 'officer', with: reasons },
  closeWithoutBasis: { action: 'closeWithoutBasis', on: 'application', by: 'inCharge', with: reasons },
  grieve:            { action: 'fileGrievance', on: 'application', by: 'subject', with: grievance },
  answerGrievance:   { action: 'answerGrievance', on: 'grievance', by: 'grievance', with: answered },
  report:            { action: 'reportChange', on: 'clearance', by: 'subject', with: document('CHANGE_REPORT', CHANGE_REPORT) },
  closeReview:       { action: 'closeReview', on: 'clearance', by: 'officer', with: reasons },
  doubt:             { action: 'serveDoubtNotice', on: 'clearance', by: 'inCharge', with: async (scene) => ({ ...(await reasons(scene)), text: servedText('DOUBT', policyOn(dayOf(scene.now)).version) }) },
  lapse:             { action: 'lapse', on: 'clearance', by: 'inCharge', with: reasons },
  proposeRevocation: { action: 'proposeRevocation', on: 'clearance', by: 'adjudicator', with: bySentence },
  answerRevocation:  { action: 'answerConcerns', on: 'clearance', by: 'subject', with: document('HEARING', HEARING) },
  revoke:            { action: 'revoke', on: 'clearance', by: 'secondReader', with: bySentence },
} as const satisfies Record<string, StepRow>;

export type StepName = keyof typeof STEPS;
/**
 * Not steps of a person: by that day all sources, or every second one, have said what they say (answers.ts); `records`: those
 * that are asked first, while nobody else is.
 */
export type AnsweringName = 'records' | 'answers' | 'firstAnswers';

export function stepRow(step: StepName): StepRow {
  return STEPS[step];
}

function seal({ tx, vault, caseId, now }: Scene, docClass: DocumentClass, content: unknown): Promise<string> {
  return vault.put(tx, { kind: 'case', id: caseId }, docClass, content, now);
}

async function goingOut({ tx, caseId }: Scene): Promise<StepDetails> {
  const { form } = formIn(RESULT_ISSUED, (await policyOfCase(tx, caseId)) ?? PACKS[0].policy.version);
  return { text: form.id, issue: { channel: 'IN_PERSON', waived: false } };
}

/** Against a receipt, whose hash stands for a paper that nobody has. */
function handedOver({ caseId, now }: Scene): Promise<StepDetails> {
  const receipt = createHash('sha256').update(`receipt ${caseId}`).digest('hex');
  return Promise.resolve({ service: { channel: 'IN_PERSON', receipt, receivedOn: dayOf(now) } });
}

async function reasons(scene: Scene): Promise<StepDetails> {
  const text = REASONS[scene.step];
  if (text === undefined) throw new Error(`no reasons are written for ${scene.step}`);
  return { reasonsId: await seal(scene, 'REASONS', { text }) };
}

/** A line a sentence, all for the person. */
async function bySentence(scene: Scene): Promise<StepDetails> {
  const sentences = (REASONS[scene.step] ?? '').split('\n').map((text) => ({ text }));
  return {
    reasonsId: await seal(scene, 'REASONS', { text: toldOf(sentences).text, sentences }),
    marks: marksOf(sentences),
  };
}

async function correction(scene: Scene): Promise<StepDetails> {
  return { reasonsId: await seal(scene, 'CORRECTION', { text: REASONS[scene.step] }) };
}

async function grievance(scene: Scene): Promise<StepDetails> {
  return { documentId: await seal(scene, 'GRIEVANCE', GRIEVANCE), about: GRIEVANCE.about, late: false };
}

async function answered(scene: Scene): Promise<StepDetails> {
  return { ...(await reasons(scene)), outcome: 'NOT_UPHELD' };
}

/** For a day twelve days later, at the same hour. */
async function appointment(scene: Scene): Promise<StepDetails> {
  return {
    ...(await reasons(scene)),
    documentId: await seal(scene, 'INTERVIEW', INTERVIEW.place),
    interviewAt: new Date(Date.parse(scene.now) + 12 * 86_400_000).toISOString(),
    items: ['FINANCIAL_CIRCUMSTANCES'],
    agreed: true,
  };
}

function document(docClass: DocumentClass, content: unknown) {
  return async (scene: Scene): Promise<StepDetails> => ({ documentId: await seal(scene, docClass, content) });
}

async function bySelf(scene: Scene): Promise<StepDetails> {
  return { ...(await reasons(scene)), mode: 'SELF', selfGround: 'TOO_LATE' };
}

function mode(of: InvestigationMode) {
  return async (): Promise<StepDetails> => ({ mode: of });
}

/** Everything that may be asked now. */
async function inquiries(scene: Scene): Promise<StepDetails> {
  const asks = await asksOf(scene.tx, scene.caseId, scene.now);
  return { inquired: inquiredFor(asks), reasonsId: await seal(scene, 'REASONS', reasonsFor(asks)) };
}

/** What a person may name by now: nothing while a superior or the personnel office has still to answer. */
export async function asksOf(tx: Tx, caseId: string, now: string): Promise<CheckCode[]> {
  const facts = (await readCase(tx, caseId, now))?.facts;
  return facts ? askableNow(facts.askable, facts.firstDue) : [];
}

function decision(of: Decision) {
  return async (scene: Scene): Promise<StepDetails> => {
    const state = await readCase(scene.tx, scene.caseId, scene.now);
    const shown = state?.facts ?? {};
    return {
      decision: of,
      reasonsId: await seal(scene, 'REASONS', { text: toldOf(DECIDED[of]).text, sentences: DECIDED[of] }),
      marks: marksOf(DECIDED[of]),
      documentId: await seal(scene, 'WORKSHEET', worksheetFor(shown)),
      worksheet: treatmentsFor(shown),
    };
  };
}

/** Yes to every question that is always asked, and to those that the person's own statements raise. */
const CODES = PACKS[0].policy.checks.map(({ code }) => code);

async function consent({ tx, caseId, cast, declines }: Scene): Promise<StepDetails> {
  const { served_text: text } = await tx
    .selectFrom('applications')
    .select('served_text')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const raised = raisedBy(cast);
  const agreed = CODES.filter((code) => raised.includes(code) || !kindOf(code).onlyIfStated);
  const inquiries = Object.fromEntries(agreed.map((code) => [code, !declines.includes(code)]));
  return { ...(text === null ? {} : { text }), inquiries, reasonsWaived: false };
}

/** Family goes to a class of its own, here as in the API. */
async function questionnaire(scene: Scene): Promise<StepDetails> {
  const statedItems: Item[] = raisedBy(scene.cast).map((code) => kindOf(code).item);
  const documentId = await seal(scene, 'QUESTIONNAIRE', questionnaireOf(statedItems));
  await seal(scene, 'FAMILY', familyOf(scene.cast.person));
  return { documentId, statedItems };
}

/** With words on what may not be asked, which its author keeps: they wait to be screened. */
async function keep(scene: Scene): Promise<StepDetails> {
  const raised = raisedBy(scene.cast).map((code) => kindOf(code).item);
  const statedItems: Item[] = [...new Set<Item>([...raised, 'FINANCIAL_CIRCUMSTANCES'])];
  await seal(scene, 'UNSCREENED', unscreenedOf(statedItems));
  await seal(scene, 'FAMILY', familyOf(scene.cast.person));
  return { drifting: true, statedItems };
}

/** Everybody in the sandbox is honest: they state what their physician, landlord or acquaintance would speak of. */
function raisedBy({ person }: Cast): CheckCode[] {
  return CODES.filter((checkCode) => {
    if (!kindOf(checkCode).onlyIfStated) return false;
    const told = behaviourOf({ checkCode, person: identityOf(person) });
    return !('answer' in told) || told.answer !== 'NO_RECORD';
  });
}

function kindOf(code: CheckCode): CheckKind {
  return checkIn(PACKS[0].policy, code);
}

async function askAgain(scene: Scene): Promise<StepDetails> {
  const rows = await scene.tx
    .selectFrom('checks')
    .select('code')
    .where('case_id', '=', scene.caseId)
    .where('finding', '<>', 'NO_RECORD')
    .where('resolved_at', 'is', null)
    .execute();
  return { codes: rows.map((row) => row.code), ...(await reasons(scene)) };
}
