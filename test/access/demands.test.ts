import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Db } from '../../store/db.js';
import { ageDemands } from '../../store/demands.js';
import { inScope } from '../../store/scope.js';
import { Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE } from './support/cast.js';
import { type Answer, askAll, type House, openHouse, unreferenced, verdict } from './support/house.js';

/** Demands of the Independent Public Records Administrator: who makes, reads, answers and ends them, and that none is lost. */
let house: House;
let cases: Cases;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  worker = connect(house.database.worker, { max: 1 });
}, 60_000);
beforeEach(() => cases.leave());
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

const TEXT = '告知の日付を訂正されたい。 / Correct the date of the notice.';
const AUDITORS = ['auditor', 'auditorOnceSubject'];
const demand = (by: Account, more: object = {}) =>
  house.post(by, '/correction-demands', { organId: HERE.organId, text: TEXT, ...more });
const made = async (more: object = {}): Promise<string> => (await demand('auditor', more)).body.id;
const answer = (by: Account, id: string) =>
  house.post(by, `/correction-demands/${id}/answer`, { answer: 'NOT_ACCEPTED', text: '理由。 / Reasons.' });
const repeat = (by: Account, id: string) =>
  house.post(by, `/correction-demands/${id}/repetition`, { text: TEXT });
const close = (by: Account, id: string) => house.post(by, `/correction-demands/${id}/closure`, {});
const read = async (by: Account, id: string) =>
  (await house.get(by, '/correction-demands')).body.items?.find((one: { id: string }) => one.id === id);
const may = (answers: Record<string, Answer>) =>
  Object.entries(answers)
    .filter(([, { status }]) => status === 201)
    .map(([account]) => account)
    .sort();
const setClock = async (at: string) =>
  sql`update clock set offset_ms = ${Math.max(0, Date.parse(at) - Date.now())}`.execute(house.register);

