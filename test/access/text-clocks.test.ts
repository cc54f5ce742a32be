import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { screeningClock } from '../../domain/words-waiting.js';
import { readNow } from '../../store/clock.js';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { ageTexts } from '../../store/text-clocks.js';
import { ACT27 } from '../support/act27.js';
import type { Case } from './support/cases.js';
import { ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { askAll, type House, openHouse, verdict } from './support/house.js';
import { DRIFT, SAID, Texts } from './support/texts.js';

/** Words that wait have a day: whoever screens is reminded, and a late one is before people, without a word of it. */
let house: House;
let of: Texts;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  worker = connect(house.database.worker, { max: 1 });
  of = new Texts(house);
}, 60_000);
beforeEach(async () => {
  await sql`update clock set offset_ms = 0`.execute(house.register);
  await house.register.deleteFrom('text_screenings').execute();
});
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

const kept = { kept: true } as const;
const ANSWER = ['application', 'hearing-answer', 'answerConcerns'] as const;
const GRIEVANCE = ['application', 'grievances', 'fileGrievance'] as const;
async function heard(): Promise<Case> {
  const made = await of.cases.application('HEARING');
  expect(verdict(await of.say('subject', made, ANSWER, { text: SAID, ...kept }))).toBe('201');
  return made;
}
const clockAt = (since: string) => screeningClock(since, ACT27.periods);
const setClock = (at: string) =>
  sql`update clock set offset_ms = ${Date.parse(at) - Date.now() + 1000}`.execute(house.register);
const nights = async ({ id }: Case) =>
  house.register
    .selectFrom('ledger')
    .select(['event', 'sub', 'purpose', 'details'])
    .where('case_id', '=', id)
    .where('event', 'in', ['TextScreeningReminded', 'TextScreeningOverdue'])
    .orderBy('at')
    .orderBy('event')
    .execute();
const overdue = async (by: Parameters<House['get']>[0] = 'inCharge') =>
  (await house.get(by, '/overdue-text-screenings')).body.items as { caseId: string }[];

test('whoever screens is reminded once, and once it is late, by a night that names no word and no person', async () => {
  const made = await heard();
  const { remindAt, overdueAt } = clockAt(await readNow(house.register));
  const before = (at: string) => new Date(Date.parse(at) - 1).toISOString();
  expect(await ageTexts(worker, before(remindAt))).toBe(0);
  expect(await ageTexts(worker, remindAt)).toBe(1);
  expect(await ageTexts(worker, before(overdueAt))).toBe(0);
  expect(await ageTexts(worker, overdueAt)).toBe(1);
  expect(await ageTexts(worker, overdueAt)).toBe(0);
  const screening = await of.textOf(made);
  expect(await nights(made)).toEqual(
    ['TextScreeningReminded', 'TextScreeningOverdue'].map((event) => ({
      event,
      sub: null,
      purpose: 'SCREENING',
      details: { screening },
    })),
  );
  const operations = async () => (await house.get('operator', '/operations/cases')).body.textsOverdue;
  expect(await operations()).toBe(1);
  await of.screened(made);
  expect(await operations()).toBe(0);
});

test('screened in time, nobody is reminded of it; of the person’s mistaken case nobody is either', async () => {
  const [screened, mistaken] = [await heard(), await heard()];
  await of.screened(screened);
  await of.cases.step(mistaken.id, 'proposeMistake', 'officer', { reason: 'TEST' });
  await of.cases.step(mistaken.id, 'confirmMistake', 'adjudicator', { reason: 'TEST' });
  expect(await ageTexts(worker, clockAt(await readNow(house.register)).overdueAt)).toBe(0);
});

test('the list of whoever screens says by when, and the officer in charge is told of cases that are late', async () => {
  const made = await heard();
  const { overdueAt } = clockAt(await readNow(house.register));
  const row = async () => (await house.get('screener', '/text-screenings')).body.items[0];
  expect(await row()).toMatchObject({ overdue: false });
  expect(await overdue()).toEqual([]);
  await setClock(overdueAt);
  expect(await row()).toMatchObject({ overdue: true });
  const { text, body } = await house.get('inCharge', '/overdue-text-screenings');
  expect(body.items).toEqual([
    {
      caseId: made.id,
      kind: 'application',
      since: expect.any(String),
      screenBy: expect.any(String),
      overdue: true,
    },
  ]);
  expect(text).not.toContain(DRIFT);
  expect(text).not.toContain(await of.textOf(made));
  const answers = await askAll(ACCOUNTS, (account) => house.get(account, '/overdue-text-screenings'));
  const told = ACCOUNTS.filter((account) => (answers[account].body?.items ?? []).length > 0);
  for (const account of told)
    expect(memberOf(account).grants.map(({ role }) => role)).toContain('AssessmentOfficerInCharge');
  await house.register
    .insertInto('conflicts')
    .values({
      subject_id: made.subjectId,
      sub: memberOf('inCharge').sub,
      declared_at: new Date().toISOString(),
    })
    .execute();
  expect(await overdue()).toEqual([]);
});

test('a grievance’s words wait from its answer on, and are nobody’s list but that of whoever screens', async () => {
  const made = await of.cases.application('CHECKS_RUNNING');
  expect(verdict(await of.say('subject', made, GRIEVANCE, { text: SAID, ...kept }))).toBe('201');
  const filed = clockAt(await readNow(house.register)).overdueAt;
  // Not answered yet, it is nobody's to screen.
  expect(await ageTexts(worker, filed)).toBe(0);
  const { id } = await house.register
    .selectFrom('cases')
    .select('id')
    .where('kind', '=', 'grievance')
    .where('subject_id', '=', made.subjectId)
    .executeTakeFirstOrThrow();
  await setClock(filed);
  const grievance = { kind: 'grievance', id, subjectId: made.subjectId } as const;
  expect(verdict(await grieving(house, of.cases).answer(grievance, { outcome: 'NOT_UPHELD' }))).toBe('201');
  expect(await ageTexts(worker, await readNow(house.register))).toBe(0);
  const late = clockAt(await readNow(house.register)).overdueAt;
  expect(await ageTexts(worker, late)).toBe(2);
  expect((await nights(made)).map(({ purpose }) => purpose)).toEqual(['GRIEVANCE', 'GRIEVANCE']);
  await setClock(late);
  expect(await overdue()).toEqual([]);
  expect((await house.get('officer', `/applications/${made.id}`)).body).not.toHaveProperty('words');
});

test('through the database, who works at another organ finds no case with words that wait', async () => {
  await heard();
  const api = connect(house.database.api, { max: 1 });
  const seen = async (scope: Scope) =>
    (await inScope(api, scope, (tx) => sql`select * from sekisho_cases_with_words()`.execute(tx))).rows
      .length;
  expect(await seen({ organs: [HERE.organId] })).toBe(1);
  for (const scope of [{ organs: [ELSEWHERE.organId] }, { screens: [HERE.organId] }, { cabinet: true }, {}])
    expect(await seen(scope)).toBe(0);
  await api.destroy();
});
