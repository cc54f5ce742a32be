import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measure } from '../bench/main.js';
import { ENGINE_FOLDER } from '../bench/parts.js';
import { optionsOf, UsageError } from '../bench/options.js';
import { inherited } from './inherited.js';
import { freePortBase } from './ports.js';
import { type PostgresEngine, startPostgresEngine } from './postgres-engine.js';
import { exitCodeOf, type Log, Sentence } from './sentence.js';
import { type Ending, startSystem } from './system.js';

/**
 * `npm run bench [-- options]`: a system of its own on a fresh folder and free ports, measured against the skeleton on
 * the same engine. One line of JSON on stdout, words on stderr, and nothing left afterwards.
 */
const log: Log = (line) => process.stderr.write(`${line}\n`);
const ECHO_MS = 400;
let started: Ending | undefined;
let engine: PostgresEngine | undefined;
let folder: string | undefined;
let kept = false;
const interrupted = new AbortController();
let ending: { since: number; done: Promise<void> } | undefined;

process.on('SIGINT', () => interrupt(130));
process.on('SIGTERM', () => interrupt(143));
process.on('SIGHUP', () => interrupt(129));

try {
  const report = await run(process.argv.slice(2));
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await end();
  process.exit(0);
} catch (error) {
  // An interrupt makes the measuring fail: then `interrupt` says how it ends.
  if (ending === undefined) {
    const code = exitCodeOf(error instanceof UsageError ? new Sentence(error.message) : error, log);
    await end();
    process.exit(error instanceof UsageError ? 2 : code);
  }
}

async function run(args: readonly string[]): Promise<object> {
  const options = optionsOf(args);
  kept = options.keep !== undefined;
  folder = options.keep ?? mkdtempSync(path.join(tmpdir(), 'sekisho-bench-'));
  const env = {
    ...inherited(),
    SEKISHO_DATA: folder,
    SEED: 'reference',
    LOG_LEVEL: 'warn',
    // What compares memory needs caches that are full when it begins.
    ...(options.minutes > 0 || options.open > 0 ? { MAX_CACHED_WORKFLOWS: '150' } : {}),
  };
  log('Starting a system for the bench alone …');
  // The engine's PostgreSQL is its own, beside the register's: both can then be told apart, and only one is measured.
  if (options.engine === 'postgres') {
    const own = path.join(folder, ENGINE_FOLDER);
    mkdirSync(own, { recursive: true, mode: 0o700 });
    // Without TLS, as the skeleton has none; one history, since nothing is killed here.
    engine = await startPostgresEngine({ folder: own, log, tls: false, historyCopies: 1 });
  }
  const system = await startSystem({
    env: {
      ...env,
      PORT_BASE: String(await freePortBase(30)),
      ...(engine ? { TEMPORAL_ADDRESS: engine.address } : {}),
    },
    log,
    onStart: (ending) => {
      started = ending;
    },
  });
  return Promise.race([measure(system, options, log, interrupted.signal), system.failed]);
}

function interrupt(code: number): void {
  if (ending !== undefined) {
    if (Date.now() - ending.since < ECHO_MS) return;
    started?.killAll();
    process.exit(code);
  }
  log('Interrupted, stopping …');
  interrupted.abort();
  void end().then(() => process.exit(code));
}

/** Stops what runs, and leaves nothing on the disk. */
function end(): Promise<void> {
  ending ??= { since: Date.now(), done: stopAll() };
  return ending.done;
}

async function stopAll(): Promise<void> {
  await started?.stop();
  await engine?.stop();
  if (folder && !kept) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
