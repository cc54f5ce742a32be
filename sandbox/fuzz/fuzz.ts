import path from 'node:path';
import { startPostgres } from '../../launch/postgres.js';
import { freePortBase } from '../../launch/ports.js';
import type { Log } from '../../launch/sentence.js';
import type { Supervisor } from '../../launch/supervisor.js';
import { startSystem } from '../../launch/system.js';
import { databaseUrls } from '../../store/bootstrap.js';
import { readNow } from '../../store/clock.js';
import { connect, type Db } from '../../store/db.js';
import { isQuiet } from '../../store/operations.js';
import { readProviderSecrets } from '../providers/secrets.js';
import { attack } from './attack.js';
import { type Attacker, attackers } from './attackers.js';
import { fuzzingPython } from './python.js';
import { faultsIn } from './logs.js';
import { Report } from './report.js';
import { explained, watchChanges } from './watch.js';
import { startWorld } from './world.js';

export interface FuzzOptions {
  /** Everything is in it, and nothing outside. */
  readonly folder: string;
  readonly requests: number;
  readonly seed: number;
  readonly log: Log;
  /** What the caller ends, whenever it ends. */
  readonly running: { supervisor?: Supervisor; end?: () => Promise<void> };
  readonly signal: AbortSignal;
}

/** Far above what one fuzzer sends: the limit itself has its own test. */
const UNLIMITED = '1000000';
const QUIET_WITHIN_MS = 120_000;

/** True if nothing was found: neither by schemathesis, nor in the register, nor in any log. */
export async function fuzz({ folder, requests, seed, log, running, signal }: FuzzOptions): Promise<boolean> {
  const python = await fuzzingPython(log);
  log('Starting a system for the fuzzer alone …');
  const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), log, throwAway: true });
  running.end = () => postgres.stop();
  const adminUrl = postgres.url('postgres', 'postgres');
  const system = await startSystem({
    env: {
      ...inherited(),
      ...(await settings(folder)),
      DATABASE_URL: adminUrl,
      REQUESTS_PER_MINUTE: UNLIMITED,
    },
    log,
    onSupervisor: (made) => void (running.supervisor = made),
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
    worldUrl: world.url,
    folder: path.join(folder, 'fuzz'),
    signal,
  };
  for (let round = 0, sent = -1; report.total < requests; round += 1) {
    if (report.total === sent) throw new Error('the fuzzer sends nothing: see its logs');
    sent = report.total;
    for (const [nth, attacker] of roles.entries()) {
      world.attackedBy(attacker);
      const examples = examplesFor(requests, roles);
      report.add(attacker, await attack({ ...one, attacker, seed: seed + round * 1_000 + nth, examples }));
    }
  }
  await untilQuiet(register);
  report.changes((await watch.changes()).map((change) => ({ ...change, why: explained(change) })));
  report.logs(faultsIn(folder));
  return report.close(requests);
}

/** Operations of the API's document; the systematic phase sends about as many requests again. */
const OPERATIONS = 55;
function examplesFor(requests: number, roles: readonly Attacker[]): number {
  return Math.max(2, Math.ceil(requests / (roles.length * OPERATIONS * 2)));
}

async function settings(folder: string): Promise<NodeJS.ProcessEnv> {
  return { SEKISHO_DATA: folder, PORT_BASE: String(await freePortBase(30)), TEST_CLOCK: 'on', SEED: 'full' };
}

/** What programs need to run at all. Settings stay outside: the fuzzer must not write to anybody's own servers. */
function inherited(): NodeJS.ProcessEnv {
  const kept = [
    'PATH',
    'HOME',
    'USER',
    'LANG',
    'LC_ALL',
    'TMPDIR',
    'XDG_CACHE_HOME',
    'SEKISHO_CACHE',
    'NODE_EXTRA_CA_CERTS',
  ];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}

/** Everything written has been seen: what comes after is the fuzzer's, and what it set off is over. */
async function untilQuiet(register: Db): Promise<void> {
  const until = Date.now() + QUIET_WITHIN_MS;
  while (!(await register.transaction().execute(async (tx) => isQuiet(tx, await readNow(tx))))) {
    if (Date.now() > until) throw new Error('the system did not come to rest');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
