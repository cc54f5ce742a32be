import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Config, loadConfig } from '../config.js';
import { ensureCallers } from '../keys/callers.js';
import { ensureSecretFile } from '../sandbox/identity/secret-file.js';
import { ensureProviderSecrets } from '../sandbox/providers/secrets.js';
import { type DatabaseUrls, prepareDatabase } from '../store/bootstrap.js';
import { migrate } from '../store/migrate.js';
import { compile, compiledFolder, removeCompiled } from './compile.js';
import { tailOf } from './guarded.js';
import { tryLock } from './lock.js';
import type { Children, Running } from './children.js';
import { startNodeChild } from './node-child.js';
import { requireFree } from './ports.js';
import { startPostgres } from './postgres.js';
import { environmentFor, type ProcessRow, wantedProcesses } from './process-table.js';
import { refuseUnsafeProduction } from './production.js';
import { databaseRoleProbe } from './production-probes.js';
import { type Log, Sentence } from './sentence.js';
import { Supervisor } from './supervisor.js';
import { isServing, startTemporal } from './temporal.js';
import { temporalPorts } from './temporal-files.js';

export type System = Ending & {
  config: Config;
  /** The addresses of the database's roles, where the launcher made them. */
  database?: DatabaseUrls | undefined;
  /** Rejects with one sentence when something cannot be kept running. */
  failed: Promise<never>;
};

export type Ending = {
  /** Resolves when no process is left. Several calls share one ending. */
  stop(): Promise<void>;
  killAll(): void;
};

export type SystemOptions = {
  env: NodeJS.ProcessEnv;
  log: Log;
  /** Called before anything is started, so that an interrupt during a long start ends all of it. */
  onStart?: (ending: Ending) => void;
};

/** Everything of `npm start`, as children of this process: what settings name is used, what they do not is started. */
export async function startSystem({ env, log, onStart }: SystemOptions): Promise<System> {
  const config = loadConfig(env);
  const supervisor = new Supervisor(log);
  await refuseUnsafeProduction(config);
  const lock = lockState(config);
  const compiledIn = compiledFolder(config.portBase);
  let compiled: Promise<void> | undefined;
  let ending: Promise<void> | undefined;
  const stopAll = async () => {
    await supervisor.stop();
    // Refused for its ports, we have compiled nothing: what is there is another launcher's.
    if (!compiled) return;
    await Promise.allSettled([compiled]);
    await removeCompiled(compiledIn);
  };
  const stop = () => (ending ??= stopAll().finally(() => lock.release()));
  const killAll = () => supervisor.killAll();
  onStart?.({ stop, killAll });
  try {
    const rows = wantedProcesses(config, ({ name, entry }) =>
      log(`${name}: ${entry} is not there yet, left out`),
    );
    await requireFree(
      rows.flatMap((row) => (row.port ? [{ port: row.port(config), what: row.name }] : [])),
      config.portBase,
    );
    if (config.embedded.keys) ensureCallers(path.join(config.dataDir, 'keys'), config.keyService.callersFile);
    if (config.embedded.identity) await ensureSecretFile(config.oidc.clientSecretFile);
    if (config.embedded.providers && config.providers.sandboxUrl) {
      await ensureProviderSecrets(config.providers.file, config.providers.sandboxUrl);
    }
    if (ending) throw new Sentence('Told to end before anything was started.');
    compiled = compile(
      rows.map(({ entry }) => entry),
      compiledIn,
    );
    const context = { config, env, supervisor, log, compiledIn };
    const [urls] = await Promise.all([
      provideDatabase(config, supervisor, log),
      provideTemporal(config, supervisor, log),
      compiled.then(() =>
        startAll(
          rows.filter(({ wave }) => wave === 1),
          { ...context, urls: undefined },
        ),
      ),
    ]);
    await startOnDatabases(rows, { ...context, urls });
    return { config, database: urls, failed: supervisor.failed, stop, killAll };
  } catch (error) {
    await stop();
    throw error;
  }
}

