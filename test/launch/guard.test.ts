import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { countProcesses, run, temporaryFolder, until } from '../support/child-process.js';

const GUARD = path.resolve('launch/guard.mjs');
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** A program that says "up" and then does `onSignal` when asked to end. */
function guarded(onSignal: string, ...flags: string[]) {
  const script = `process.on('SIGTERM', () => { ${onSignal} }); process.on('SIGINT', () => { process.exit(9) });
    setInterval(() => {}, 1000); console.log('up');`;
  return run(process.execPath, [GUARD, ...flags, process.execPath, '-e', script, folder.path]);
}

describe('guard', () => {
  test('asks the program to end when its stdin closes', async () => {
    const { child, ended, says } = guarded('process.exit(7)');
    await says('up');
    child.stdin?.end();
    expect((await ended).code).toBe(7);
    await until(() => countProcesses(folder.path) === 0);
  });

  test('ends the program with the chosen signal', async () => {
    const { child, ended, says } = guarded('process.exit(7)', '--signal=SIGINT');
    await says('up');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(9);
  });

  test('kills a program that does not listen', async () => {
    const { child, ended, says } = guarded('', '--grace=200');
    await says('up');
    child.stdin?.end();
    expect((await ended).code).toBe(128 + 9);
  });

  test('hands on the exit code', async () => {
    const { ended } = run(process.execPath, [GUARD, process.execPath, '-e', 'process.exit(42)']);
    expect((await ended).code).toBe(42);
  });

  test('says which program is missing', async () => {
    const { ended } = run(process.execPath, [GUARD, '/no/such/program']);
    const { code, output } = await ended;
    expect(code).toBe(127);
    expect(output).toContain('/no/such/program');
  });
});
