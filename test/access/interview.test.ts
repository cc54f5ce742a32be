import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { HERE } from './support/cast.js';
import { holdings, type House, openHouse, verdict } from './support/house.js';

/** The interview of Art. 12(6): who is told of it, who reads what was said, and what follows from silence: nothing. */
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

const SAID = '経緯をうかがった。いまは返済している。';
const REMARKS = '返済は来年の三月に終わります。';
const WHY = '照会では経緯が分からない。';
const PLACE = '合同庁舎三階相談室';
const DAY = 86_400_000;
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();

type Who = 'officer' | 'investigator' | 'subject';
async function act(who: Who, { id }: Case, route: string, path: string, more: object = {}) {
  const body = { ...bodyOf(route, await cases.version(id)), ...more };
  return house.post(who, `/applications/${id}/${path}`, body);
}
const arrange = (made: Case, more: object = {}) =>
  act('officer', made, 'arrangeInterview', 'interview', { reasons: WHY, place: PLACE, ...more });
const record = (made: Case, more: object = {}) =>
  act('officer', made, 'recordInterview', 'interview-record', { text: SAID, ...more });
const confirm = (made: Case, more: object = {}) =>
  act('subject', made, 'confirmInterviewRecord', 'interview-record-confirmation', {
    remarks: REMARKS,
    ...more,
  });
const review = (made: Case) => act('officer', made, 'resolveReview', 'review');
const viewOf = async (who: Parameters<House['get']>[0], { id }: Case) =>
  (await house.get(who, `/applications/${id}`)).body;
const silent = ({ id }: Case) => cases.step(id, 'markRecordOverdue', 'System');

async function recorded(): Promise<Case> {
  const made = await cases.application('INTERVIEW');
  expect(verdict(await record(made))).toBe('201');
  return made;
}

describe('an appointment', () => {
  test('is told to its person: when, where and about what, on their page and timeline, and never why', async () => {
    const made = await cases.application('HUMAN_REVIEW');
    const at = ahead(20 * DAY);
    expect(verdict(await arrange(made, { at: at.replace('Z', '+00:00') }))).toBe('201');
    const own = await viewOf('subject', made);
    expect(own.interviews).toEqual([
      { at, items: ['FINANCIAL_CIRCUMSTANCES'], state: 'ARRANGED', place: PLACE },
    ]);
    const { body } = await house.get('subject', `/applications/${made.id}/timeline`);
    expect(body.entries.at(-1)).toMatchObject({
      event: 'InterviewArranged',
      to: null,
      detail: { interviewAt: at },
    });
    expect(JSON.stringify([own, body])).not.toContain(WHY);
    expect((await viewOf('investigator', made)).interviews).toEqual(own.interviews);
    expect(JSON.stringify((await viewOf('officer', made)).statements)).toContain(WHY);
  });

  test.each([
    ['within the days of notice, to which nobody agreed,', () => ahead(3 * DAY)],
    ['now', () => ahead(0)],
    ['yesterday', () => ahead(-DAY)],
    ['a year from now', () => ahead(365 * DAY)],
    ['the year 1', () => '0001-01-01T09:00:00+09:00'],
    ['the year 9999', () => '9999-12-31T23:59:59+09:00'],
    ['29 February of a year that has none', () => '2027-02-29T10:00:00+09:00'],
    ['a time without its zone', () => '2027-02-01T10:00:00'],
  ])('for %s is refused, by its field, and changes nothing', async (_, at) => {
    const made = await cases.application('AWAITING_OPINION');
    const before = await holdings(house.register);
    const answer = await arrange(made, { at: at() });
    expect(verdict(answer)).toBe('422 INVALID');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/at']);
    expect(await holdings(house.register)).toBe(before);
  });

  test('is moved for another time and place, and its reminder with it', async () => {
    const made = await cases.application('HUMAN_REVIEW');
    await arrange(made, { at: ahead(20 * DAY) });
    const at = ahead(30 * DAY);
    const moved = await act('officer', made, 'moveInterview', 'interview-move', { at, place: '二階' });
    expect(verdict(moved)).toBe('201');
    expect((await viewOf('subject', made)).interviews).toMatchObject([
      { at, place: '二階', state: 'ARRANGED' },
    ]);
    const open = await house.register
      .selectFrom('deadlines')
      .select(['kind', 'due_at'])
      .where('case_id', '=', made.id)
      .where('closed_at', 'is', null)
      .execute();
    expect(open.map(({ kind }) => kind)).toEqual(['INTERVIEW_REMINDER']);
    expect(open[0]?.due_at.getTime()).toBeGreaterThan(Date.now() + 36 * DAY);
  });

  test('that is not kept is a person’s words: the case is back in review, and nothing is held against anybody', async () => {
    const made = await cases.application('HUMAN_REVIEW');
    await arrange(made);
    const before = (await viewOf('adjudicator', made)).matters;
    expect(verdict(await act('officer', made, 'callOffInterview', 'interview-end'))).toBe('201');
    const after = await viewOf('adjudicator', made);
    expect([after.stage, after.matters]).toEqual(['HUMAN_REVIEW', before]);
    expect((await viewOf('subject', made)).interviews).toMatchObject([{ state: 'CALLED_OFF' }]);
  });
});

