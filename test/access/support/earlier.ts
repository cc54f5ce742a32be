import type { CheckCode, Finding, InquiryConsent } from '../../../domain/checks.js';
import type { ApplicationStage } from '../../../domain/stages.js';
import { inquiredFor } from '../../../sandbox/inquiries.js';
import { bodyOf } from './bodies.js';
import type { Case, Cases } from './cases.js';
import { type Account, ELSEWHERE } from './cast.js';
import type { House } from './house.js';

/** Investigations that another organ made, and new cases of the same people. */
export const ALL: InquiryConsent = {
  CONVICTION_RECORD: true,
  CREDIT_STANDING: true,
  DISCIPLINARY_RECORD: true,
};
export const ANSWERED: Partial<Record<CheckCode, Finding>> = {
  CONVICTION_RECORD: 'NO_RECORD',
  CREDIT_STANDING: 'RECORD',
  DISCIPLINARY_RECORD: 'DECLINED',
};
export const WORDS = { opinion: 'EARLIER OPINION', review: 'EARLIER REVIEW', source: 'EARLIER STATEMENT' };
/** Of the earlier file, and of nobody's business here. */
export const NEVER = {
  questionnaire: 'EARLIER ANSWERS',
  family: 'EARLIER FAMILY',
  reasons: 'EARLIER REASONS',
};

export interface Made extends Case {
  readonly opinionAt: string;
}

export function earlierCases(house: House, cases: Cases) {
  /** An investigation of another organ's, that ended in a notified result: with words in every part of its file. */
  async function investigated(
    end: ApplicationStage = 'CLOSED',
    organId: string = ELSEWHERE.organId,
  ): Promise<Made> {
    const made = await cases.application('INVESTIGATION', { inquiries: ALL });
    const seal = (docClass: 'EVIDENCE' | 'REASONS' | 'QUESTIONNAIRE' | 'FAMILY', content: unknown) =>
      house.register
        .transaction()
        .execute((tx) =>
          house.vault.put(tx, { kind: 'case', id: made.id }, docClass, content, new Date().toISOString()),
        );
    await seal('QUESTIONNAIRE', { text: NEVER.questionnaire });
    await seal('FAMILY', { text: NEVER.family });
    const answered = async () => {
      const asked = await house.register
        .selectFrom('checks')
        .select(['request_id', 'code'])
        .where('case_id', '=', made.id)
        .where('status', '=', 'OPEN')
        .execute();
      for (const { request_id: requestId, code } of asked) {
        const documentId = await seal('EVIDENCE', { source: 'X', statement: `${WORDS.source} ${code}` });
        const finding = ANSWERED[code] ?? 'NO_RECORD';
        await cases.step(made.id, 'fileAnswer', 'Provider', { requestId, finding, documentId });
      }
    };
    await cases.step(made.id, 'startInvestigation', 'inCharge', { mode: 'UNIFIED' });
    await answered();
    const inquired = inquiredFor(['CONVICTION_RECORD', 'CREDIT_STANDING']);
    await cases.step(made.id, 'inquire', 'investigator', { inquired, reason: 'TEST' });
    await answered();
    await cases.step(made.id, 'escalate', 'System');
    const reasonsOf = async (text: string) => ({ reasonsId: await seal('REASONS', { text }) });
    await cases.step(made.id, 'resolveReview', 'officer', await reasonsOf(WORDS.review));
    await cases.step(made.id, 'giveOpinion', 'investigator', await reasonsOf(WORDS.opinion));
    const { at } = await house.register
      .selectFrom('commands')
      .select('at')
      .where('case_id', '=', made.id)
      .where('action', '=', 'giveOpinion')
      .executeTakeFirstOrThrow();
    const opinionAt = at.toISOString();
    if (end !== 'OPINION_RECEIVED') {
      await cases.step(made.id, 'submitForDecision', 'inCharge');
      const decision = end === 'CLOSED' ? 'NOT_FOUND' : 'FOUND';
      await cases.decide(made.id, decision, await reasonsOf(NEVER.reasons));
      await cases.step(made.id, 'notifyResult', 'officer');
    }
    if (end === 'CLOSED') await cases.step(made.id, 'fileGrievance', 'subject');
    if (end === 'CLEARED') await cases.step(made.id, 'signPledge', 'subject');
    await moveTo(made.subjectId, organId);
    return { ...made, opinionAt };
  }

  /** The cast is of one organ: what it did so far was another's. */
  async function moveTo(subjectId: string, organId: string): Promise<void> {
    await house.register
      .updateTable('cases')
      .set({ organ_id: organId })
      .where('subject_id', '=', subjectId)
      .execute();
  }

  /** What would hold its file. */
  const answerGrievances = ({ id }: Case) =>
    house.register.deleteFrom('grievances').where('application_id', '=', id).execute();
  const newCase = ({ subjectId }: Case, stage: ApplicationStage, inquiries: InquiryConsent = ALL) =>
    cases.application(stage, { subjectId, inquiries });
  const read = async (by: Account, { id }: Case) => (await house.get(by, `/applications/${id}`)).body;
  const choose = async (made: Case, mode = 'REUSED', by: Account = 'inCharge') => {
    const body = bodyOf('startInvestigation', await cases.version(made.id));
    const own = mode === 'SELF' ? body : { seen: body.seen };
    return house.post(by, `/applications/${made.id}/investigation`, { ...own, mode });
  };

  /** Everything this account can ask about a case, without what makes each case another one. */
  async function heldBy(account: Account, made: Case): Promise<string> {
    const paths = ['', '/timeline', '/documents', '/questionnaire-draft'].map(
      (end) => `/applications/${made.id}${end}`,
    );
    const answers = [];
    for (const path of paths) {
      const { status, body } = await house.get(account, path);
      answers.push([status, body?.code ?? body]);
    }
    const { body } = await house.get(account, '/applications?limit=100');
    answers.push((body.items ?? []).filter((item: { id: string }) => item.id === made.id));
    return JSON.stringify(answers)
      .replaceAll(made.id, 'ID')
      .replaceAll(made.subjectId, 'SUBJECT')
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'AT');
  }

  /** What choosing it would be answered; nothing is kept of the attempt, since it is refused. */
  const refusalOf = async (made: Case) => {
    const { status, body } = await choose(made);
    return JSON.stringify([status, { ...body, reference: '' }]);
  };
  return { investigated, newCase, read, choose, heldBy, refusalOf, answerGrievances };
}
