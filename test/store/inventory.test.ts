import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Db } from '../../store/db.js';
import { COMMON } from '../../store/inventory/common.js';
import { AREAS, described, TABLES } from '../../store/inventory/index.js';
import { BY_RULE } from '../../store/inventory/row.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

let database: TestDatabase;
let db: Db;
let columns: readonly Column[];
beforeAll(async () => {
  database = await cloneDatabase();
  db = connect(database.owner, { max: 1 });
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and a.attnum > 0 and not a.attisdropped`.execute(db);
  columns = rows;
}, 60_000);
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const named = ({ table, name }: Pick<Column, 'table' | 'name'>) => `${table}.${name}`;
const inRows = () =>
  Object.entries(TABLES).flatMap(([table, row]) => Object.keys(row.columns).map((name) => ({ table, name })));
const toldOf = ({ table, name }: Pick<Column, 'table' | 'name'>) => {
  const row = TABLES[table];
  if (!row) throw new Error(`no row for ${table}`);
  return described(row, name);
};
const isText = ({ type }: Column) => /^(text|character varying|jsonb?)/.test(type);

describe('the data inventory and the register', () => {
  test('every column of the register has its row, and no row is of a column that is not there', () => {
    expect(columns.length).toBeGreaterThan(400);
    expect(inRows().map(named).toSorted()).toEqual(columns.map(named).toSorted());
  });

  test('every table is in one area', () => {
    const tables = Object.values(AREAS).flatMap((area) => Object.keys(area));
    expect(new Set(tables).size).toBe(tables.length);
  });

  test('every column resolves to one row: its own, or the rule of its name, which two tables follow at least', () => {
    const byRule = inRows().filter(({ table, name }) => TABLES[table]?.columns[name] === BY_RULE);
    expect(byRule.filter(({ name }) => !(name in COMMON)).map(named)).toEqual([]);
    const follow = (rule: string) => byRule.filter(({ name }) => name === rule).length;
    expect(Object.keys(COMMON).filter((rule) => follow(rule) < 2)).toEqual([]);
  });

  test('a column whose type does not say what is in it says so in its row, and no other does', () => {
    const silent = columns.filter((column) => isText(column) !== (toldOf(column).holds !== undefined));
    expect(silent.map(named)).toEqual([]);
  });

  test('no row says that words or names of a person rest in clear', () => {
    const open = columns.filter((column) => {
      const { nature, rest, holds } = toldOf(column);
      return nature !== 'NEITHER' && rest === 'CLEAR' && holds === 'WORDS';
    });
    expect(open.map(named)).toEqual([]);
    // A name in clear is a firm's, an organ's or a thing's: each is named here, so that another one is looked at.
    const names = columns.filter((column) => toldOf(column).holds === 'NAME').map(named);
    expect(names.toSorted()).toEqual([
      'contractors.name_en',
      'contractors.name_ja',
      'contracts.sections',
      'dispatched_workers.employer_name',
      'information_items.designation',
      'organs.name_en',
      'organs.name_ja',
      'providers.push_url',
      'providers.webhook_secret_ref',
    ]);
  });

  test('which process may read a table is what the database grants', async () => {
    const { rows } = await sql<{ table: string; grantee: string }>`
      select table_name as "table", grantee from information_schema.role_table_grants
      where table_schema = 'public' and privilege_type = 'SELECT' and grantee <> 'sekisho_owner'
      union select table_name, grantee from information_schema.column_privileges
      where table_schema = 'public' and privilege_type = 'SELECT' and grantee <> 'sekisho_owner'`.execute(db);
    const granted = rows.map(({ table, grantee }) => `${table} ${grantee}`);
    const told = Object.entries(TABLES).flatMap(([table, { processes }]) =>
      processes.map((one) => `${table} sekisho_${one}`),
    );
    expect(told.toSorted()).toEqual(granted.toSorted());
  });

  test('a table that is said to be walled by row is, and no other', async () => {
    const { rows } = await sql<{ table: string }>`
      select relname as "table" from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity`.execute(db);
    const told = Object.entries(TABLES).flatMap(([table, { walled }]) => (walled ? [table] : []));
    expect(told.toSorted()).toEqual(rows.map(({ table }) => table).toSorted());
  });
});
