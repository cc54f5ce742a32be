import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from '../sandbox/fuzz/fuzz.js';
import { exitCodeOf, type Log } from './sentence.js';
import type { Supervisor } from './supervisor.js';

/**
 * `npm run test:fuzz [-- --requests 20000 --seed 1 --keep]`: a whole system of its own on a fresh folder and free ports,
 * every role of the sandbox let loose on every operation of its OpenAPI documents, and nothing left afterwards.
 */
const log: Log = (line) => process.stderr.write(`${line}\n`);
const { requests, seed, keep } = options();
const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-fuzz-'));
const stopping = new AbortController();
const running: { supervisor?: Supervisor; end?: () => Promise<void> } = {};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void interrupt());

let code: number;
try {
  mkdirSync(path.join(folder, 'fuzz'));
  code = (await fuzz({ folder, requests, seed, log, running, signal: stopping.signal })) ? 0 : 1;
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
      keep: { type: 'boolean', default: false },
    },
  });
  const numbers = [values.requests, values.seed].map(Number);
  if (!numbers.every((one) => Number.isSafeInteger(one) && one > 0)) {
    log('usage: npm run test:fuzz [-- --requests 20000 --seed 1 --keep]');
    process.exit(2);
  }
  return { requests: numbers[0] ?? 0, seed: numbers[1] ?? 0, keep: values.keep };
}

async function interrupt(): Promise<void> {
  log('Interrupted, stopping …');
  stopping.abort();
}

async function end(): Promise<void> {
  await (running.end?.() ?? running.supervisor?.stop());
  if (keep || code === 1) log(`Logs of this run: ${folder}`);
  else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
