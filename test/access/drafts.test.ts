import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { PERSON_ASSESSED } from './expectations.js';
import { PACKS } from '../../forms/packs.js';
import { servedText } from '../../api/served-text.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict, verdicts } from './support/house.js';

const { questions: QUESTIONS } = PACKS[0];

/** A questionnaire that is being filled in is its subject's alone (policy: what was never sent was never said). */
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

const at = ({ id }: Case) => `/applications/${id}/questionnaire-draft`;
const WORDS = '治療を受けたが、まだ書くか迷っている。';
const MENTAL = { MENTAL_DISORDER: answersFor({ MENTAL_DISORDER: WORDS }).MENTAL_DISORDER };
const RELATIVE = { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市' };
const save = (made: Case, revision: number, more: object = { answers: MENTAL }, by: Account = 'subject') =>
  house.post(by, at(made), { revision, ...more });
const draftsOf = async ({ id }: Case) => {
  const rows = await house.register
    .selectFrom('vault_documents')
    .select('class')
    .where('owner_id', '=', id)
    .where('class', 'like', '%DRAFT')
    .execute();
  return rows.map((row) => row.class).sort();
};

describe('a draft', () => {
  test('is kept part by part, taken up again, and says what is still missing', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const empty = await house.get('subject', at(made));
    expect(empty.body).toMatchObject({ revision: 0, savedAt: null, answers: {}, family: [], confirmed: [] });
    expect(empty.body.faults.length).toBeGreaterThan(20);

    expect((await save(made, 0)).body).toEqual({ id: made.id, revision: 1 });
    expect((await save(made, 1, { family: [{ name: '架空 花子' }] })).body.revision).toBe(2);
    const { body } = await house.get('subject', at(made));
    expect(body).toMatchObject({
      revision: 2,
      answers: MENTAL,
      family: [{ name: '架空 花子' }],
      confirmed: ['MENTAL_DISORDER', 'FAMILY'],
    });
    expect(body.faults.filter(({ pointer }: { pointer: string }) => pointer.includes('MENTAL'))).toEqual([]);
    expect(body.faults).toContainEqual({ pointer: '/family/0/dateOfBirth', code: 'MISSING' });
    expect(await draftsOf(made)).toEqual(['FAMILY_DRAFT', 'QUESTIONNAIRE_DRAFT']);
  });

  test('tells its author where it drifts to what may not be asked, and keeps it all the same', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const words = '借金は返しました。労働組合の役員をしています。';
    const { FINANCIAL_CIRCUMSTANCES } = answersFor({ FINANCIAL_CIRCUMSTANCES: words });
    expect(verdict(await save(made, 0, { answers: { FINANCIAL_CIRCUMSTANCES } }))).toBe('201');
    const { body } = await house.get('subject', at(made));
    expect(body.answers).toEqual({ FINANCIAL_CIRCUMSTANCES });
    expect(body.drifts).toMatchObject([
      { topic: 'UNION', pointer: '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears/rows/0/what' },
    ]);
    const [{ start, end, passage }] = body.drifts;
    expect([words.slice(start, end), passage.includes('労働組合')]).toEqual([passage, true]);
  });

  test('saved in two windows is not overwritten unseen: the second is told, and nothing changes', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const both = await Promise.all([save(made, 0), save(made, 0, { family: [RELATIVE] })]);
    expect(both.map(verdict).sort()).toEqual(['201', '409 STALE']);
    const before = await holdings(house.register);
    expect(verdict(await save(made, 0))).toBe('409 STALE');
    expect(verdict(await save(made, 7))).toBe('409 STALE');
    expect(await holdings(house.register)).toBe(before);
  });

  test('takes what a questionnaire takes and nothing else', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    for (const more of [
      { answers: { CREED: {} } },
      { answers: { DRUG_ABUSE: { medicines: { says: 'MAYBE' } } } },
      { family: [{ ...RELATIVE, creed: 'x' }] },
      { remarks: 'x' },
    ])
      expect(verdict(await save(made, 0, more))).toBe('422 INVALID');
    expect(await draftsOf(made)).toEqual([]);
  });

  test('moves the case not at all: no version, no step, no bell', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const version = await cases.version(made.id);
    await save(made, 0);
    expect(await cases.version(made.id)).toBe(version);
    const rung = await house.register
      .selectFrom('outbox')
      .select('id')
      .where('case_id', '=', made.id)
      .execute();
    await save(made, 1);
    const after = await house.register
      .selectFrom('outbox')
      .select('id')
      .where('case_id', '=', made.id)
      .execute();
    expect(after.length).toBe(rung.length);
  });

  test('is read and kept by the person assessed alone; to everybody else there is none', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0);
    const mine = (account: Account, yes: string) =>
      PERSON_ASSESSED.includes(account) ? yes : '404 NOT_FOUND';
    const read = await askAll(ACCOUNTS, (account) => house.get(account, at(made)));
    expect(verdicts(read)).toEqual(
      Object.fromEntries(ACCOUNTS.map((account) => [account, mine(account, '200')])),
    );
    const kept = await askAll(ACCOUNTS, (account) => save(made, 9, { family: [] }, account));
    expect(verdicts(kept)).toEqual(
      Object.fromEntries(ACCOUNTS.map((account) => [account, mine(account, '409 STALE')])),
    );
  });

  test('is on no page of a file, whoever looks', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0);
    for (const account of ['officer', 'inCharge', 'adjudicator'] as const)
      for (const path of [`/applications/${made.id}`, `/applications/${made.id}/timeline`, '/applications'])
        expect((await house.get(account, path)).text).not.toContain(WORDS);
  });

  test('is found by no query of the organ’s, the contractor’s or the Cabinet Office’s scope, nor planted there', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0);
    const seen = (scope: Scope) =>
      inScope(api, scope, async (tx) => {
        const rows = await tx
          .selectFrom('vault_documents')
          .select('class')
          .where('owner_id', '=', made.id)
          .where('class', 'like', '%DRAFT')
          .execute();
        return rows.length;
      });
    expect(await seen({ subjects: [made.subjectId] })).toBe(2);
    const others = { organs: [HERE.organId], contractors: [HERE.contractorId], cabinet: true };
    expect(await seen(others)).toBe(0);
    const planted = inScope(api, others, (tx) =>
      sql`insert into vault_documents select gen_random_uuid(), owner_kind, owner_id, 'FAMILY_DRAFT', key_id, blob, created_at
        from vault_documents where class = 'IDENTITY' limit 1`.execute(tx),
    );
    await expect(planted).rejects.toMatchObject({ code: '42501' });
  });

  test('is all that a request may take away', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0);
    const taken = await inScope(api, { subjects: [made.subjectId], organs: [HERE.organId] }, (tx) =>
      tx.deleteFrom('vault_documents').where('class', 'not like', '%DRAFT').executeTakeFirst(),
    );
    expect(Number(taken.numDeletedRows)).toBe(0);
  });

  test.each([
    ['submitted', 'submitQuestionnaire', 'questionnaire', 'subject'],
    ['withdrawn from', 'withdrawConsent', 'withdrawal', 'subject'],
    ['closed for want of a basis', 'closeWithoutBasis', 'closure-without-basis', 'inCharge'],
  ] as const)('is gone once the questionnaire is %s', async (_, route, path, by) => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0);
    expect((await draftsOf(made)).length).toBe(2);
    const body = bodyOf(route, await cases.version(made.id));
    expect(verdict(await house.post(by, `/applications/${made.id}/${path}`, body))).toBe('201');
    expect(await draftsOf(made)).toEqual([]);
    expect(verdict(await house.get('subject', at(made)))).toBe('409 WRONG_STAGE');
    expect(verdict(await save(made, 1))).toBe('409 WRONG_STAGE');
  });

  test('outlives its window: who is late may still send it', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0);
    await cases.step(made.id, 'markQuestionnaireOverdue', 'System');
    expect((await house.get('subject', at(made))).body.revision).toBe(1);
  });

  test('is submitted as it stands, if it is the one that was looked at and every part of it was', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const submit = async (draft: number) =>
      house.post('subject', `/applications/${made.id}/questionnaire`, {
        seen: await cases.version(made.id),
        draft,
      });
    const answers = answersFor({ MENTAL_DISORDER: WORDS });
    await save(made, 0, { answers });
    expect(verdict(await submit(1))).toBe('422 INVALID');
    await save(made, 1, { family: [RELATIVE] });
    expect(verdict(await submit(1))).toBe('409 STALE');
    expect(verdict(await submit(2))).toBe('201');
    const { body } = await house.get('officer', `/applications/${made.id}`);
    expect(body.questionnaire).toEqual({ questions: QUESTIONS.id, answers });
    expect(JSON.stringify(body)).not.toContain(RELATIVE.name);
  });

  test('leaves no mark by which its yes and no could be found again', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const body = { revision: 0, answers: { DRUG_ABUSE: answersFor().DRUG_ABUSE } };
    const key = randomUUID();
    expect(verdict(await house.post('subject', at(made), body, key))).toBe('201');
    const row = await house.register
      .selectFrom('idempotency')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row.body)).toBe(JSON.stringify({ id: made.id, revision: 1 }));
    const plain = `saveQuestionnaireDraft ${JSON.stringify({ id: made.id })} ${JSON.stringify(body)}`;
    expect(row.fingerprint.equals(createHash('sha256').update(plain).digest())).toBe(false);
  });

  test('is in the ledger without a word of it, nor where somebody hesitated', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await save(made, 0, { answers: MENTAL, family: [RELATIVE] });
    const entry = await house.register
      .selectFrom('ledger')
      .select(['role', 'purpose', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'DraftSaved')
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({
      role: 'Subject',
      purpose: 'OWN_FILE',
      details: {},
    });
  });
});

