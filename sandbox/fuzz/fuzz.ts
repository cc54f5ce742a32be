import path from 'node:path';
import { inherited } from '../../launch/inherited.js';
import { startPostgres } from '../../launch/postgres.js';
import { freePortBase } from '../../launch/ports.js';
import type { Log } from '../../launch/sentence.js';
import { type Ending, startSystem } from '../../launch/system.js';
import { databaseUrls } from '../../store/bootstrap.js';
import { readNow } from '../../store/clock.js';
import { connect, type Db } from '../../store/db.js';
import { isQuiet } from '../../store/operations.js';
import { readProviderSecrets } from '../providers/secrets.js';
import { attack } from './attack.js';
import { type Attacker, attackers } from './attackers.js';
import { operationsOf } from './document.js';
import { faultsIn } from './logs.js';
import { fuzzingPython } from './python.js';
import { Report } from './report.js';
import { explained, watchChanges } from './watch.js';
import { startWorld } from './world.js';

export interface FuzzOptions {
  /** Everything is in it, and nothing outside. */
  readonly folder: string;
  readonly requests: number;
  readonly seed: number;
  /** Roles at work at the same time. */
  readonly atOnce: number;
  readonly log: Log;
  /** What the caller ends, whenever it ends. */
  readonly running: { started?: Ending; end?: () => Promise<void> };
  readonly signal: AbortSignal;
}

/** Far above what one fuzzer sends: the limit itself has its own test. */
const UNLIMITED = '1000000';
const QUIET_WITHIN_MS = 120_000;

/** True if nothing was found: neither by schemathesis, nor in the register, nor in any log. */
export async function fuzz(options: FuzzOptions): Promise<boolean> {
  const { folder, requests, seed, atOnce, log, running, signal } = options;
  const python = await fuzzingPython(log);
  log('Starting a system for the fuzzer alone …');
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), log, throwAway: true });
  running.end = async () => {
    await running.started?.stop();
    await postgres.stop();
  };
  const adminUrl = postgres.url('postgres', 'postgres');
  const system = await startSystem({
    env: {
      ...inherited(),
      ...(await settings(folder)),
      DATABASE_URL: adminUrl,
      REQUESTS_PER_MINUTE: UNLIMITED,
    },
    log,
    onStart: (ending) => void (running.started = ending),
  });
  const { config } = system;
  const urls = databaseUrls(adminUrl, 'sekisho');
  const register = connect(urls.owner, { max: 3 });
  const world = await startWorld(register);
  running.end = async () => {
    await world.stop();
    await register.destroy();
    await system.stop();
    await postgres.stop();
  };
  await untilQuiet(register);
  const watch = await watchChanges(urls.owner.replace('sekisho_owner', 'postgres'));
  const roles = await attackers(
    register,
    config.oidc.issuer,
    await readProviderSecrets(config.providers.file),
  );
  const report = new Report(log);
  const one = {
    python,
    apiUrl: config.publicUrl,
    folder: path.join(folder, 'fuzz'),
    signal,
  };
  const examples = await examplesFor(requests, one.apiUrl, roles);
  const attackOf = async (attacker: Attacker, ownSeed: number) => {
    const worldUrl = world.urlOf(attacker);
    report.add(attacker, await attack({ ...one, attacker, worldUrl, seed: ownSeed, examples }));
  };
  for (let round = 0, sent = -1; report.total < requests; round += 1) {
    if (report.total === sent) throw new Error('the fuzzer sends nothing: see its logs');
    sent = report.total;
    const turns = [...roles.entries()];
    await inParallel(atOnce, async () => {
      const turn = round > 0 && report.total >= requests ? undefined : turns.shift();
      if (turn) await attackOf(turn[1], seed + round * 1_000 + turn[0]);
      return turn !== undefined;
    });
  }
  await untilQuiet(register);
  report.changes((await watch.changes()).map((change) => ({ ...change, why: explained(change) })));
  report.logs(faultsIn(folder));
  return report.close(requests);
}

/** Runs `next` so many times at once, again and again until it says that there is nothing more. */
async function inParallel(times: number, next: () => Promise<boolean>): Promise<void> {
  const runner = async () => {
    while (await next());
  };
  await Promise.all(Array.from({ length: times }, runner));
}

/** About what the systematic phases send to an operation of ours, on the average. */
const SYSTEMATIC = 50;

/** Random requests for each operation that bring a first round of every role near to what is wanted. */
async function examplesFor(requests: number, apiUrl: string, roles: readonly Attacker[]): Promise<number> {
  const operations = {
    api: await operationsOf(apiUrl, 'api'),
    gateway: await operationsOf(apiUrl, 'gateway'),
  };
  const tried = roles.reduce((sum, { at }) => sum + operations[at], 0);
  return Math.max(2, Math.ceil(requests / tried) - SYSTEMATIC);
}

async function settings(folder: string): Promise<NodeJS.ProcessEnv> {
  return { SEKISHO_DATA: folder, PORT_BASE: String(await freePortBase(30)), TEST_CLOCK: 'on', SEED: 'full' };
}

/** Everything written has been seen: what comes after is the fuzzer's, and what it set off is over. */
async function untilQuiet(register: Db): Promise<void> {
  const until = Date.now() + QUIET_WITHIN_MS;
  while (!(await register.transaction().execute(async (tx) => isQuiet(tx, await readNow(tx))))) {
    if (Date.now() > until) throw new Error('the system did not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
