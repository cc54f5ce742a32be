import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { given } from '../support/database.js';
import { temporaryFolder } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function psql(text: string, env: Record<string, string> = {}) {
  const file = path.join(folder.path, 'script.sql');
  writeFileSync(file, text);
  const { host, port, user } = new pg.Client(given('TEST_DATABASE_URL'));
  const args = ['launch/psql.mjs', '--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--dbname=postgres'];
  return spawnSync(process.execPath, [...args, `--file=${file}`], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, PGHOST: host, PGPORT: String(port), PGUSER: user, ...env },
  });
}

describe('the stand-in for psql', () => {
  test('quotes what comes from the environment, and runs what a query returns', () => {
    const script = [
      '-- a remark',
      '\\getenv word WORD',
      "select format('do $x$ begin raise exception %L; end $x$', 'got ' || :'word')",
      "where :'word' <> '' \\gexec",
    ].join('\n');
    expect(psql(script, { WORD: "it's" }).stderr).toContain("got it's");
  });

  test.each([
    ['a statement that fails', 'select 1/0;', 'division by zero'],
    ['a command it does not know', '\\copy x from y;', 'copy'],
    ['a variable nobody set', "select :'nothing';", 'no variable nothing'],
    ['a statement without an end', 'select 1', 'without an end'],
  ])('ends with a fault on %s', (_what, script, said) => {
    const { status, stderr } = psql(script);
    expect([status, stderr]).toEqual([3, expect.stringContaining(said)]);
  });
});