describe('at a renewal', () => {
  test('the questionnaire begins with what was stated the time before, to be looked at part by part', async () => {
    const renewal = await cases.renewal();
    const before = await house.register
      .selectFrom('applications as a')
      .innerJoin('clearances as c', 'c.id', 'a.clearance_id')
      .select('c.application_id as id')
      .where('a.id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    const owner = { kind: 'case', id: before.id } as const;
    const now = new Date().toISOString();
    const questions = QUESTIONS.id;
    await house.register.transaction().execute(async (tx) => {
      // A question that is not asked any more is not answered again.
      const answers = { MENTAL_DISORDER: { ...MENTAL.MENTAL_DISORDER, formerly: { says: 'YES' } } };
      await house.vault.put(tx, owner, 'QUESTIONNAIRE', { questions, answers }, now);
      await house.vault.put(tx, owner, 'FAMILY', { questions, family: [RELATIVE] }, now);
    });
    await cases.step(renewal.id, 'confirmNeed', 'inCharge', { caseOfficer: memberOf('officer').sub });
    await cases.step(renewal.id, 'serveNotice', 'officer', { text: servedText('RENEWAL') });
    await cases.step(renewal.id, 'giveConsent', 'subject', { text: servedText('RENEWAL'), inquiries: {} });
    const { body } = await house.get('subject', at(renewal));
    expect(body).toMatchObject({ revision: 0, answers: MENTAL, family: [RELATIVE], confirmed: [] });
    expect(body.answers.MENTAL_DISORDER).not.toHaveProperty('formerly');
    expect(await draftsOf(renewal)).toEqual([]);
    // The name of a part, or one question of it, says of the rest nothing.
    const [[topic, answer] = [], ...others] = Object.entries(MENTAL.MENTAL_DISORDER ?? {});
    expect(others.length).toBeGreaterThan(0);
    for (const [revision, MENTAL_DISORDER] of [{}, { [`${topic}`]: answer }].entries()) {
      await save(renewal, revision, { answers: { MENTAL_DISORDER } });
      expect((await house.get('subject', at(renewal))).body).toMatchObject({
        answers: MENTAL,
        confirmed: [],
      });
    }
    await save(renewal, 2);
    const again = await house.get('subject', at(renewal));
    expect(again.body).toMatchObject({ answers: MENTAL, family: [RELATIVE], confirmed: ['MENTAL_DISORDER'] });
  });
});
