import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, HERE } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** A document in place of an inquiry: who reads the request and what was handed in, and what follows from none: nothing. */
let house: House;
let cases: Cases;
let api: Db;
let gateway: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  api = connect(house.database.api, { max: 1 });
  gateway = connect(house.database.gateway, { max: 1 });
}, 60_000);
afterAll(async () => {
  await Promise.all([api, gateway].map((db) => db?.destroy()));
  await house?.stop();
});

const ASKED = '信用情報の照会に代えて、返済予定表の写しをお願いします。';
const HANDED_IN = '残高は十二万円、来年三月に完済の予定。';

async function act(who: Account, { id }: Case, route: string, path: string, more: object = {}) {
  const body = { ...bodyOf(route, await cases.version(id)), ...more };
  return house.post(who, `/applications/${id}/${path}`, body);
}
const request = (made: Case) =>
  act('officer', made, 'requestDocument', 'document-request', { reasons: ASKED });
const provide = (made: Case, more: object = {}) =>
  act('subject', made, 'provideDocument', 'document', { text: HANDED_IN, ...more });
const decline = (made: Case) => act('subject', made, 'declineDocument', 'document-refusal');
const viewOf = async (who: Account, { id }: Case) => (await house.get(who, `/applications/${id}`)).body;
async function requested(): Promise<Case> {
  const made = await cases.application('AWAITING_OPINION');
  expect(verdict(await request(made))).toBe('201');
  return made;
}

describe('a request', () => {
  test('is read by its person as it was written, while it is awaited, and no longer', async () => {
    const made = await requested();
    expect(await viewOf('subject', made)).toMatchObject({ requested: ASKED, yourTurn: true });
    expect(verdict(await provide(made))).toBe('201');
    expect(await viewOf('subject', made)).not.toHaveProperty('requested');
  });

  test('answered, is on the file with what was handed in, and the case is back with a person', async () => {
    const made = await requested();
    await provide(made);
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    const { statements } = await viewOf('investigator', made);
    expect(statements.slice(-2)).toMatchObject([
      { action: 'requestDocument', text: ASKED },
      { action: 'provideDocument', text: HANDED_IN },
    ]);
  });

  test('declined or not answered, leaves nothing to weigh: the file holds what it held, and the opinion may be given', async () => {
    const ways: ((made: Case) => Promise<unknown>)[] = [
      decline,
      ({ id }) => cases.step(id, 'markDocumentOverdue', 'System'),
    ];
    for (const way of ways) {
      const made = await requested();
      const before = await viewOf('officer', made);
      await way(made);
      const after = await viewOf('officer', made);
      for (const field of ['matters', 'checks', 'statements']) expect(after[field]).toEqual(before[field]);
      expect(verdict(await act('officer', made, 'resolveReview', 'review'))).toBe('201');
      expect(verdict(await act('investigator', made, 'giveOpinion', 'opinion'))).toBe('201');
    }
  });

  test('never takes what may not be asked unless its author says that it stays, nor an individual number', async () => {
    const made = await requested();
    const text = '労働組合の共済からの借入れです。';
    const refused = await provide(made, { text });
    expect([verdict(refused), refused.body.errors[0].pointer]).toEqual(['422 INVALID', '/text']);
    expect(verdict(await provide(made, { text: '番号は 1234 5678 9018 です。' }))).toBe('422 INVALID');
    expect(verdict(await provide(made, { text, kept: true }))).toBe('201');
  });

  test('ends with a withdrawal', async () => {
    const made = await requested();
    expect(verdict(await house.post('subject', `/applications/${made.id}/withdrawal`))).toBe('201');
    for (const late of [await provide(made), await decline(made)])
      expect(verdict(late)).toBe('409 WRONG_STAGE');
  });
});

describe('outside', () => {
  test('contractor and information manager are told what they always are', async () => {
    const plain = await cases.application('HUMAN_REVIEW');
    const made = await requested();
    for (const account of ['manager', 'information'] as const) {
      const told = async ({ id, subjectId }: Case) =>
        JSON.stringify(await viewOf(account, { id } as Case))
          .replaceAll(id, 'ID')
          .replaceAll(subjectId, 'SUBJECT');
      expect(await told(made)).toBe(await told(plain));
    }
  });

  test('no query in a contractor’s scope, and none of the gateway, finds what was handed in', async () => {
    const made = await requested();
    await provide(made);
    const found = (db: Db, scope: Scope) =>
      inScope(db, scope, async (tx) => {
        const rows = await tx
          .selectFrom('vault_documents')
          .select('class')
          .where('owner_id', '=', made.id)
          .where('class', '=', 'PROVIDED')
          .execute();
        return rows.length;
      });
    expect(await found(api, { organs: [HERE.organId] })).toBe(1);
    expect(await found(api, { subjects: [made.subjectId] })).toBe(1);
    expect(await found(api, { contractors: [HERE.contractorId] })).toBe(0);
    expect(await found(gateway, {})).toBe(0);
  });
});