describe('a record', () => {
  test('is written after the interview’s time and not before it', async () => {
    const made = await cases.application('HUMAN_REVIEW');
    await arrange(made, { at: ahead(3_600_000), agreed: true });
    expect(verdict(await record(made))).toBe('409 TOO_EARLY');
    const offset = async (ms: number) => sql`update clock set offset_ms = ${ms}`.execute(house.register);
    await offset(3_600_000);
    try {
      expect(verdict(await record(made))).toBe('201');
    } finally {
      await offset(0);
    }
  });

  test('is read by its person before anybody builds on it, and their words stand beside it for every reader', async () => {
    const made = await recorded();
    const own = await viewOf('subject', made);
    expect(own).toMatchObject({ yourTurn: true, interviews: [{ state: 'RECORDED', record: SAID }] });
    expect(own.possible).toContain('confirmInterviewRecord');
    expect(verdict(await confirm(made))).toBe('201');
    for (const reader of ['subject', 'officer', 'inCharge', 'adjudicator', 'investigator'] as const)
      expect((await viewOf(reader, made)).interviews).toMatchObject([
        { state: 'CONFIRMED', record: SAID, remarks: REMARKS },
      ]);
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    expect(verdict(await confirm(made))).toBe('409 WRONG_STAGE');
    expect(verdict(await review(made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('AWAITING_OPINION');
  });

  test('can be confirmed without a word', async () => {
    const made = await recorded();
    expect(verdict(await confirm(made, { remarks: undefined }))).toBe('201');
    const [one] = (await viewOf('officer', made)).interviews;
    expect(one).toMatchObject({ state: 'CONFIRMED', record: SAID });
    expect(one).not.toHaveProperty('remarks');
  });

  test('that nobody answers is "not confirmed" and a person’s turn; a late word is taken until the decision', async () => {
    const made = await recorded();
    await silent(made);
    const file = await viewOf('officer', made);
    expect([file.stage, file.interviews[0].state]).toEqual(['HUMAN_REVIEW', 'NOT_CONFIRMED']);
    expect(file.matters).toEqual(
      (await viewOf('officer', await cases.application('AWAITING_OPINION'))).matters,
    );
    expect(verdict(await review(made))).toBe('201');
    expect(verdict(await confirm(made))).toBe('201');
    const late = await viewOf('adjudicator', made);
    expect([late.stage, late.interviews[0]]).toMatchObject([
      'HUMAN_REVIEW',
      { state: 'CONFIRMED', remarks: REMARKS },
    ]);
  });

  test('never touches what may not be asked without its author having said so, nor holds an individual number', async () => {
    const made = await cases.application('INTERVIEW');
    const text = '労働組合の集会に参加していると述べた。';
    const refused = await record(made, { text });
    expect([verdict(refused), refused.body.errors[0].pointer]).toEqual(['422 INVALID', '/text']);
    expect(verdict(await record(made, { text: '番号は 1234 5678 9018 です。' }))).toBe('422 INVALID');
    expect(verdict(await record(made, { text, kept: true }))).toBe('201');
    const own = await confirm(made, { remarks: '教会に通っています。' });
    expect([verdict(own), own.body.errors[0].pointer]).toEqual(['422 INVALID', '/remarks']);
    expect(await cases.stage(made.id)).toBe('INTERVIEW_RECORD');
  });
});

describe('beside an interview', () => {
  test('a belated answer is filed and moves nobody, whoever is asked or reads', async () => {
    const held = async (made: Case) => {
      await cases.arrange(made, 'officer');
      return record(made);
    };
    for (const arranging of [arrange, held]) {
      const made = await cases.application('CHECKS_RUNNING');
      const { request_id: requestId } = await house.register
        .selectFrom('checks')
        .select('request_id')
        .where('case_id', '=', made.id)
        .executeTakeFirstOrThrow();
      await cases.step(made.id, 'markLate', 'System', { requestId });
      await cases.step(made.id, 'escalate', 'System');
      expect(verdict(await arranging(made))).toBe('201');
      const before = await cases.stage(made.id);
      await cases.step(made.id, 'fileAnswer', 'Provider', { requestId, finding: 'RECORD' });
      expect(await cases.stage(made.id)).toBe(before);
      expect((await viewOf('officer', made)).checks[0]).toMatchObject({
        finding: 'RECORD',
        resolvedAt: null,
      });
    }
  });

  test.each(['INTERVIEW', 'INTERVIEW_RECORD'] as const)(
    'a withdrawal in %s stops everything',
    async (stage) => {
      const made = await cases.application(stage);
      expect(verdict(await house.post('subject', `/applications/${made.id}/withdrawal`))).toBe('201');
      expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
      for (const again of [await record(made), await confirm(made), await arrange(made)])
        expect(verdict(again)).toBe('409 WRONG_STAGE');
      const state = stage === 'INTERVIEW' ? 'CALLED_OFF' : 'NOT_CONFIRMED';
      expect((await viewOf('subject', made)).interviews).toMatchObject([{ state }]);
    },
  );
});

describe('outside', () => {
  test('nothing tells that there was an interview: contractor and information manager are told what they always are', async () => {
    const plain = await cases.application('HUMAN_REVIEW');
    const mine = [
      await cases.application('INTERVIEW'),
      await recorded(),
      await cases.application('HUMAN_REVIEW'),
    ];
    await arrange(mine[2] as Case);
    for (const account of ['manager', 'information'] as const) {
      const told = async ({ id, subjectId }: Case) => {
        const rest = await house.get(account, `/applications/${id}/timeline`);
        const list = (await house.get(account, '/applications?limit=100')).body.items;
        const row = list.find((item: { id: string }) => item.id === id);
        return JSON.stringify([await viewOf(account, { id } as Case), row, rest.status, rest.body.code])
          .replaceAll(id, 'ID')
          .replaceAll(subjectId, 'SUBJECT');
      };
      const same = await told(plain);
      for (const made of mine) expect(await told(made)).toBe(same);
    }
  });

  test('no query in a contractor’s scope, and none of the gateway, finds what was said', async () => {
    const made = await recorded();
    const found = (db: Db, scope: Scope) =>
      inScope(db, scope, async (tx) => {
        const rows = await tx
          .selectFrom('vault_documents')
          .select('class')
          .where('owner_id', '=', made.id)
          .where('class', '=', 'INTERVIEW')
          .execute();
        return rows.length;
      });
    expect(await found(api, { organs: [HERE.organId] })).toBe(2);
    expect(await found(api, { subjects: [made.subjectId] })).toBe(2);
    expect(await found(api, { cabinet: true })).toBe(2);
    expect(await found(api, { contractors: [HERE.contractorId] })).toBe(0);
    expect(await found(gateway, { organs: [HERE.organId], cabinet: true })).toBe(0);
  });

  test('the words are in the vault and nowhere else, and the ledger says neither when nor about what', async () => {
    const made = await recorded();
    await confirm(made);
    const { rows } = await sql<{ details: object; role: string }>`
      select details, role from ledger where case_id = ${made.id} and event like 'Interview%'`.execute(
      house.register,
    );
    expect(rows.length).toBe(3);
    const told = JSON.stringify(rows);
    for (const word of ['interviewAt', 'FINANCIAL_CIRCUMSTANCES', SAID, REMARKS])
      expect(told).not.toContain(word);
    const { rows: kept } = await sql<{ text: string }>`
      select details::text as text from commands where case_id = ${made.id}
      union all select payload::text from outbox where case_id = ${made.id}
      union all select body::text from idempotency`.execute(house.register);
    const all = kept.map(({ text }) => text).join();
    for (const word of [SAID, REMARKS]) expect(all).not.toContain(word);
  });
});
