import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { BEFORE, manifest, RELEASES, ROOT, unpacked } from './support/releases.js';

const HERE = path.join(ROOT, 'store/migrations');
const numbered = (folder: string) =>
  readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.ts$/.test(name))
    .toSorted();
const releasedIn = (version: string) => path.join(unpacked(version), 'store/migrations');

/** What the code of the release before may not survive, and what says so. A new table or nullable column is none of it. */
const HARMS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['drops a table', /\bdrop\s+table\b/],
  ['drops a column', /\bdrop\s+column\b/],
  ['drops a constraint', /\bdrop\s+constraint\b/],
  ['drops an index', /\bdrop\s+index\b/],
  ['drops or replaces a function', /\bdrop\s+function\b/],
  ['renames', /\brename\s+(to|column|constraint)\b|\bset\s+schema\b/],
  ['changes a type', /\balter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b/],
  ['demands a value', /\bset\s+not\s+null\b/],
  ['drops a default', /\bdrop\s+default\b/],
  [
    'adds a column that old code leaves empty',
    /\badd\s+(?!constraint\b)(column\s+)?(if\s+not\s+exists\s+)?\w+\s+\w+(?:\([^)]*\))?\s+not\s+null\b(?!\s+default\b|\s+generated\b)/,
  ],
  // A new function may be everybody's until that is taken back: nobody used it yet.
  ['forbids what was allowed', /\brevoke\s+(?!execute\s+on\s+function\b)|\bdrop\s+policy\b/],
];

/** The SQL of a migration: its template literals, without SQL comments. */
function sqlOf(source: string): string {
  const literals = [...source.matchAll(/`([^`]*)`/g)].map(([, text = '']) => text);
  const text = literals.join('\n').replace(/--.*$/gm, '').toLowerCase();
  // A check that is put anew in the same breath; that it is no stricter is for who reads it.
  return text.replace(/drop constraint (\w+),\s*(?=add constraint \1 check\b)/g, '');
}

/** What a migration does that needs the release before to be gone. Empty: both may run beside it. */
export function harmsOf(name: string, source: string): string[] {
  const harms = HARMS.filter(([, pattern]) => pattern.test(sqlOf(source))).map(([what]) => what);
  if (harms.length === 0 || !name.includes('contract')) return harms;
  const [, since = ''] = /unused since (\d+\.\d+\.\d+)/.exec(source) ?? [];
  return since in manifest
    ? []
    : [...harms, 'is a contraction that names no recorded release: "unused since x.y.z"'];
}

describe('the schema and the release before', () => {
  test.each(Object.keys(manifest))('what release %s migrated by is never edited', (version) => {
    const folder = releasedIn(version);
    expect(numbered(folder).length).toBeGreaterThan(0);
    for (const name of numbered(folder))
      expect([name, readFileSync(path.join(HERE, name), 'utf8')]).toEqual([
        name,
        readFileSync(path.join(folder, name), 'utf8'),
      ]);
  });

  test('every recorded release is there, and nothing else', () => {
    const archives = readdirSync(RELEASES).filter((name) => name.endsWith('.tar.gz'));
    expect(archives.toSorted()).toEqual(Object.keys(manifest).map((version) => `${version}.tar.gz`));
    // Unpacking compares hashes, and refuses what does not agree.
    for (const version of Object.keys(manifest)) unpacked(version);
  });

  test('migrations have a number each, and their line in migrate.ts', () => {
    const names = numbered(HERE);
    expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length);
    const listed = readFileSync(path.join(ROOT, 'store/migrate.ts'), 'utf8');
    const keys = [...listed.matchAll(/'(\d{4}-[\w-]+)':/g)].map(([, key]) => `${key}.ts`);
    expect(keys).toEqual(names);
  });

  test('a migration since the last release leaves everything in place that its code uses, or says it contracts', () => {
    const released = new Set(numbered(releasedIn(BEFORE)));
    const harmful = numbered(HERE)
      .filter((name) => !released.has(name))
      .map((name) => [name, harmsOf(name, readFileSync(path.join(HERE, name), 'utf8'))] as const)
      .filter(([, harms]) => harms.length > 0);
    expect(harmful).toEqual([]);
  });

  test.each([
    ['alter table cases drop column stage', 'drops a column'],
    ['alter table vault_keys drop constraint vault_keys_owner_kind_owner_id_class_key', 'drops a constraint'],
    ['alter table cases drop constraint a, add constraint b check (seq > 0)', 'drops a constraint'],
    ['alter table cases rename column stage to step', 'renames'],
    ['alter table cases rename to matters', 'renames'],
    ['alter table cases alter column seq type bigint', 'changes a type'],
    ['alter table cases alter column contractor_id set not null', 'demands a value'],
    ['alter table cases add column priority integer not null', 'adds a column that old code leaves empty'],
    ['alter table cases add priority text not null', 'adds a column that old code leaves empty'],
    ['drop index inbox_unfiled', 'drops an index'],
    ['revoke update on cases from sekisho_api', 'forbids what was allowed'],
  ])('is itself seen to hold: %s', (statement, harm) => {
    const source = `await sql\`${statement}\`.execute(db);`;
    expect(harmsOf('0099-x.ts', source)).toEqual([harm]);
    expect(harmsOf('0099-contract-x.ts', source)).toHaveLength(2);
    expect(harmsOf('0099-contract-x.ts', `/** The old column, unused since ${BEFORE}. */ ${source}`)).toEqual(
      [],
    );
  });

  test.each([
    'alter table cases add column priority text',
    'alter table cases add column priority integer not null default 0',
    'create table notes (id uuid primary key, text text not null)',
    'alter table cases add constraint known check (seq > 0)',
    'alter table cases drop constraint known, add constraint known check (seq > -1)',
    'create function f() returns int language sql as $$ select 1 $$; revoke execute on function f from public',
    '-- never drop table cases\ncreate index cases_seq on cases (seq)',
  ])('and to let pass: %s', (statement) => {
    expect(harmsOf('0099-x.ts', `await sql\`${statement}\`.execute(db);`)).toEqual([]);
  });
});
