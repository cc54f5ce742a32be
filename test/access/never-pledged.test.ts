import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { derivedId } from '../../store/derived-id.js';
import { Cases } from './support/cases.js';
import { ELSEWHERE, HERE } from './support/cast.js';
import { type House, openHouse } from './support/house.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  const of = { contractor_id: ELSEWHERE.contractorId, organ_id: HERE.organId };
  const row = { id: randomUUID(), ...of, valid_from: '2026-01-01', valid_until: null };
  await house.register.insertInto('certifications').values(row).execute();
}, 60_000);
afterAll(() => house?.stop());

test('a clearance that was never pledged, and that nobody went away from, bars another employer’s nomination', async () => {
  const made = await cases.application('PLEDGE_OVERDUE');
  await cases.step(made.id, 'lapseUnpledged', 'inCharge', { reason: 'TEST' });
  expect(await cases.stage(derivedId(made.id, 'clearance'))).toBe('LAPSED');
  const next = cases.application('NOMINATED', {
    contractorId: ELSEWHERE.contractorId,
    subjectId: made.subjectId,
  });
  await expect(next).rejects.toThrow('ALREADY_CLEARED');
});