function lockState(config: Config): { release(): void } {
  try {
    mkdirSync(path.join(config.dataDir, 'logs'), { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Sentence(
      `The state folder ${config.dataDir} cannot be used (${code}): set SEKISHO_DATA to one of your own.`,
    );
  }
  const lock = tryLock(path.join(config.dataDir, 'launcher.lock'));
  if ('release' in lock) return lock;
  throw new Sentence(
    `Another launcher (process ${lock.heldBy}) already runs on the state folder ${config.dataDir}: ` +
      'end it first, or set SEKISHO_DATA and PORT_BASE for a second one.',
  );
}

/** Our own migration ends before its database does: a second or two, and there is nothing in it to be told to end. */
const PREPARED_WITHIN_MS = 3_000;

/** The addresses of the roles; none in production, where every process is given its own. */
async function provideDatabase(
  config: Config,
  supervisor: Supervisor,
  log: Log,
): Promise<DatabaseUrls | undefined> {
  const given = config.database.url;
  if (given) {
    await requireDatabase(given, config);
    if (config.mode === 'production') {
      if (config.database.migrationUrl) await migrate(config.database.migrationUrl);
      return undefined;
    }
    return prepareDatabase({ adminUrl: given });
  }
  const dataDir = path.join(config.dataDir, 'postgres');
  let adminUrl = '';
  let prepared: Promise<unknown> = Promise.resolve();
  await supervisor.start({
    name: 'postgres',
    stopOrder: 90,
    start: async (children) => {
      const server = await startPostgres({ dataDir, log, children });
      adminUrl = server.url('postgres', 'postgres');
      const stop = async () => {
        const patience = sleep(PREPARED_WITHIN_MS, undefined, { ref: false });
        await Promise.race([Promise.allSettled([prepared]), patience]);
        await server.stop();
      };
      return { ...server, stop };
    },
  });
  log('PostgreSQL is up');
  const preparing = prepareDatabase({ adminUrl });
  prepared = preparing;
  return preparing;
}

async function requireDatabase(url: string, config: Config): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
  try {
    await pool.query('select 1').catch((error: Error) => {
      throw new Sentence(
        `DATABASE_URL names a PostgreSQL that does not answer (${error.message}): start it, or correct the address.`,
      );
    });
    await refuseUnsafeProduction(config, { databaseRole: databaseRoleProbe(pool) });
  } finally {
    await pool.end();
  }
}

async function provideTemporal(config: Config, supervisor: Supervisor, log: Log): Promise<void> {
  const { address, namespace, uiUrl, tls } = config.temporal;
  if (!config.embedded.temporal) {
    // With TLS the processes hold the certificates and say for themselves what fails.
    if (tls || (await isServing(address, 10_000))) return;
    // Creating a cluster beside it holds up this process: on a busy machine longer than the patience just lost.
    if (await isServing(address, 10_000)) return;
    throw new Sentence(
      `TEMPORAL_ADDRESS names ${address}, where no Temporal server answers: start it, or leave it unset.`,
    );
  }
  await supervisor.start({
    name: 'temporal',
    stopOrder: 80,
    start: (children) =>
      startTemporal({
        dataDir: path.join(config.dataDir, 'temporal'),
        ports: temporalPorts(config.portBase),
        portBase: config.portBase,
        namespace,
        ui: { codecEndpoint: `${config.publicUrl}/codec`, publicUrl: uiUrl },
        timeSkipping: false,
        log,
        children,
      }),
  });
  log('Temporal is up');
}

type Context = {
  config: Config;
  urls: DatabaseUrls | undefined;
  env: NodeJS.ProcessEnv;
  supervisor: Supervisor;
  log: Log;
  compiledIn: string;
};

/** What needs the databases; beside it, as soon as the seed has written who may sign in, what needs that. */
async function startOnDatabases(rows: readonly ProcessRow[], context: Context): Promise<void> {
  const second = rows.filter(({ wave }) => wave === 2);
  const seeded = startAll(
    second.filter(({ once }) => once),
    context,
  ).then(() =>
    startAll(
      rows.filter(({ wave }) => wave === 3),
      context,
    ),
  );
  await Promise.all([
    seeded,
    startAll(
      second.filter(({ once }) => !once),
      context,
    ),
  ]);
}

async function startAll(rows: readonly ProcessRow[], context: Context): Promise<void> {
  const { supervisor, log } = context;
  const starts = rows.map(async (row) => {
    const start = (children: Children) => startProcess(row, context, children);
    if (row.once) refuseFailed(row, await supervisor.runOnce(row.name, start), context.config);
    else await supervisor.start({ name: row.name, stopOrder: STOP_ORDER[row.name] ?? 50, start });
    log(`${row.name} is ${row.once ? 'done' : 'up'}`);
  });
  await Promise.all(starts);
}

/** Who brings work in ends first; who could still finish some, after that; identity is asked until the end. */
const STOP_ORDER: Partial<Record<ProcessRow['name'], number>> = {
  'sandbox-providers': 10,
  api: 20,
  keys: 60,
  'workflow-worker': 30,
  'activity-worker': 30,
  identity: 40,
};

function startProcess(
  row: ProcessRow,
  { config, urls, env, compiledIn }: Context,
  children: Children,
): Promise<Running> {
  return startNodeChild({
    name: row.name,
    entry: row.entry,
    compiledIn,
    env: environmentFor(row, config, urls, env),
    logFile: path.join(config.dataDir, 'logs', `${row.name}.log`),
    readyUrl: row.ready?.(config),
    children,
  });
}

function refuseFailed(row: ProcessRow, code: number, { dataDir }: Config): void {
  if (code === 0) return;
  const logFile = path.join(dataDir, 'logs', `${row.name}.log`);
  throw new Sentence(
    `The step ${row.name} failed (exit code ${code}); the end of ${logFile} says why:\n${tailOf(logFile, 6)}`,
  );
}
