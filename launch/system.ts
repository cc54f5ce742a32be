import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Config, loadConfig } from '../config.js';
import { ensureSecretFile } from '../sandbox/identity/secret-file.js';
import { ensureProviderSecrets } from '../sandbox/providers/secrets.js';
import { type DatabaseUrls, prepareDatabase } from '../store/bootstrap.js';
import { migrate } from '../store/migrate.js';
import { compile, compiledFolder, removeCompiled } from './compile.js';
import { tailOf } from './guarded.js';
import { tryLock } from './lock.js';
import { type Running, startNodeChild } from './node-child.js';
import { requireFree } from './ports.js';
import { startPostgres } from './postgres.js';
import { environmentFor, type ProcessRow, wantedProcesses } from './process-table.js';
import { refuseUnsafeProduction } from './production.js';
import { databaseRoleProbe } from './production-probes.js';
import { type Log, Sentence } from './sentence.js';
import { Supervisor } from './supervisor.js';
import { isServing, startTemporal } from './temporal.js';
import { temporalPorts } from './temporal-files.js';

export type System = {
  config: Config;
  /** The addresses of the database's roles, where the launcher made them. */
  database?: DatabaseUrls | undefined;
  /** Rejects with one sentence when something cannot be kept running. */
  failed: Promise<never>;
  stop(): Promise<void>;
  killAll(): void;
};

export type SystemOptions = {
  env: NodeJS.ProcessEnv;
  log: Log;
  /** Called at once, so that an interrupt during a long start can end what is already up. */
  onSupervisor?: (supervisor: Supervisor) => void;
};

/** Everything of `npm start`, as children of this process: what settings name is used, what they do not is started. */
export async function startSystem({ env, log, onSupervisor }: SystemOptions): Promise<System> {
  const config = loadConfig(env);
  const supervisor = new Supervisor(log);
  onSupervisor?.(supervisor);
  await refuseUnsafeProduction(config);
  const lock = lockState(config);
  const compiledIn = compiledFolder(config.portBase);
  let compiling = false;
  const stop = async () => {
    await supervisor.stop().finally(() => lock.release());
    // Refused for its ports, we have compiled nothing: what is there is another launcher's.
    if (compiling) await removeCompiled(compiledIn);
  };
  try {
    const rows = wantedProcesses(config, ({ name, entry }) =>
      log(`${name}: ${entry} is not there yet, left out`),
    );
    await requireFree(
      rows.flatMap((row) => (row.port ? [{ port: row.port(config), what: row.name }] : [])),
      config.portBase,
    );
    if (config.embedded.identity) await ensureSecretFile(config.oidc.clientSecretFile);
    if (config.embedded.providers && config.providers.sandboxUrl) {
      await ensureProviderSecrets(config.providers.file, config.providers.sandboxUrl);
    }
    compiling = true;
    const compiled = compile(
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
    return { config, database: urls, failed: supervisor.failed, stop, killAll: () => supervisor.killAll() };
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
  await supervisor.start({
    name: 'postgres',
    stopOrder: 90,
    start: async () => {
      const server = await startPostgres({ dataDir, log });
      adminUrl = server.url('postgres', 'postgres');
      return server;
    },
  });
  log('PostgreSQL is up');
  return prepareDatabase({ adminUrl });
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
    start: () =>
      startTemporal({
        dataDir: path.join(config.dataDir, 'temporal'),
        ports: temporalPorts(config.portBase),
        portBase: config.portBase,
        namespace,
        ui: { codecEndpoint: `${config.publicUrl}/codec`, publicUrl: uiUrl },
        timeSkipping: false,
        log,
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
    const start = () => startProcess(row, context);
    if (row.once) await runOnce(row, await start(), context.config);
    else await supervisor.start({ name: row.name, stopOrder: STOP_ORDER[row.name] ?? 50, start });
    log(`${row.name} is ${row.once ? 'done' : 'up'}`);
  });
  await Promise.all(starts);
}

/** Who brings work in ends first; who could still finish some, after that; identity is asked until the end. */
const STOP_ORDER: Partial<Record<ProcessRow['name'], number>> = {
  'sandbox-providers': 10,
  api: 20,
  'workflow-worker': 30,
  'activity-worker': 30,
  identity: 40,
};

function startProcess(row: ProcessRow, { config, urls, env, compiledIn }: Context): Promise<Running> {
  return startNodeChild({
    name: row.name,
    entry: row.entry,
    compiledIn,
    env: environmentFor(row, config, urls, env),
    logFile: path.join(config.dataDir, 'logs', `${row.name}.log`),
    readyUrl: row.ready?.(config),
  });
}

async function runOnce(row: ProcessRow, running: Running, { dataDir }: Config): Promise<void> {
  const code = await running.exited;
  if (code === 0) return;
  const logFile = path.join(dataDir, 'logs', `${row.name}.log`);
  throw new Sentence(
    `The step ${row.name} failed (exit code ${code}); the end of ${logFile} says why:\n${tailOf(logFile, 6)}`,
  );
}
