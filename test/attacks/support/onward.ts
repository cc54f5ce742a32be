import { randomUUID } from 'node:crypto';
import { servedText } from '../../../api/served-text.js';
import { hasEnded, type Stage } from '../../../domain/stages.js';
import { readNow } from '../../../store/clock.js';
import { type Case, INQUIRY } from '../../access/support/cases.js';
import { memberOf } from '../../access/support/cast.js';
import { type Site, until } from './house-with-engine.js';

/**
 * Takes a case from wherever it stands to its end, each step by the one whose turn it is. What sources and time do is left
 * to the case's own workflow: if that were dead, the case would stay where it is.
 */
export async function bringToAnEnd(site: Site, of: Case): Promise<string> {
  for (;;) {
    const stage = (await site.cases.stage(of.id)) as Stage;
    if (hasEnded(of.kind, stage)) return stage;
    await ONWARD[of.kind](site, of, stage);
  }
}

const reason = 'TEST';

const ONWARD = {
  application: async (site: Site, { id }: Case, stage: Stage) => {
    const { cases } = site;
    const text = servedText('NEW_HANDLER');
    switch (stage) {
      case 'NOMINATED':
        return cases.step(id, 'approveNominee', 'adjudicator', { caseOfficer: memberOf('officer').sub });
      case 'SCREENED':
        return cases.step(id, 'serveNotice', 'officer', { text });
      case 'AWAITING_CONSENT':
      case 'CONSENT_OVERDUE':
        return cases.step(id, 'giveConsent', 'subject', { text, inquiries: { [INQUIRY]: true } });
      case 'QUESTIONNAIRE':
      case 'QUESTIONNAIRE_OVERDUE':
        return cases.step(id, 'submitQuestionnaire', 'subject', { statedItems: [] });
      case 'QUESTIONNAIRE_SCREENING':
        return cases.step(id, 'screenQuestionnaire', 'screener');
      case 'INVESTIGATION':
        return cases.start(id, 'UNIFIED');
      case 'CHECKS_RUNNING':
        await answerAll(site, id);
        return until(
          'its workflow settles the checks',
          async () => (await cases.stage(id)) !== stage,
          60_000,
        );
      case 'HUMAN_REVIEW':
        return cases.step(id, 'resolveReview', 'investigator', { reason });
      case 'INTERVIEW':
        return cases.step(id, 'recordInterview', 'investigator');
      case 'INTERVIEW_RECORD':
        return cases.step(id, 'confirmInterviewRecord', 'subject');
      case 'DOCUMENT_REQUESTED':
        return cases.step(id, 'declineDocument', 'subject');
      case 'AWAITING_OPINION':
        return cases.step(id, 'giveOpinion', 'investigator', { reason });
      case 'OPINION_RECEIVED':
        return cases.step(id, 'submitForDecision', 'inCharge', { reason });
      case 'ADJUDICATION':
        return cases.decide(id, 'FOUND');
      case 'HEARING':
        return cases.step(id, 'answerConcerns', 'subject');
      case 'SECOND_READING':
        return cases.step(id, 'returnDecision', 'adjudicatorOnceSubject', { reason });
      case 'DECIDED':
        return cases.step(id, 'notifyResult', 'officer', { reason });
      default:
        return cases.step(id, 'signPledge', 'subject');
    }
  },
  // Its last day comes, and nothing but its workflow says so.
  clearance: async (site: Site, { id }: Case) => {
    const { register } = site.house;
    const past = new Date(Date.now() - 1_000).toISOString();
    await register
      .updateTable('deadlines')
      .set({ due_at: past })
      .where('case_id', '=', id)
      .where('kind', '=', 'EXPIRY')
      .where('closed_at', 'is', null)
      .execute();
    await register
      .insertInto('outbox')
      .values({ lane: `case/${id}`, case_id: id, kind: 'RING', payload: '{}' })
      .execute();
    return until('it expires', async () => (await site.cases.stage(id)) === 'EXPIRED', 60_000);
  },
  grievance: (site: Site, { id }: Case) =>
    site.cases.step(id, 'answerGrievance', 'grievance', { reason, outcome: 'NOT_UPHELD' }),
};

async function answerAll(site: Site, caseId: string): Promise<void> {
  const open = await site.house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', caseId)
    .where('status', '=', 'OPEN')
    .execute();
  for (const { request_id } of open) await answerCheck(site, request_id);
}

/** As the gateway does for its source: received, and nothing else has happened yet. */
export async function answerCheck({ house }: Site, requestId: string): Promise<void> {
  const { source } = await house.register
    .selectFrom('checks')
    .select('source')
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow();
  await house.register
    .insertInto('inbox')
    .values({
      id: randomUUID(),
      request_id: requestId,
      source,
      answer: 'NO_RECORD',
      statement_id: null,
      content_hash: Buffer.alloc(32),
      received_at: await readNow(house.register),
      disposition: null,
    })
    .execute();
}
