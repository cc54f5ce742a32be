import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';

/**
 * A run over the whole domain takes an hour and nobody waits for it: that it could begin is asked here. Of files with
 * hooks, tables, mocks and properties of their own, so that each thing which the runner has in place of jest is used.
 */
const SAMPLE = ['calendar', 'checks', 'edges', 'individual-number', 'policy-packs', 'rules'].map(
  (name) => `test/domain/${name}.test.ts`,
);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const testsIn = (folder: string) =>
  readdirSync(`${ROOT}${folder}`)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`);

let told: { declared: Record<string, number>; ran: number; failed: string[] };
beforeAll(async () => {
  const dryRun = promisify(execFile)(process.execPath, ['test/mutation/dry-run.mjs', ...SAMPLE], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '' },
    maxBuffer: 1 << 24,
  });
  told = JSON.parse((await dryRun).stdout);
}, 120_000);

describe('the mutation runner', () => {
  test('can declare the tests of every file of the domain and of the forms, but the one that draws pages', () => {
    const all = [...testsIn('test/domain'), ...testsIn('test/forms')];
    expect(Object.keys(told.declared)).toEqual(all.filter((file) => file !== 'test/forms/pdf.test.ts'));
    expect(Object.entries(told.declared).filter(([, count]) => count === 0)).toEqual([]);
  });

  test('finds the tests green in our code as it is', () => {
    const declared = SAMPLE.reduce((sum, file) => sum + (told.declared[file] ?? 0), 0);
    expect([told.ran, told.failed]).toEqual([declared, []]);
    expect(told.ran).toBeGreaterThan(500);
  });
});