describe('a demand', () => {
  test('is made by auditors alone, of an organ there is, about a case of that organ or none', async () => {
    expect(may(await askAll(ACCOUNTS, (by) => demand(by)))).toEqual(AUDITORS);
    const { id: caseId } = await cases.application('CLOSED');
    expect(verdict(await demand('auditor', { caseId }))).toBe('201');
    expect(verdict(await demand('auditor', { caseId, organId: ELSEWHERE.organId }))).toBe('422 INVALID');
    const nowhere = await demand('auditor', { caseId: randomUUID() });
    const grievance = await cases.grievance();
    // That there is a grievance is kept from those who would answer.
    expect(unreferenced(await demand('auditor', { caseId: grievance.id }))).toEqual(unreferenced(nowhere));
    expect(verdict(await demand('auditor', { organId: randomUUID() }))).toBe('404 NOT_FOUND');
  });

  test('is read by auditors and the officers in charge of its organ, and by nobody else', async () => {
    const id = await made();
    const readers: string[] = [];
    for (const account of ACCOUNTS) if (await read(account, id)) readers.push(account);
    expect(readers.sort()).toEqual(
      [...AUDITORS, 'inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'].sort(),
    );
    const entry = await house.register
      .selectFrom('ledger')
      .select(['event', 'purpose'])
      .where('event', '=', 'CorrectionDemandsRead')
      .executeTakeFirst();
    expect(entry?.purpose).toBe('AUDIT');
  });

  test('about a case is not for whoever it is about, or is tied to them, in charge or auditing', async () => {
    const about = await cases.application('CLOSED');
    const id = await made({ caseId: about.id });
    for (const account of ['inChargeTied', 'inChargeSelf'] as const) {
      expect([account, await read(account, id)]).toEqual([account, undefined]);
      expect(verdict(await answer(account, id))).toBe('404 NOT_FOUND');
    }
    await house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub: (await house.get('auditorOnceSubject', '/me')).body.sub,
        role: 'Subject',
        organ_id: null,
        contractor_id: null,
        subject_id: about.subjectId,
        created_at: new Date().toISOString(),
      })
      .execute();
    expect(await read('auditorOnceSubject', id)).toBeUndefined();
    expect(verdict(await close('auditorOnceSubject', id))).toBe('404 NOT_FOUND');
    expect(verdict(await demand('auditorOnceSubject', { caseId: about.id }))).toBe('409 SAME_PERSON');
    expect(verdict(await answer('inCharge', id))).toBe('201');
  });

  test('is answered by the officer in charge of its organ alone, once, and its clock stops', async () => {
    const id = await made();
    const others = ACCOUNTS.filter((account) => !/^inCharge(Tied|Self|OnceSubject)?$/.test(account));
    expect(may(await askAll(others, (by) => answer(by, id)))).toEqual([]);
    expect(await read('inCharge', id)).toMatchObject({
      state: 'OPEN',
      clock: 'RUNNING',
      possible: ['answer'],
    });
    expect(verdict(await answer('inCharge', id))).toBe('201');
    expect(verdict(await answer('inChargeOnceSubject', id))).toBe('409 WRONG_STAGE');
    expect(await read('auditor', id)).toMatchObject({
      state: 'ANSWERED',
      clock: 'STOPPED',
      answer: 'NOT_ACCEPTED',
      answerText: '理由。 / Reasons.',
      possible: ['repeat', 'close'],
    });
  });

  test('that was answered is closed, or made again with a clock of its own; what was said stays said', async () => {
    const id = await made();
    expect(verdict(await repeat('auditor', id))).toBe('409 WRONG_STAGE');
    await answer('inCharge', id);
    expect(
      may(
        await askAll(
          ACCOUNTS.filter((a) => !AUDITORS.includes(a)),
          (by) => repeat(by, id),
        ),
      ),
    ).toEqual([]);
    const again = await repeat('auditor', id);
    expect(again.status).toBe(201);
    expect(await read('auditor', id)).toMatchObject({ state: 'CLOSED', text: TEXT, possible: [] });
    expect(await read('inCharge', again.body.id)).toMatchObject({ state: 'OPEN', follows: id, text: TEXT });
    expect(verdict(await close('inCharge', again.body.id))).toBe('404 NOT_FOUND');
    expect(verdict(await close('auditor', again.body.id))).toBe('201');
    expect(verdict(await answer('inCharge', again.body.id))).toBe('409 WRONG_STAGE');
    await expect(
      sql`update correction_demands set answer = 'ACCEPTED' where id = ${id}`.execute(house.register),
    ).rejects.toThrow('what a demand says has been said');
  });

  test('that nobody answers is reminded of and then late, each once in the ledger, and first on the list', async () => {
    const id = await made();
    const { due_at, remind_at } = await house.register
      .selectFrom('correction_demands')
      .select(['due_at', 'remind_at'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const events = async () =>
      (
        await house.register
          .selectFrom('ledger')
          .select('event')
          .where(sql<boolean>`details ->> 'demandId' = ${id}`)
          .orderBy('at')
          .orderBy('recorded_at')
          .execute()
      ).map(({ event }) => event);
    await ageDemands(worker, remind_at.toISOString());
    expect(await events()).toEqual(['CorrectionDemanded', 'CorrectionDemandReminded']);
    for (let nights = 0; nights < 3; nights += 1) await ageDemands(worker, due_at.toISOString());
    expect(await events()).toEqual([
      'CorrectionDemanded',
      'CorrectionDemandReminded',
      'CorrectionDemandOverdue',
    ]);
    await setClock(due_at.toISOString());
    try {
      const { items } = (await house.get('inCharge', '/correction-demands')).body;
      expect(items[0].clock).toBe('OVERDUE');
      expect(items.find((one: { id: string }) => one.id === id).clock).toBe('OVERDUE');
    } finally {
      await setClock(new Date(0).toISOString());
    }
  });

  test('loses its words ten years after its end, and not before: that there was one stays', async () => {
    const id = await made();
    await answer('inCharge', id);
    await close('auditor', id);
    const words = async () =>
      (await house.register.selectFrom('vault_documents').select('id').where('owner_id', '=', id).execute())
        .length;
    const inYears = (years: number, days: number) => {
      const at = new Date();
      at.setUTCFullYear(at.getUTCFullYear() + years);
      return new Date(at.getTime() + days * 86_400_000).toISOString();
    };
    await ageDemands(worker, inYears(10, -2));
    expect(await words()).toBe(2);
    await ageDemands(worker, inYears(10, 2));
    expect(await words()).toBe(0);
    expect(await read('auditor', id)).toBeUndefined();
    const row = await house.register
      .selectFrom('correction_demands')
      .select('destroyed_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.destroyed_at).not.toBeNull();
  });
});

describe('the database itself', () => {
  test('shows a demand and its words to its organ and to auditors, takes one from nobody else, and an auditor no file', async () => {
    const about = await cases.application('CLOSED');
    const id = await made({ caseId: about.id });
    const api = connect(house.database.api, { max: 1 });
    const sees = (scope: object) =>
      inScope(api, scope, async (tx) => {
        const rows = await tx.selectFrom('correction_demands').select('id').where('id', '=', id).execute();
        const words = await tx
          .selectFrom('vault_documents')
          .select('id')
          .where('owner_id', '=', id)
          .execute();
        const files = await tx.selectFrom('cases').select('id').execute();
        return [rows.length, words.length, files.length > 0];
      });
    try {
      expect(await sees({})).toEqual([0, 0, false]);
      expect(await sees({ organs: [ELSEWHERE.organId] })).toEqual([0, 0, false]);
      expect(await sees({ organs: [HERE.organId] })).toEqual([1, 1, true]);
      expect(await sees({ audits: true })).toEqual([1, 1, false]);
      const forged = inScope(api, { organs: [HERE.organId] }, (tx) =>
        sql`insert into correction_demands (id, organ_id, demanded_at, demanded_by, remind_at, due_at)
          values (${randomUUID()}, ${HERE.organId}, now(), 'x', now(), now())`.execute(tx),
      );
      await expect(forged).rejects.toMatchObject({ code: '42501' });
    } finally {
      await api.destroy();
    }
  });
});
