import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { numberOptions } from './number-options.js';
import { exitCodeOf, type Log } from './sentence.js';
import { testFolder } from './test-folder.js';
import { runJest } from './test-run.js';

/**
 * `npm run test:crash [-- --kills 500] [--seed 7] [--rounds 8]`: the crash test of `npm test`, for as long as one likes,
 * and then the power cuts, which need root and a loop device and so are no part of it. The tests start their own servers.
 */
const log: Log = (line) => process.stderr.write(`${line}\n`);
const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));
const POWER_LOSS = fileURLToPath(new URL('../test/crash/power-loss.ts', import.meta.url));
const USAGE = 'npm run test:crash [-- --kills 500] [--seed 7] [--rounds 8]';
/** What power-loss.ts ends with where the machine cannot try it; it has said why. */
const NOT_TRIED = 3;

async function main(args: string[]): Promise<number> {
  const {
    kills = 50,
    seed = randomInt(1_000_000),
    rounds = 8,
  } = numberOptions(args, ['kills', 'seed', 'rounds'], USAGE);
  const temporary = testFolder();
  process.on('exit', temporary.remove);
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interrupted.abort());
  const env = {
    TEST_CRASH_KILLS: String(kills),
    TEST_CRASH_SEED: String(seed),
  };
  const jest = { args: [path.join('test', 'crash')], folder: temporary.path, env };
  const totals = await runJest({ ...jest, signal: interrupted.signal });
  const cuts = interrupted.signal.aborted ? 1 : await cutPower([rounds, seed], interrupted.signal);
  process.stdout.write(`${totals.passed} passed, ${totals.failed} failed\n`);
  if (interrupted.signal.aborted) return 130;
  if (totals.passed === 0 || totals.code !== 0) return totals.code || 1;
  return cuts === NOT_TRIED ? 0 : cuts;
}

/** Under the guard, so that it ends with us. */
function cutPower(args: readonly number[], signal: AbortSignal): Promise<number> {
  const script = [process.execPath, '--import', 'tsx', POWER_LOSS, ...args.map(String)];
  const child = spawn(process.execPath, [GUARD, ...script], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin?.on('error', () => {});
  signal.addEventListener('abort', () => child.stdin?.end());
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodeOf(error, log);
}
process.exit();
