import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from '../sandbox/fuzz/fuzz.js';
import { exitCodeOf, type Log } from './sentence.js';
import type { Ending } from './system.js';

/**
 * `npm run test:fuzz [-- --requests 20000 --seed 1 --at-once 1 --keep]`: a whole system of its own on a fresh folder and
 * free ports, every role of the sandbox let loose on every operation of its OpenAPI documents, and nothing left
 * afterwards. Every role has its turn, however few requests are wanted; with more, as many more turns as it takes.
 */
const log: Log = (line) => process.stderr.write(`${line}\n`);
const { requests, seed, atOnce, keep } = options();
const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-fuzz-'));
const stopping = new AbortController();
const running: { started?: Ending; end?: () => Promise<void> } = {};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void interrupt());

let code: number;
try {
  mkdirSync(path.join(folder, 'fuzz'));
  code = (await fuzz({ folder, requests, seed, atOnce, log, running, signal: stopping.signal })) ? 0 : 1;
} catch (error) {
  code = stopping.signal.aborted ? 130 : exitCodeOf(error, log);
}
await end();
process.exit(code);

function options() {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      'at-once': { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  });
  const numbers = [values.requests, values.seed, values['at-once']].map(Number);
  if (!numbers.every((one) => Number.isSafeInteger(one) && one > 0)) {
    log('usage: npm run test:fuzz [-- --requests 20000 --seed 1 --at-once 1 --keep]');
    process.exit(2);
  }
  const [requests = 0, seed = 0, atOnce = 1] = numbers;
  return { requests, seed, atOnce, keep: values.keep };
}

async function interrupt(): Promise<void> {
  log('Interrupted, stopping …');
  stopping.abort();
}

async function end(): Promise<void> {
  await (running.end?.() ?? running.started?.stop());
  if (keep || code === 1) log(`Logs of this run: ${folder}`);
  else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
