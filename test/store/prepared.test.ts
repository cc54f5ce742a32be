import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Db } from '../../store/db.js';
import { nameOf } from '../../store/prepared.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await cloneDatabase();
  db = connect(database.owner, { max: 1 });
}, 60_000);
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const preparedTexts = async () =>
  (await sql<{ statement: string }>`select p.statement from pg_prepared_statements p`.execute(db)).rows.map(
    (row) => row.statement,
  );

describe('statements are planned once a connection', () => {
  test('a query that names its columns is kept, under one name for one text', async () => {
    const query = () => db.selectFrom('clock').select('offset_ms').execute();
    await query();
    await query();
    expect((await preparedTexts()).filter((text) => text.includes('"offset_ms"'))).toHaveLength(1);
  });
  test.each([
    'begin',
    'commit',
    'savepoint answer',
    'select * from cases',
    'insert into t values ($1) returning *',
  ])('not kept: %s', (text) => {
    expect(nameOf(text)).toBeUndefined();
  });
  test('counting rows is not taking whole rows', () => {
    expect(nameOf('select count(*) from cases')).toBeDefined();
  });
  test('a migration that adds a column under a running process breaks no query', async () => {
    const organs = () => db.selectFrom('organs').selectAll().execute();
    const names = () => db.selectFrom('organs').select(['id', 'name_en']).execute();
    await db
      .insertInto('organs')
      .values({ id: '00000000-0000-4000-8000-000000000001', name_ja: '一', name_en: 'one' })
      .execute();
    await Promise.all([organs(), names()]);
    await sql`alter table organs add column motto text default 'none'`.execute(db);
    expect(await organs()).toMatchObject([{ name_en: 'one', motto: 'none' }]);
    expect(await names()).toHaveLength(1);
  });
});
