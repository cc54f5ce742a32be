import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { WAITS_MARK } from '../../domain/masked-text.js';
import { readNow } from '../../store/clock.js';
import { connect, type Db } from '../../store/db.js';
import { disposeOf, dueFiles } from '../../store/retention.js';
import { inScope } from '../../store/scope.js';
import type { Case } from './support/cases.js';
import { HERE } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { DRIFT, SAID, STAND, Texts } from './support/texts.js';

/** Where a case about the wrong person meets words that wait: what was gathered is sealed for screeners too, and why it was a mistake is not. */
let house: House;
let of: Texts;
let api: Db;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  [api, worker] = [house.database.api, house.database.worker].map((url) => connect(url, { max: 1 })) as [
    Db,
    Db,
  ];
  of = new Texts(house);
}, 60_000);
afterAll(async () => {
  await Promise.all([api?.destroy(), worker?.destroy()]);
  await house?.stop();
});

const kept = { kept: true } as const;
const confirm = (made: Case) => of.cases.step(made.id, 'confirmMistake', 'adjudicator', { reason: 'TEST' });
const textsOf = ({ id }: Case) =>
  house.register.selectFrom('text_screenings').select(['id', 'class']).where('case_id', '=', id).execute();

test('words that were gathered by mistake are read by nobody, and by no screening officer', async () => {
  const made = await of.cases.application('HEARING');
  const answer = ['application', 'hearing-answer', 'answerConcerns'] as const;
  expect(verdict(await of.say('subject', made, answer, { text: SAID, ...kept }))).toBe('201');
  const id = (await of.textOf(made)) ?? '';
  expect(await of.waiting()).toContain(id);
  await of.cases.step(made.id, 'proposeMistake', 'officer', { reason: 'TEST' });
  await confirm(made);
  expect(await of.waiting()).not.toContain(id);
  expect([verdict(await of.read(id)), verdict(await of.screen(id))]).toEqual([
    '404 NOT_FOUND',
    '404 NOT_FOUND',
  ]);
  const seen = await inScope(api, { screens: [HERE.organId] }, (tx) =>
    sql`select 1 from vault_documents where owner_id = ${made.id} and class = 'UNSCREENED_TEXT'`.execute(tx),
  );
  expect(seen.rows).toEqual([]);
});

test('why it was a mistake is screened all the same, also when what was gathered is destroyed', async () => {
  const made = await of.cases.application('ADJUDICATION');
  const mistake = ['application', 'mistake', 'proposeMistake'] as const;
  expect(verdict(await of.say('officer', made, mistake, { reasons: SAID, ...kept }))).toBe('201');
  await confirm(made);
  const [text] = await textsOf(made);
  const [{ due_at: due } = { due_at: new Date() }] = await house.register
    .selectFrom('deadlines')
    .select('due_at')
    .where('case_id', '=', made.id)
    .where('kind', '=', 'GATHERED_BY_MISTAKE')
    .execute();
  expect(due > new Date(await readNow(house.register))).toBe(true);
  for await (const page of dueFiles(worker, due.toISOString()))
    for (const file of page) if (file.caseId === made.id) await disposeOf(worker, file, due.toISOString());
  const fileOf = async () => (await house.get('officer', `/applications/${made.id}`)).text;
  expect(await fileOf()).toContain(WAITS_MARK);
  expect(verdict(await of.screen(text?.id ?? '', [STAND]))).toBe('201');
  expect(await fileOf()).toContain(DRIFT);
});
