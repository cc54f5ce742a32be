import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inherited } from '../../launch/inherited.js';
import { freePortBase } from '../../launch/ports.js';
import { countProcesses, run, temporaryFolder, until } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
let launched: ReturnType<typeof run> | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  // Nothing after a test that went well; else its processes end with it.
  launched?.child.kill('SIGKILL');
  await launched?.ended;
  folder.remove();
});

/** `npm start` on a fresh folder, without npm. */
async function start() {
  const portBase = await freePortBase(30);
  const env = { ...inherited(), SEKISHO_DATA: folder.path, PORT_BASE: String(portBase) };
  launched = run(process.execPath, ['launch/bootstrap.mjs', 'start'], env);
  const compiled = path.resolve('.compiled', String(portBase));
  const left = () => countProcesses(folder.path) + countProcesses(compiled);
  return { ...launched, compiled, left };
}

const logFile = (name: string) => path.join(folder.path, 'logs', `${name}.log`);

/** Moments of a start, by the file that tells of each. */
test.each([
  ['the servers start', () => path.join(folder.path, 'postgres', 'cluster', 'postmaster.pid')],
  ['the seed and the workers start', () => logFile('seed')],
])(
  'npm start interrupted while %s says "Stopped." when nothing is left of it',
  async (_moment, file) => {
    const { child, ended, says, left, compiled } = await start();
    await until(() => existsSync(file()), 60_000);
    expect(left()).toBeGreaterThan(1);
    child.kill('SIGINT');
    await says('Stopped.');
    expect(left()).toBe(0);
    const { code, output } = await ended;
    expect(code).toBe(130);
    // Nothing more is reported to be up, and what fails because it was ended is no failure.
    expect(output.split('Interrupted, stopping …')[1]).toBe('\nStopped.\n');
    expect(existsSync(compiled) || existsSync(path.join(folder.path, 'launcher.lock'))).toBe(false);
  },
  120_000,
);
