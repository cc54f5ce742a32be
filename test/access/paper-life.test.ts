import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { readNow } from '../../store/clock.js';
import { fileReceived, unfiledAnswers } from '../../store/inbox.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { bodyOf } from './support/bodies.js';
import { type Cases, INQUIRY } from './support/cases.js';
import type { Account } from './support/cast.js';
import { today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** Nobody needs a sign-in to be assessed, to be heard, to complain, or to hold a clearance. */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
afterAll(() => house?.stop());

test('a whole life on paper, from the notice to the clearance and its change report', async () => {
  const made = await cases.application('SCREENED');
  await cases.leave();
  const act = async (by: Account, path: string, routeId: string, more: object = {}) => {
    const body = { ...bodyOf(routeId, await cases.version(made.id)), ...more };
    const answer = await house.post(by, `/applications/${made.id}/${path}`, body);
    expect([routeId, verdict(answer)]).toEqual([routeId, '201']);
  };
  const paper = async (
    step: string,
    [keys, confirms]: readonly [Account, Account],
    says: object = {},
    it = made,
  ) => {
    const keyed = await of.key(it, step, keys, says);
    expect([step, verdict(keyed)]).toEqual([step, '201']);
    for (const lang of ['ja', 'en']) {
      const receipt = await house.get(keys, `/originals/${keyed.body.id}/receipt?lang=${lang}`);
      expect([step, receipt.status, receipt.type]).toEqual([step, 200, 'application/pdf']);
    }
    expect([step, (await of.confirm(keyed.body.id, confirms)).body.status]).toEqual([step, 'CONFIRMED']);
  };
  const OFFICE = ['officer', 'officerUnassigned'] as const;
  const APART = ['screener', 'screenerOnceSubject'] as const;

  // Handed over on paper: no sign-in is tied to the person, and both a sign-in and paper are refused.
  const both = { ...bodyOf('serveNotice', await cases.version(made.id)), onPaper: true };
  expect(verdict(await house.post('officer', `/applications/${made.id}/notice`, both))).toBe('422 INVALID');
  await act('officer', 'notice', 'serveNotice', { subjectAccount: undefined, onPaper: true });
  const enrolled = await house.register
    .selectFrom('principals')
    .select('sub')
    .where('subject_id', '=', made.subjectId)
    .execute();
  expect(enrolled).toEqual([]);
  for (const form of ['notice', 'consent', 'inquiry-consent', 'refusal'])
    expect([form, (await house.get('officer', `/applications/${made.id}/documents/${form}`)).status]).toEqual(
      [form, 200],
    );

  await paper('giveConsent', OFFICE, { text: servedText('NEW_HANDLER') });
  await paper('submitQuestionnaire', APART);
  await act('inCharge', 'investigation', 'startInvestigation', {
    inquiries: { [INQUIRY]: { need: 'TO_CONFIRM_STATEMENT', reasons: '質問票の回答を確かめる。' } },
  });
  const { request_id: reference } = await house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', made.id)
    .where('code', '=', INQUIRY)
    .executeTakeFirstOrThrow();
  const replied = await house.post('officer', `/applications/${made.id}/replies`, {
    reference,
    original: of.paper(),
    says: { answer: 'RECORD' },
  });
  expect((await of.confirm(replied.body.id, 'inCharge')).body.status).toBe('CONFIRMED');
  await house.register.transaction().execute(async (tx) => {
    for (const answer of await unfiledAnswers(tx, { caseId: made.id, limit: 5 }))
      await fileReceived(tx, answer, await readNow(tx));
  });
  await cases.step(made.id, 'escalate', 'System');
  await act('officer', 'review', 'resolveReview');
  await act('inCharge', 'opinion', 'giveOpinion');
  await act('inCharge', 'submission', 'submitForDecision');
  await act('adjudicator', 'hearing', 'askSubject');
  await paper('answerConcerns', OFFICE, { text: '返済は来年終わります。' });
  const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
  await act('adjudicator', 'decision', 'decide', { worksheet: worksheetFor(file) });
  await paper('fileGrievance', ['grievance', 'grievanceOnceSubject']);
  await act('officer', 'result-issue', 'issueResult', { channel: 'IN_PERSON' });
  expect((await house.get('officer', `/applications/${made.id}/documents/result-notice`)).status).toBe(200);
  const received = { receipt: 'a'.repeat(64), receivedOn: today() };
  await act('officer', 'result-notice', 'notifyResult', { channel: 'IN_PERSON', ...received });
  await paper('signPledge', OFFICE);
  expect(await cases.stage(made.id)).toBe('CLEARED');

  const { id } = await house.register
    .selectFrom('clearances')
    .select('id')
    .where('application_id', '=', made.id)
    .executeTakeFirstOrThrow();
  const clearance = { kind: 'clearance', id, subjectId: made.subjectId } as const;
  await paper('reportChange', ['inCharge', 'officerUnassigned'], {}, clearance);
  expect(await cases.stage(id)).toBe('REVIEW');

  // What they did is theirs to see, should they ever sign in: by which paper, and through whose hands.
  await cases.enrol(made);
  const { body } = await house.get('subject', `/applications/${made.id}/timeline`);
  const onPaper = body.entries.filter((entry: { detail: { original?: object } }) => entry.detail.original);
  expect(onPaper.map((entry: { event: string }) => entry.event)).toEqual([
    'ConsentGiven',
    'QuestionnaireSubmitted',
    'SubjectAnswered',
    'GrievanceReceived',
    'PledgeSigned',
  ]);
  for (const { detail } of onPaper) {
    expect(detail.original).toMatchObject({
      hash: expect.any(String),
      keyedBy: expect.any(String),
      confirmedBy: expect.any(String),
    });
    expect(detail.original.keyedBy).not.toBe(detail.original.confirmedBy);
  }
  const papers = await house.get('subject', `/originals?caseId=${made.id}`);
  expect(papers.body.items.map((item: { action: string }) => item.action)).toEqual([
    'giveConsent',
    'submitQuestionnaire',
    'answerConcerns',
    'fileGrievance',
    'signPledge',
  ]);
  expect((await house.get('subject', `/applications/${made.id}/documents/consent`)).status).toBe(200);
}, 60_000);
