import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Children } from './children.js';
import { endMarked, type Guarded, recordedPid, startGuarded, tailOf } from './guarded.js';
import { type Account, accountFor, asAccount, run } from './postgres-account.js';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.js';
import { prepareSocketFolder } from './postgres-socket.js';
import { type Log, Sentence } from './sentence.js';

export type RunningPostgres = {
  url(user: string, database: string): string;
  /** Resolves with the exit code if the server ends, asked or not. */
  exited: Promise<number>;
  stop(): Promise<void>;
  kill(): void;
};

export type PostgresOptions = {
  /** Ours alone; holds the cluster, its log and, where the path is short enough, its socket. */
  dataDir: string;
  log: Log;
  /** For tests: no fsync. Survives the death of every process, not a power cut. */
  throwAway?: boolean;
  /** As a deployment has it: by TCP (on loopback), and nobody without a password. */
  network?: NetworkOptions;
  /** As `-c` takes them; they win over ours. */
  settings?: readonly string[];
  /** Learn of the server as soon as it is spawned. */
  children?: Children;
};

export type NetworkOptions = {
  port: number;
  /** The superuser's. */
  password: string;
  initdbArgs: readonly string[];
};

const READY_WITHIN_MS = 60_000;
const SUPERUSER = 'postgres';

/**
 * A real PostgreSQL, unless `network` says otherwise on a Unix socket only: no port to collide, no other user of the
 * machine let in.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, log, network, children } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const files = {
    cluster: path.join(dataDir, 'cluster'),
    log: path.join(dataDir, 'postgres.log'),
    pid: path.join(dataDir, 'postgres.pid'),
  };
  const binaries = findPostgres(log);
  const account = accountFor(files.cluster);
  account.letThrough({ dataDir, program: binaries.postgres });
  account.own(dataDir);
  await endMarked(holderOf(files.cluster), files.cluster, 'SIGINT');
  if (!existsSync(path.join(files.cluster, 'PG_VERSION')))
    createCluster(binaries, files.cluster, account, log, network);
  refuseOtherVersion(binaries, files.cluster);

  const socketDir = prepareSocketFolder(dataDir, account);
  const url = (user: string, database: string) => addressOf(user, database, network ?? socketDir);
  const start = () => spawnServer(binaries, files, socketDir, account, options);
  // An orphan of an earlier run answers on the same socket: the lock's holder must be the server we started.
  const ready = async () =>
    (await answers(url(SUPERUSER, 'postgres'))) && holderOf(files.cluster) === recordedPid(files.pid);
  const server = await startUntilReady(start, ready, files.log, children);
  const stop = async () => {
    await server.stop();
    rmSync(socketDir, { recursive: true, force: true });
  };
  return { url, exited: server.exited, stop, kill: server.kill };
}

/** Only the superuser's password is known here; others bring theirs (PGPASSFILE). */
function addressOf(user: string, database: string, where: string | NetworkOptions): string {
  const [role, name] = [encodeURIComponent(user), encodeURIComponent(database)];
  if (typeof where === 'string') return `postgres://${role}@/${name}?host=${encodeURIComponent(where)}`;
  const secret = user === SUPERUSER ? `:${encodeURIComponent(where.password)}` : '';
  return `postgres://${role}${secret}@127.0.0.1:${where.port}/${name}`;
}

function createCluster(
  binaries: PostgresBinaries,
  cluster: string,
  account: Account,
  log: Log,
  network: NetworkOptions | undefined,
): void {
  log('PostgreSQL: creating a new cluster');
  // Made under another name and renamed, so that an interrupted initdb never looks like a cluster.
  const unfinished = `${cluster}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  account.own(unfinished);
  const args = ['--pgdata', unfinished, '--username', SUPERUSER];
  if (network) {
    const passwordFile = `${cluster}.password`;
    writeFileSync(passwordFile, network.password, { mode: 0o600 });
    account.own(passwordFile);
    args.push(`--pwfile=${passwordFile}`, ...network.initdbArgs);
    run(asAccount(account, binaries.initdb, args), account);
    rmSync(passwordFile);
  } else {
    // C collation, so that order is the same on every machine.
    const local = ['--auth', 'trust', '--locale=C', '--encoding=UTF8'];
    run(asAccount(account, binaries.initdb, [...args, ...local]), account);
  }
  account.rename(unfinished, cluster);
}

function refuseOtherVersion(binaries: PostgresBinaries, cluster: string): void {
  const version = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version === binaries.major) return;
  throw new Sentence(
    `The database in ${cluster} belongs to PostgreSQL ${version}, but the server found here is ${binaries.major}: ` +
      `move the folder away to start afresh, or set DATABASE_URL to a server of version ${version}.`,
  );
}

function spawnServer(
  binaries: PostgresBinaries,
  files: { cluster: string; log: string; pid: string },
  socketDir: string,
  account: Account,
  { throwAway, network, settings: own = [], children }: PostgresOptions,
): Guarded {
  const settings: Record<string, string> = {
    listen_addresses: network ? '127.0.0.1' : '',
    ...(network ? { port: String(network.port) } : {}),
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    ...(throwAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const given = [...Object.entries(settings).map((pair) => pair.join('=')), ...own];
  const flags = given.flatMap((setting) => ['-c', setting]);
  const [command, args] = asAccount(account, binaries.postgres, ['-D', files.cluster, ...flags]);
  return startGuarded({
    command,
    args,
    logFile: files.log,
    pidFile: files.pid,
    mark: files.cluster,
    signal: 'SIGINT',
    graceMs: 15_000,
    user: account.user,
    children,
    // Lets error messages and libpq's defaults depend on nothing of the caller's.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
  });
}

/**
 * Trusts an answer, never a pid file: after a kill -9 the dead postmaster may be an unreaped zombie that still holds
 * the lock file for a moment, and its backends the shared memory. Then the server gives up at once; we ask again.
 */
async function startUntilReady(
  start: () => Guarded,
  ready: () => Promise<boolean>,
  logFile: string,
  children: Children | undefined,
): Promise<Guarded> {
  const until = Date.now() + READY_WITHIN_MS;
  let server = start();
  while (Date.now() < until && !children?.ending) {
    if (server.running() && (await ready())) return server;
    if (!server.running()) {
      const lastLines = tailOf(logFile);
      if (!/lock file .* already exists|shared memory block .* still in use/.test(lastLines)) break;
      await sleep(250);
      server = start();
    }
    await sleep(25);
  }
  await server.stop();
  throw new Sentence(`PostgreSQL did not start; the end of ${logFile} says why:\n${tailOf(logFile)}`);
}

/** The pid in the server's own lock file; 0 if there is none. */
function holderOf(cluster: string): number {
  const lock = path.join(cluster, 'postmaster.pid');
  return existsSync(lock) ? Number(readFileSync(lock, 'utf8').split('\n', 1)[0]) : 0;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
