import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { servedText } from '../../api/served-text.js';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import type { DocumentClass, VaultOwner } from '../../store/vault.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict } from './support/house.js';
import { CREED, drifting, INNOCENT, UNION } from './support/unscreened.js';

/** Words on what may not be investigated are read by nobody who works on the case (Standards; reading). */
let house: House;
let cases: Cases;
let api: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  api = connect(house.database.api, { max: 1 });
}, 60_000);
afterAll(async () => {
  await api?.destroy();
  await house?.stop();
});

const PLACE = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears';
const FIELD = `${PLACE}/rows/0/what`;
const FAMILY = [{ name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市' }];
const submit = async ({ id }: Case, answers: object = drifting(), more: object = { kept: true }) =>
  house.post('subject', `/applications/${id}/questionnaire`, {
    seen: await cases.version(id),
    answers,
    family: FAMILY,
    ...more,
  });
const screen = async ({ id }: Case, more: object = {}, by: Account = 'screener') =>
  house.post(by, `/applications/${id}/screening`, {
    ...bodyOf('screenQuestionnaire', await cases.version(id)),
    ...more,
  });
const read = ({ id }: Case, by: Account) => house.get(by, `/applications/${id}`);
async function waiting(): Promise<Case> {
  const made = await cases.application('QUESTIONNAIRE');
  expect(verdict(await submit(made))).toBe('201');
  expect(await cases.stage(made.id)).toBe('QUESTIONNAIRE_SCREENING');
  return made;
}
const unscreenedOf = async ({ id }: Case) => {
  const of = { owner_id: id, class: 'UNSCREENED' } as const;
  const documents = house.register.selectFrom('vault_documents').select('id');
  const keys = house.register.selectFrom('vault_keys').select('key_id');
  const where = [of.owner_id, of.class] as const;
  return [
    (await documents.where('owner_id', '=', where[0]).where('class', '=', where[1]).execute()).length,
    (await keys.where('owner_id', '=', where[0]).where('class', '=', where[1]).execute()).length,
  ];
};

/** Where in the database these words stand: in the clear in any column, or in any document that a key still opens. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns where table_schema = 'public'
  `.execute(house.register);
  for (const { table_name: table, column_name: column } of columns)
    for (const word of words) {
      const { rows } =
        await sql`select 1 from ${sql.table(table)} where position(${word} in ${sql.ref(column)}::text) > 0
        or position(encode(convert_to(${word}, 'UTF8'), 'hex') in ${sql.ref(column)}::text) > 0 limit 1`.execute(
          house.register,
        );
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
  const documents = await house.register
    .selectFrom('vault_documents')
    .select(['id', 'owner_kind', 'owner_id', 'class'])
    .execute();
  await house.register.transaction().execute(async (tx) => {
    for (const { id, owner_kind: kind, owner_id, class: docClass } of documents) {
      const owner = { kind, id: owner_id } as VaultOwner;
      const content = JSON.stringify(
        (await house.vault.get(tx, owner, docClass as DocumentClass, id)) ?? null,
      );
      if (words.some((word) => content.includes(word))) found.push(docClass);
    }
  });
  return found;
}

describe('words that drift', () => {
  test('are pointed out before they are kept, by whatever door, and nothing has changed', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const before = await holdings(house.register);
    for (const more of [{}, { kept: false }]) {
      const answer = await submit(made, drifting(), more);
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
    expect(await unscreenedOf(made)).toEqual([1, 1]);
  });

  test('send the case to a screening officer; words that do not go on as ever', async () => {
    const made = await waiting();
    const { body } = await read(made, 'officer');
    expect(body).toMatchObject({ stage: 'QUESTIONNAIRE_SCREENING', turn: 'ScreeningOfficer' });
    const plain = await cases.application('QUESTIONNAIRE');
    await submit(plain, answersFor({ FINANCIAL_CIRCUMSTANCES: INNOCENT }), {});
    expect(await cases.stage(plain.id)).toBe('INVESTIGATION');
  });

  test('may not be said to be none by who sends them', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    expect(verdict(await submit(made, drifting(), { kept: true, drifting: false }))).toBe('422 INVALID');
  });
});

describe('until they are screened', () => {
  test('nobody reads them but their subject and the screening officer, who sees no other answer', async () => {
    const made = await waiting();
    const answers = await askAll(ACCOUNTS, (account) => read(made, account));
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
    expect(own.text.length).toBeGreaterThan(theirs.text.length);
  }, 120_000);

  test('a query of the API that asks for everything finds them in those two scopes alone', async () => {
    const made = await waiting();
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
    const made = await waiting();
    expect(verdict(await house.get('screener', `/applications/${made.id}/timeline`))).toBe('404 NOT_FOUND');
    await read(made, 'screener');
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
    const made = await waiting();
    expect(await unscreenedOf(made)).toEqual([1, 1]);
    const version = await cases.version(made.id);
    const answer = await house.post(by, `/applications/${made.id}/${path}`, bodyOf(routeId, version));
    expect(verdict(answer)).toBe('201');
    expect(await unscreenedOf(made)).toEqual([0, 0]);
    expect(verdict(await screen(made))).toBe('404 NOT_FOUND');
  });
});

describe('screened', () => {
  const [BETWEEN, BESIDE] = ['七夕光一郎', '鵲橋信用金庫'];
  const own = () =>
    answersFor({
      FINANCIAL_CIRCUMSTANCES: `労働組合で${BETWEEN}さんとストライキをした。${BESIDE}への返済は済んだ。`,
    });
  const strike = { passages: [{ passage: 1, verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' }] };

  test('what was struck is nowhere in the database any more, and what was not is in the file', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await submit(made, own());
    expect(await placesOf([BETWEEN])).toEqual(['UNSCREENED']);
    expect(verdict(await screen(made, strike))).toBe('201');
    expect(await placesOf([BETWEEN])).toEqual([]);
    expect(await placesOf([BESIDE])).toEqual(['QUESTIONNAIRE']);
    expect(await unscreenedOf(made)).toEqual([0, 0]);
    const { body } = await read(made, 'officer');
    expect(body.stage).toBe('INVESTIGATION');
    const [{ what }] = body.questionnaire.answers.FINANCIAL_CIRCUMSTANCES.rentArrears.rows;
    expect(what).toContain(STRUCK);
    expect(what).toContain(BESIDE);
  }, 60_000);

  test('what stands stands word for word, and each passage is judged by itself', async () => {
    const made = await waiting();
    expect(verdict(await screen(made))).toBe('201');
    const text = JSON.stringify((await read(made, 'officer')).body.questionnaire);
    expect(text).not.toContain(CREED);
    expect(text).toContain(UNION);
    expect(text).toContain(INNOCENT);
  });

  test('its subject is told where, the file that there is something, and the ledger how much by whom', async () => {
    const made = await waiting();
    await screen(made);
    expect((await read(made, 'subject')).body.struck).toEqual([FIELD]);
    const { text } = await house.get('officer', `/applications/${made.id}/timeline`);
    expect(text).not.toMatch(/MAY_NOT_BE_ASKED|MEANS_SOMETHING_ELSE|CREED/);
    const entry = await house.register
      .selectFrom('ledger')
      .select(['sub', 'role', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'QuestionnaireScreened')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ sub: memberOf('screener').sub, role: 'ScreeningOfficer' });
    expect(entry.details).toMatchObject({ struck: 1 });
    expect(JSON.stringify(entry.details)).not.toMatch(/ASKED|ELSE|CREED/);
  });

  test('leaves none out: a passage too few, too many, twice, or on no ground of the list changes nothing', async () => {
    const made = await waiting();
    const before = await holdings(house.register);
    const struck = (passage: number) => ({ passage, verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' });
    for (const passages of [
      [],
      [struck(1)],
      [struck(1), struck(1)],
      [struck(1), struck(3)],
      [struck(1), struck(2), struck(3)],
      [struck(1), { ...struck(2), ground: 'IS_ASKED_FOR' }],
      [struck(1), { ...struck(2), verdict: 'STAND' }],
      [struck(1), { ...struck(2), ground: 'CREED' }],
    ])
      expect(verdict(await screen(made, { passages }))).toBe('422 INVALID');
    expect(verdict(await screen(made, { seen: (await cases.version(made.id)) - 1 }))).toBe('409 STALE');
    expect(await holdings(house.register)).toBe(before);
  });

  test('by two at once it is screened once', async () => {
    const made = await waiting();
    const both = await Promise.all([screen(made), screen(made, {}, 'screenerOnceSubject')]);
    expect(both.map(verdict).sort()).toEqual(['201', '404 NOT_FOUND']);
    expect(await cases.stage(made.id)).toBe('INVESTIGATION');
    // To who screens there is no such case from then on.
    expect(verdict(await read(made, 'screener'))).toBe('404 NOT_FOUND');
  });

  test('a questionnaire that was returned is screened again, for its new answers alone', async () => {
    const made = await waiting();
    await screen(made);
    const giveBack = async (places: string[]) =>
      house.post('officer', `/applications/${made.id}/questionnaire-return`, {
        ...bodyOf('returnQuestionnaire', await cases.version(made.id)),
        places,
      });
    const filed = async () => (await read(made, 'officer')).body.questionnaire.answers;
    const draft = async () =>
      (await house.get('subject', `/applications/${made.id}/questionnaire-draft`)).body.answers;

    // What was let stand stands, and what was struck does not come back.
    expect(verdict(await giveBack(['/answers/ALCOHOL_MODERATION/habit']))).toBe('201');
    expect(JSON.stringify(await draft())).not.toContain(CREED);
    expect(verdict(await submit(made, await draft(), {}))).toBe('201');
    expect(await cases.stage(made.id)).toBe('INVESTIGATION');

    // A new answer that drifts is a case of its own, and the file meanwhile is the one before.
    expect(verdict(await giveBack([PLACE]))).toBe('201');
    const before = JSON.stringify(await filed());
    expect(before).not.toContain(CREED);
    expect(verdict(await submit(made, drifting()))).toBe('201');
    expect(JSON.stringify(await filed())).toBe(before);
    expect(await unscreenedOf(made)).toEqual([1, 1]);
    expect(verdict(await screen(made))).toBe('201');
    expect(JSON.stringify(await filed())).not.toContain(CREED);
  });

  test('what a decision relies on is the questionnaire as it was screened', async () => {
    const made = await waiting();
    await screen(made);
    const rows = await house.register
      .selectFrom('commands')
      .select(['action', 'details'])
      .where('case_id', '=', made.id)
      .where('action', 'in', ['submitQuestionnaire', 'screenQuestionnaire'])
      .orderBy('seq')
      .execute();
    expect(rows.map(({ details }) => 'documentId' in details)).toEqual([false, true]);
    await cases.step(made.id, 'startInvestigation', 'inCharge', { mode: 'UNIFIED' });
    await cases.answer(made.id, 'NO_RECORD');
    await cases.step(made.id, 'completeChecks', 'System');
    for (const [action, by] of [
      ['giveOpinion', 'investigator'],
      ['submitForDecision', 'inCharge'],
    ] as const) {
      const path = action === 'giveOpinion' ? 'opinion' : 'submission';
      const body = bodyOf(action, await cases.version(made.id));
      expect(verdict(await house.post(by, `/applications/${made.id}/${path}`, body))).toBe('201');
    }
    const decision = bodyOf('decide', await cases.version(made.id));
    expect(verdict(await house.post('adjudicator', `/applications/${made.id}/decision`, decision))).toBe(
      '201',
    );
    const { body } = await house.get('adjudicator', `/applications/${made.id}/decision-packet`);
    const relied = body.packet.evidence.filter(
      ({ docClass }: { docClass: string }) => docClass === 'QUESTIONNAIRE',
    );
    expect(relied.map((one: { documentId: string }) => one.documentId)).toEqual([
      (rows[1]?.details as { documentId?: string }).documentId,
    ]);
  });

  test('a renewal begins without what was struck, and without its mark', async () => {
    const renewal = await cases.renewal();
    const { id } = await house.register
      .selectFrom('applications as a')
      .innerJoin('clearances as c', 'c.id', 'a.clearance_id')
      .select('c.application_id as id')
      .where('a.id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    const made = await waiting();
    await screen(made);
    const { questionnaire } = (await read(made, 'officer')).body;
    await house.register
      .transaction()
      .execute((tx) =>
        house.vault.put(tx, { kind: 'case', id }, 'QUESTIONNAIRE', questionnaire, new Date().toISOString()),
      );
    await cases.step(renewal.id, 'confirmNeed', 'inCharge', { caseOfficer: memberOf('officer').sub });
    await cases.step(renewal.id, 'serveNotice', 'officer', { text: servedText('RENEWAL') });
    await cases.step(renewal.id, 'giveConsent', 'subject', { text: servedText('RENEWAL'), inquiries: {} });
    const { text } = await house.get('subject', `/applications/${renewal.id}/questionnaire-draft`);
    expect(text).toContain(INNOCENT);
    expect(text).not.toMatch(new RegExp(`${CREED}|${STRUCK}`));
  });
});

describe('who screens', () => {
  const post = (account: Account, role: 'CaseOfficer' | 'Adjudicator' | 'AssessmentOfficerInCharge') =>
    house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub: memberOf(account).sub,
        role,
        organ_id: HERE.organId,
        contractor_id: null,
        subject_id: null,
        created_at: new Date().toISOString(),
      })
      .onConflict((c) => c.doNothing())
      .execute();
  const fire = (account: Account) =>
    house.register
      .deleteFrom('principals')
      .where('sub', '=', memberOf(account).sub)
      .where('role', '<>', 'ScreeningOfficer')
      .execute();
  const assign = async (made: Case, account: Account) =>
    house.post('inCharge', `/applications/${made.id}/assignment`, {
      seen: await cases.version(made.id),
      caseOfficer: memberOf(account).sub,
    });

  test('is nobody who is assigned to the case, took a step on it, or holds another post that reads it', async () => {
    const made = await waiting();
    await post('screener', 'CaseOfficer');
    expect(verdict(await assign(made, 'screener'))).toBe('201');
    const file = await read(made, 'screener');
    expect([file.body.view, file.text.includes(CREED)]).toEqual(['file', false]);
    expect(verdict(await screen(made))).toBe('403 NOT_YOURS');
    await fire('screener');
    expect(verdict(await screen(made))).toBe('404 NOT_FOUND');

    const approved = await cases.application('NOMINATED');
    await post('screener', 'Adjudicator');
    const approval = bodyOf('approveNominee', await cases.version(approved.id));
    expect(verdict(await house.post('screener', `/applications/${approved.id}/approval`, approval))).toBe(
      '201',
    );
    await cases.step(approved.id, 'serveNotice', 'officer', { text: servedText('NEW_HANDLER') });
    await cases.step(approved.id, 'giveConsent', 'subject', {
      text: servedText('NEW_HANDLER'),
      inquiries: {},
    });
    expect(verdict(await submit(approved))).toBe('201');
    expect((await read(approved, 'screener')).body.view).toBe('file');
    await fire('screener');
    expect(verdict(await read(approved, 'screener'))).toBe('404 NOT_FOUND');
    expect(verdict(await screen(approved, {}, 'screenerOnceSubject'))).toBe('201');
  });

  test('has no other part in it afterwards: not by name, not by post, and a look alone is enough', async () => {
    const [seen, screened] = [await waiting(), await waiting()];
    expect(verdict(await read(seen, 'screener'))).toBe('200');
    expect(verdict(await screen(screened))).toBe('201');
    for (const role of ['CaseOfficer', 'Adjudicator', 'AssessmentOfficerInCharge'] as const)
      await post('screener', role);
    for (const made of [seen, screened]) {
      expect(verdict(await assign(made, 'screener'))).toBe('422 INVALID');
      const body = bodyOf('closeWithoutBasis', await cases.version(made.id));
      const close = await house.post('screener', `/applications/${made.id}/closure-without-basis`, body);
      // Who has not finished screening still sees what there is to screen.
      expect(verdict(close)).toBe(made === seen ? '403 NOT_YOURS' : '404 NOT_FOUND');
    }
    expect(verdict(await read(screened, 'screener'))).toBe('404 NOT_FOUND');
    // Assigned by whatever way, it counts for nothing.
    await house.register
      .insertInto('assignments')
      .values({ case_id: screened.id, sub: memberOf('screener').sub })
      .execute();
    expect(verdict(await read(screened, 'screener'))).toBe('404 NOT_FOUND');
    // On any other case their posts are what they were.
    expect((await read(await cases.application('INVESTIGATION'), 'screener')).body.view).toBe('file');
    await fire('screener');
  });

  test('steps back who knows the person, and another takes their place', async () => {
    const made = await waiting();
    const conflict = await house.post(
      'screener',
      `/applications/${made.id}/conflict`,
      bodyOf('declareConflict', 1),
    );
    expect(verdict(conflict)).toBe('201');
    expect(verdict(await screen(made))).toBe('404 NOT_FOUND');
    expect(verdict(await screen(made, {}, 'screenerOnceSubject'))).toBe('201');
    await house.register.deleteFrom('conflicts').where('sub', '=', memberOf('screener').sub).execute();
  });
});

test('nothing here made the API fail', () => {
  expect(house.errors).toEqual([]);
});
