import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { derivedId } from '../../store/derived-id.js';
import { bodyOf } from './support/bodies.js';
import { Cases, INQUIRY } from './support/cases.js';
import { HERE, memberOf } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** No case ends up where nobody may do anything about it. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const reason = 'TEST';
const post = async (by: Parameters<House['post']>[0], id: string, place: string, routeId: string) =>
  verdict(await house.post(by, `/clearances/${id}/${place}`, bodyOf(routeId, await cases.version(id))));

/** A reassessment after a doubt notice, as far as its positive result. */
async function foundAgain(clearanceId: string): Promise<string> {
  const id = await cases.doubtOf(clearanceId);
  const text = servedText('DOUBT');
  await cases.step(id, 'giveConsent', 'subject', { text, inquiries: { [INQUIRY]: true } });
  await cases.step(id, 'submitQuestionnaire', 'subject', { statedItems: [] });
  await cases.start(id, 'UNIFIED');
  await cases.answer(id, 'NO_RECORD');
  await cases.step(id, 'completeChecks', 'System');
  await cases.step(id, 'giveOpinion', 'investigator', { reason });
  await cases.step(id, 'submitForDecision', 'inCharge');
  await cases.decide(id, 'FOUND');
  await cases.step(id, 'notifyResult', 'officer');
  return id;
}

test('a doubt that was lifted, and a pledge that was not signed, leave a clearance that can be reinstated', async () => {
  const doubted = await cases.clearance('SUSPENDED');
  const again = await foundAgain(doubted.id);
  await cases.step(again, 'markPledgeOverdue', 'System');
  await cases.step(again, 'lapseUnpledged', 'inCharge', { reason });
  const next = derivedId(again, 'clearance');
  expect([await cases.stage(doubted.id), await cases.stage(next)]).toEqual(['SUPERSEDED', 'LAPSED']);
  expect(await post('adjudicator', next, 'reinstatement', 'reinstate')).toBe('201');
  expect(await post('subject', next, 'pledge', 'renewPledge')).toBe('201');
});

test('a holder out of force, of whom there is doubt, can be assessed anew when the need returns', async () => {
  const clearance = await cases.clearance('SUSPENDED');
  await cases.step(await cases.doubtOf(clearance.id), 'closeWithoutBasis', 'inCharge', { reason });
  expect(await post('inCharge', clearance.id, 'lapse', 'lapse')).toBe('201');
  expect(await post('adjudicator', clearance.id, 'reinstatement', 'reinstate')).toBe('409 DOUBT_STANDS');
  expect(await post('inCharge', clearance.id, 'doubt-notice', 'serveDoubtNotice')).toBe('201');
  const again = await foundAgain(clearance.id);
  await cases.step(again, 'signPledge', 'subject');
  expect(await cases.stage(clearance.id)).toBe('SUPERSEDED');
  expect(await cases.stage(derivedId(again, 'clearance'))).toBe('ACTIVE');
});

test('an unsigned renewal leaves the earlier clearance to its own end', async () => {
  const renewal = await cases.renewal();
  const { clearance_id: old } = await house.register
    .selectFrom('applications')
    .select('clearance_id')
    .where('id', '=', renewal.id)
    .executeTakeFirstOrThrow();
  await house.register
    .updateTable('cases')
    .set({ stage: 'PLEDGE_OVERDUE' })
    .where('id', '=', renewal.id)
    .execute();
  await cases.step(renewal.id, 'lapseUnpledged', 'inCharge', { reason });
  expect(await cases.stage(old ?? '')).toBe('ACTIVE');
});

test('a report is looked at also when the officer of the assessment has left', async () => {
  const clearance = await cases.clearance('REVIEW');
  await house.register
    .deleteFrom('assignments')
    .where('case_id', '=', clearance.id)
    .where('sub', '=', memberOf('officer').sub)
    .execute();
  expect(await post('officerUnassigned', clearance.id, 'review-closure', 'closeReview')).toBe(
    '404 NOT_FOUND',
  );
  expect(await post('inCharge', clearance.id, 'assignment', 'assignSuccessor')).toBe('201');
  const said = await house.post('officerUnassigned', `/declarations/${clearance.id}`, { tie: 'NONE' });
  expect(verdict(said)).toBe('201');
  expect(await post('officerUnassigned', clearance.id, 'review-closure', 'closeReview')).toBe('201');
});

test('nothing is reinstated for a contractor that is no longer certified (Art. 10)', async () => {
  const clearance = await cases.clearance('LAPSED');
  const certification = house.register
    .updateTable('certifications')
    .where('contractor_id', '=', HERE.contractorId);
  await certification.set({ valid_until: '2025-06-01' }).execute();
  expect(await post('adjudicator', clearance.id, 'reinstatement', 'reinstate')).toBe('409 NOT_CERTIFIED');
  await certification.set({ valid_until: null }).execute();
  expect(await post('adjudicator', clearance.id, 'reinstatement', 'reinstate')).toBe('201');
});
