import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Cases, INQUIRY } from './support/cases.js';
import { type House, openHouse } from './support/house.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

test('a belated answer of concern waits for a person, also after the question was asked again', async () => {
  const { id } = await cases.application('CHECKS_RUNNING');
  const { request_id: requestId } = await house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow();
  await cases.step(id, 'markLate', 'System', { requestId });
  await cases.step(id, 'escalate', 'System');
  await cases.step(id, 'askAgain', 'investigator', { codes: [INQUIRY], reason: 'TEST' });
  await cases.step(id, 'fileAnswer', 'Provider', { requestId, finding: 'RECORD' });
  await cases.answer(id, 'NO_RECORD');
  await expect(cases.step(id, 'completeChecks', 'System')).rejects.toThrow('REVIEW_OPEN');
  await cases.step(id, 'escalate', 'System');
  await cases.step(id, 'resolveReview', 'investigator', { reason: 'TEST' });
  expect(await cases.stage(id)).toBe('AWAITING_OPINION');
});
