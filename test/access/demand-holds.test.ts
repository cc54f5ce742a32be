import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refused } from '../../domain/errors.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE } from './support/cast.js';
import { type Answer, type House, openHouse, verdict } from './support/house.js';

/** A file that an auditor has made a demand about is not gone before the demand is over, and nobody is told by the file. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const TEXT = '告知の日付を訂正されたい。 / Correct the date of the notice.';
const destroyed = (made: Case, action: 'dispose' | 'destroyClass' = 'dispose') =>
  cases.step(made.id, action, 'System', { deadline: 'FAMILY_RETENTION' }).then(
    () => 'DESTROYED',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
async function demanded(made: Case): Promise<string> {
  const body = { organId: HERE.organId, text: TEXT, caseId: made.id };
  const answer = await house.post('auditor', '/correction-demands', body);
  expect(verdict(answer)).toBe('201');
  return answer.body.id;
}
const on = (by: Account, id: string, what: string, body: object) =>
  house.post(by, `/correction-demands/${id}/${what}`, body);

describe('a file that a demand for correction is about', () => {
  test.each([['application'], ['clearance']] as const)(
    'is kept until the auditor closes the demand, answered or not: %s',
    async (kind) => {
      const made =
        kind === 'application' ? await cases.application('CLOSED') : await cases.clearance('EXPIRED');
      const id = await demanded(made);
      expect(await destroyed(made)).toBe('HELD');
      expect(verdict(await on('inCharge', id, 'answer', { answer: 'NOT_ACCEPTED', text: TEXT }))).toBe('201');
      expect(await destroyed(made)).toBe('HELD');
      const again = (await on('auditor', id, 'repetition', { text: TEXT })).body.id;
      expect(await destroyed(made)).toBe('HELD');
      expect(verdict(await on('auditor', again, 'closure', {}))).toBe('201');
      expect(await destroyed(made)).toBe('DESTROYED');
    },
    60_000,
  );

  test('is kept whole: what would go before the rest stays too', async () => {
    const made = await cases.application('CLOSED');
    const id = await demanded(made);
    expect(await destroyed(made, 'destroyClass')).toBe('HELD');
    await on('auditor', id, 'closure', {});
    expect(await destroyed(made, 'destroyClass')).toBe('DESTROYED');
  }, 60_000);

  test('is no other file, nor one of the same organ that a demand about its practice could mean', async () => {
    const [made, other] = [await cases.application('CLOSED'), await cases.application('CLOSED')];
    await demanded(made);
    await house.post('auditor', '/correction-demands', { organId: HERE.organId, text: TEXT });
    expect(await destroyed(other)).toBe('DESTROYED');
  }, 60_000);
});

describe('that a demand keeps it', () => {
  const plain = ({ status, text }: Answer) =>
    `${status} ${text}`
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT')
      .replaceAll(/"version":\d+/g, 'VERSION')
      .replaceAll(/"reference":"[^"]*"/g, 'REFERENCE');
  const told = async (account: Account, { kind, id }: Case) => {
    const faces = [`/${kind}s/${id}`, `/${kind}s/${id}/timeline`, `/${kind}s/${id}/explanation`];
    return (await Promise.all(faces.map((at) => house.get(account, at)))).map(plain).join('\n');
  };

  test.each([['application'], ['clearance']] as const)(
    'is told to nobody by the file itself, not even as a reason: %s',
    async (kind) => {
      const make = () => (kind === 'application' ? cases.application('CLOSED') : cases.clearance('EXPIRED'));
      const [without, held] = [await make(), await make()];
      await demanded(held);
      expect(await destroyed(held)).toBe('HELD');
      const knows: string[] = [];
      for (const account of ACCOUNTS)
        if ((await told(account, held)) !== (await told(account, without))) knows.push(account);
      expect(knows).toEqual([]);
    },
    120_000,
  );

  test('cannot be told from an open grievance by whoever may know of neither', async () => {
    const [held, grieved] = [await cases.application('CLOSED'), await cases.application('CLOSED')];
    await demanded(held);
    await cases.grievance(grieved);
    for (const account of ['officer', 'adjudicator', 'investigator', 'manager', 'information'] as const)
      expect([account, await told(account, held)]).toEqual([account, await told(account, grieved)]);
  }, 60_000);
});
