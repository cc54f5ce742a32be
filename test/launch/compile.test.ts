import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compile, compiledFolder, compiledPath } from '../../launch/compile.js';
import { startNodeChild } from '../../launch/node-child.js';
import { Supervisor } from '../../launch/supervisor.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = 'test/launch/fixtures/neighbour.ts';
// No port: no launcher's folder.
const folder = compiledFolder(process.pid + 100_000);
let said: { beside: string; within: string; started: boolean; converters: Record<string, string> };

beforeAll(async () => {
  await compile([PROGRAM], folder);
  said = JSON.parse(execFileSync(process.execPath, [compiledPath(folder, PROGRAM)], { encoding: 'utf8' }));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a compiled program knows that it was started, and finds what lies beside its source', () => {
  const here = path.join(ROOT, PROGRAM);
  expect(said).toMatchObject({ beside: here, within: here, started: true });
});

test('a process whose program was removed is not tried again: one sentence says what to do', async () => {
  const own = `${folder}-removed`;
  await compile([PROGRAM], own);
  const said: string[] = [];
  const supervisor = new Supervisor((line) => said.push(line), [1, 1, 1, 1, 1]);
  const logFile = path.join(own, 'log');
  const start = () =>
    startNodeChild({ name: 'neighbour', entry: PROGRAM, compiledIn: own, env: process.env, logFile });
  await supervisor.start({ name: 'neighbour', stopOrder: 1, start });
  rmSync(own, { recursive: true });
  await expect(supervisor.failed).rejects.toThrow(/^[^\n]+ has been removed while [^\n]+ and start again\.$/);
  expect(said).toEqual([expect.stringMatching(/^neighbour ended unexpectedly .* starting it again$/)]);
  await supervisor.stop();
}, 60_000);

test('where nothing can be written, that is said in one sentence', async () => {
  const file = `${folder}-file`;
  writeFileSync(file, '');
  try {
    await expect(compile([PROGRAM], path.join(file, 'below'))).rejects.toThrow(
      /^The programs could not be compiled into \S+ \([^\n]+\): see that [^\n]+$/,
    );
  } finally {
    rmSync(file);
  }
});

test('what the SDK loads by path is compiled too, and loads without a compiler', () => {
  for (const file of Object.values(said.converters)) {
    expect(file.startsWith(folder) && existsSync(file)).toBe(true);
    const loads = `require(${JSON.stringify(file)})`;
    execFileSync(process.execPath, ['-e', loads], { cwd: ROOT });
  }
});
