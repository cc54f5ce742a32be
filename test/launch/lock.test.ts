import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tryLock } from '../../launch/lock.js';
import { temporaryFolder } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder.path, 'state', 'launcher.lock');
});
afterEach(() => folder.remove());

test('a second launcher learns who holds the state folder', () => {
  expect(tryLock(file)).toHaveProperty('release');
  expect(tryLock(file)).toEqual({ heldBy: process.pid });
});

test('a lock is free again after its release', () => {
  const lock = tryLock(file);
  if ('release' in lock) lock.release();
  expect(existsSync(file)).toBe(false);
  expect(tryLock(file)).toHaveProperty('release');
});

test.each([
  ['of a process that is gone', '999999999\nWed Jan  1 00:00:00 2020\n'],
  ['whose pid belongs to another process by now', `${process.pid}\nWed Jan  1 00:00:00 2020\n`],
  ['that was never finished', ''],
])('a lock %s is taken over', (_which, content) => {
  const lock = tryLock(file);
  if ('release' in lock) writeFileSync(file, content);
  expect(tryLock(file)).toHaveProperty('release');
});
