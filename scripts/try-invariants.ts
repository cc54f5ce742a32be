import { setMaxListeners } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { INVARIANTS, type Mutant } from '../test/invariants/registry.js';
import { exitCodeOf, type Log } from '../launch/sentence.js';
import { testFolder } from '../launch/test-folder.js';
import { runJest, type Totals } from '../launch/test-run.js';
import { startTestServers } from '../launch/test-servers.js';

/**
 * `npm run test:invariants [-- 3 22]`: breaks our code in one place for each invariant, or for those named by number, in a
 * copy, and runs the one test that must fail of it. Before that the tests must pass on the code as it is. Ends with 0 if every break was seen.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const log: Log = (line) => process.stderr.write(`${line}\n`);
/** Neither history nor what was installed, compiled or left by a run. */
const LEFT_BEHIND = new Set(['.git', 'node_modules', '.sekisho', '.compiled']);

async function main(): Promise<number> {
  const temporary = testFolder();
  process.on('exit', temporary.remove);
  const interrupted = new AbortController();
  // One listener a run of jest.
  setMaxListeners(0, interrupted.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interrupted.abort());
  const root = path.join(temporary.path, 'copy');
  cpSync(ROOT, root, {
    recursive: true,
    filter: (from) => !LEFT_BEHIND.has(path.relative(ROOT, from)),
  });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  const servers = await startTestServers({ folder: temporary.path, log });
  if (interrupted.signal.aborted) return servers.stop().then(() => 130);
  const run = (args: string[]): Promise<Totals> =>
    runJest({
      args: [...args, '--silent', `--reporters=${path.join(root, 'launch/jest-totals.mjs')}`],
      folder: temporary.path,
      env: servers.env,
      signal: interrupted.signal,
      root,
    });
  try {
    const verdict = await tryAll(root, run, interrupted.signal);
    return interrupted.signal.aborted ? 130 : verdict;
  } finally {
    await servers.stop();
  }
}

async function tryAll(
  root: string,
  run: (args: string[]) => Promise<Totals>,
  interrupted: AbortSignal,
): Promise<number> {
  const asked = process.argv.slice(2).map(Number);
  const mutants = INVARIANTS.filter(({ number }) => asked.length === 0 || asked.includes(number)).map(
    ({ number, rule, broken }) => ({ number, rule, ...broken }),
  );
  let seen = 0;
  for (const one of mutants) {
    const test = [one.test, '-t', quoted(one)];
    const whole = await run(test);
    const broken = interrupted.aborted ? whole : await tryOne(root, one, () => run(test));
    if (interrupted.aborted) return 130;
    const verdict = verdictOf(whole, broken);
    seen += verdict === 'seen' ? 1 : 0;
    say(`${String(one.number).padStart(2)} ${verdict.padEnd(8)} ${one.rule}`);
  }
  say(`${seen} of ${mutants.length} breaks seen`);
  return mutants.length > 0 && seen === mutants.length ? 0 : 1;
}

/** A test that fails on the code as it is, or that nobody finds, says nothing of the break. */
function verdictOf(whole: Totals, broken: Totals): 'seen' | 'NOT SEEN' | 'NO TEST' {
  if (whole.failed > 0 || whole.passed === 0) return 'NO TEST';
  return broken.failed > 0 ? 'seen' : 'NOT SEEN';
}

async function tryOne(root: string, mutant: Mutant, run: () => Promise<Totals>): Promise<Totals> {
  const file = path.join(root, mutant.file);
  const source = readFileSync(file, 'utf8');
  try {
    writeFileSync(
      file,
      source.replace(mutant.from, () => mutant.to),
    );
    return await run();
  } finally {
    writeFileSync(file, source);
  }
}

/** As jest reads a name: a pattern. */
function quoted({ named }: Mutant): string {
  return named.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = exitCodeOf(error, log);
}
process.exit();
