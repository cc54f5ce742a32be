import { exitCodeOf, type Log } from './sentence.js';
import { testFolder } from './test-folder.js';
import { runJest } from './test-run.js';
import type { TestServers } from './test-servers.js';

export type TestCommand = {
  jestArgs: readonly string[];
  /** What the tests need: servers for this run alone, told to them by environment. */
  start?: (options: { folder: string; log: Log }) => Promise<TestServers>;
};

const NO_SERVERS: TestServers = { env: {}, stop: async () => {} };
const log: Log = (line) => process.stderr.write(`${line}\n`);

/** Servers, the tests, the servers' end, and the closing line; then this process ends. */
export async function testCommand(command: TestCommand): Promise<never> {
  try {
    process.exitCode = await run(command);
  } catch (error) {
    process.exitCode = exitCodeOf(error, log);
    process.stdout.write('0 passed, 0 failed\n');
  }
  process.exit();
}

async function run({ jestArgs, start }: TestCommand): Promise<number> {
  const temporary = testFolder();
  const folder = temporary.path;
  const interrupted = new AbortController();
  let starting = true;
  const interrupt = () => {
    interrupted.abort();
    // What is being started ends with us: its guards hold a pipe to this process.
    if (starting) process.exit(report(undefined, true));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  process.on('exit', temporary.remove);

  let servers = NO_SERVERS;
  try {
    if (start) servers = await start({ folder, log });
    starting = false;
    const totals = interrupted.signal.aborted
      ? undefined
      : await runJest({ args: jestArgs, folder, env: servers.env, signal: interrupted.signal });
    await servers.stop();
    servers = NO_SERVERS;
    return report(totals, interrupted.signal.aborted);
  } finally {
    await servers.stop();
  }
}

function report(totals: Awaited<ReturnType<typeof runJest>> | undefined, interrupted: boolean): number {
  const { code = 1, passed = 0, failed = 0 } = totals ?? {};
  const executed = passed + failed;
  if (interrupted) log('Interrupted before all tests had run.');
  else if (executed === 0) log('No test was executed, and that is a failure.');
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  if (interrupted) return 130;
  return code === 0 && (executed === 0 || failed > 0) ? 1 : code;
}
