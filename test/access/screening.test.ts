import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answersFor } from '../../sandbox/questionnaire.js';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { bodyOf } from './support/bodies.js';
import type { Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict } from './support/house.js';
import { FAMILY, FIELD, Screenings } from './support/screenings.js';
import { CREED, drifting, INNOCENT, UNION } from './support/unscreened.js';

/** Words on what may not be investigated are read by nobody who works on the case (Standards; reading). */
let house: House;
let cases: Cases;
let of: Screenings;
let api: Db;
beforeAll(async () => {
  house = await openHouse();
  of = new Screenings(house);
  cases = of.cases;
  api = connect(house.database.api, { max: 1 });
}, 60_000);
afterAll(async () => {
  await api?.destroy();
  await house?.stop();
});

describe('words that drift', () => {
  test('are pointed out before they are kept, by whatever door, and nothing has changed', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const before = await holdings(house.register);
    for (const more of [{}, { kept: false }]) {
      const answer = await of.submit(made, drifting(), more);
      expect(verdict(answer)).toBe('422 DRIFTS');
      expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([FIELD, FIELD]);
      expect(answer.text).not.toMatch(new RegExp(`${CREED}|${UNION}`));
    }
    expect(await holdings(house.register)).toBe(before);
  });

  test('of a draft are pointed out as well, and the same key serves for saying that they are kept', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const at = `/applications/${made.id}/questionnaire-draft`;
    const saved = await house.post('subject', at, { revision: 0, answers: drifting(), family: FAMILY });
    const body = { seen: await cases.version(made.id), draft: saved.body.revision };
    const key = randomUUID();
    const send = (more: object) =>
      house.post('subject', `/applications/${made.id}/questionnaire`, { ...body, ...more }, key);
    expect(verdict(await send({}))).toBe('422 DRIFTS');
    expect(verdict(await send({ kept: true }))).toBe('201');
    expect(verdict(await send({ kept: true }))).toBe('201');
    expect(await of.unscreenedOf(made)).toEqual([1, 1]);
  });

  test('send the case to a screening officer; words that do not go on as ever', async () => {
    const made = await of.waiting();
    const { body } = await of.read(made, 'officer');
    expect(body).toMatchObject({ stage: 'QUESTIONNAIRE_SCREENING', turn: 'ScreeningOfficer' });
    const plain = await cases.application('QUESTIONNAIRE');
    await of.submit(plain, answersFor({ FINANCIAL_CIRCUMSTANCES: INNOCENT }), {});
    expect(await cases.stage(plain.id)).toBe('INVESTIGATION');
  });

  test('may not be said to be none by who sends them', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    expect(verdict(await of.submit(made, drifting(), { kept: true, drifting: false }))).toBe('422 INVALID');
  });
});

describe('until they are screened', () => {
  test('nobody reads them but their subject and the screening officer, who sees no other answer', async () => {
    const made = await of.waiting();
    const answers = await askAll(ACCOUNTS, (account) => of.read(made, account));
    const told = ACCOUNTS.filter((account) => answers[account].text.includes(CREED));
    expect(told.sort()).toEqual(['screener', 'screenerOnceSubject']);
    for (const account of told) {
      const { text, body } = answers[account];
      expect(Object.keys(body).sort()).toEqual(
        ['dueAt', 'id', 'kind', 'passages', 'possible', 'since', 'version', 'view'].sort(),
      );
      expect(text).not.toMatch(/架空工業|ビール|架空 花子|架空 太郎/);
      expect(body.passages.map(({ topic }: { topic: string }) => topic)).toEqual(['CREED', 'UNION']);
      const [{ written, start, end }] = body.passages;
      expect(written.slice(start, end)).toBe('献金');
      expect(written).toContain(CREED);
    }
    const print = (account: Account) =>
      house.get(account, `/applications/${made.id}/documents/questionnaire?lang=ja`);
    expect(verdict(await print('screener'))).toBe('404 NOT_FOUND');
    // To who works on the case there is a blank form as before; the person has a copy of their own words.
    const [own, theirs] = [await print('subject'), await print('officer')];
    expect([own.status, theirs.status]).toEqual([200, 200]);
    expect(own.text.length).not.toBe(theirs.text.length);
  }, 120_000);

  test('a query of the API that asks for everything finds them in those two scopes alone', async () => {
    const made = await of.waiting();
    const classesIn = (scope: Scope) =>
      inScope(api, scope, async (tx) => {
        const rows = await tx
          .selectFrom('vault_documents')
          .select('class')
          .where('owner_id', 'in', [made.id, made.subjectId])
          .execute();
        return [...new Set(rows.map((row) => row.class))].sort();
      });
    expect(await classesIn({ subjects: [made.subjectId] })).toContain('UNSCREENED');
    expect(await classesIn({ screens: [HERE.organId] })).toEqual(['UNSCREENED']);
    for (const scope of [
      { organs: [HERE.organId] },
      { contractors: [HERE.contractorId] },
      { cabinet: true },
      { organs: [HERE.organId], screens: [ELSEWHERE.organId] },
    ]) {
      expect(await classesIn(scope)).not.toContain('UNSCREENED');
      if (scope.organs)
        expect(await classesIn(scope)).toEqual(expect.arrayContaining(['FAMILY', 'IDENTITY']));
    }
  });

  test('nobody says who reads them but the ledger, and there is no other history for who screens', async () => {
    const made = await of.waiting();
    expect(verdict(await house.get('screener', `/applications/${made.id}/timeline`))).toBe('404 NOT_FOUND');
    await of.read(made, 'screener');
    const entry = await house.register
      .selectFrom('ledger')
      .select(['role', 'purpose', 'details'])
      .where('case_id', '=', made.id)
      .where('sub', '=', memberOf('screener').sub)
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({
      role: 'ScreeningOfficer',
      purpose: 'SCREENING',
      details: { document: 'unscreened' },
    });
  });

  test.each<[string, Account, string, string]>([
    ['withdrawn', 'subject', 'withdrawal', 'withdrawConsent'],
    ['closed for want of a basis', 'inCharge', 'closure-without-basis', 'closeWithoutBasis'],
  ])('a case that is %s takes them with it', async (_, by, path, routeId) => {
    const made = await of.waiting();
    expect(await of.unscreenedOf(made)).toEqual([1, 1]);
    const version = await cases.version(made.id);
    const answer = await house.post(by, `/applications/${made.id}/${path}`, bodyOf(routeId, version));
    expect(verdict(answer)).toBe('201');
    expect(await of.unscreenedOf(made)).toEqual([0, 0]);
    expect(verdict(await of.screen(made))).toBe('404 NOT_FOUND');
  });
});

test('nothing here made the API fail', () => {
  expect(house.errors).toEqual([]);
});
