import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { run } from '../support/child-process.js';

// A jest within jest: on a busy machine it waits for its share.
jest.setTimeout(120_000);

/** `npm test` on a few checks of its own, as a stranger would run it. */
async function npmTest(...args: string[]) {
  const config = path.resolve('test/launch/fixtures/totals/jest.config.mjs');
  const command = ['launch/bootstrap.mjs', 'test', '--pure', `--config=${config}`, ...args];
  const { ended } = run(process.execPath, command, {
    ...process.env,
    NODE_OPTIONS: '',
    JEST_WORKER_ID: undefined,
  });
  const { code, output } = await ended;
  return { code, lastLine: output.trimEnd().split('\n').at(-1), output };
}

describe('the closing line of npm test', () => {
  test('counts what passed', async () => {
    expect(await npmTest('passing')).toMatchObject({ code: 0, lastLine: '2 passed, 0 failed' });
  });

  test('counts what failed, and a file that cannot be loaded for one, and the exit code says so', async () => {
    expect(await npmTest('passing', 'failing', 'broken')).toMatchObject({
      code: 1,
      lastLine: '2 passed, 2 failed',
    });
  });

  test('fails a run that executed nothing', async () => {
    const { code, lastLine, output } = await npmTest('passing', '--testNamePattern=no-such-test');
    expect([code, lastLine]).toEqual([1, '0 passed, 0 failed']);
    expect(output).toContain('No test was executed');
  });
});
