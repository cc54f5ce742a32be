import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from './cache-folder.js';
import { type Compose, composeWith, type Service } from './compose-file.js';
import { addressesHere, type Machine, portOn } from './compose-machine.js';
import { programFolder } from './compose-programs.js';
import { ComposeRun, type Copy, prepareSecrets } from './compose-run.js';
import { freePortBase } from './ports.js';
import { type Log, Sentence } from './sentence.js';
import { buildClusterTools } from './temporal-build.js';

export type PostgresEngineOptions = {
  /** An empty folder of the caller's, who also removes it. Everything is kept in it, logs included (`<name>/log`). */
  folder: string;
  log: Log;
  /** Default true: mutual TLS everywhere, as docker-compose.yml has it. False: none at all, to measure its price. */
  tls?: boolean;
  /** Default 2, so that one may be killed. */
  historyCopies?: number;
};

export type PostgresEngine = {
  /** Of the frontend, as TEMPORAL_ADDRESS takes it. It serves as soon as this is returned; no namespace is made yet. */
  address: string;
  /** Files, as EngineAddress in engine.ts takes them; undefined without TLS. */
  tls: { ca: string; cert: string; key: string; serverName: string } | undefined;
  /** An address with password. The databases are sekisho (roles sekisho_*, not migrated), temporal and postgres. */
  databaseUrl(role: string, database: string): string;
  /** Each `kill()` is a SIGKILL. */
  history: readonly Copy[];
  /** How many of the 512 shards a history process says it holds; 0 if it says nothing. */
  shardsOf(history: Copy): Promise<number>;
  /** Starts more of docker-compose.yml's services on the same machine. */
  services: ComposeRun;
  stop(): Promise<void>;
};

/** What the file asks of whoever fills it in; the engine's parts themselves need none of it. */
const NOBODY = { OIDC_ISSUER: 'https://id.invalid', PUBLIC_URL: 'https://sekisho.invalid' };
const METRICS_PORT = 9090;
const SHARDS = 512;
const WHOLE_WITHIN_MS = 90_000;

/**
 * The production engine on one machine: PostgreSQL with passwords, roles and schema, and the four parts of the Temporal
 * server as processes of their own, history in copies, 512 shards. Commands, environment and ports are those of
 * docker-compose.yml; what had to be replaced is in `services.machine.replaced`. Needs Go once, to build the server and
 * its SQL tool into the user's cache. Every process ends with the caller's, however that ends.
 */
export async function startPostgresEngine(options: PostgresEngineOptions): Promise<PostgresEngine> {
  const { folder, log, tls = true, historyCopies = 2 } = options;
  const tools = await buildClusterTools({ cache: cacheFolder(), env: process.env, log });
  const secrets = path.join(folder, 'secrets');
  prepareSecrets(secrets);
  const machine: Machine = {
    folder,
    bin: programFolder(path.join(folder, 'bin'), tools),
    portBase: await freePortBase(100),
    ports: new Map(),
    replaced: new Map(),
  };
  const compose = composeWith({ ...NOBODY, SEKISHO_SECRETS: secrets });
  const services = new ComposeRun(machine, tls ? compose : withoutTls(compose, folder), log);
  try {
    // The last of them depends on all the others.
    const [history] = await Promise.all([
      services.up('temporal-history', historyCopies),
      services.up('temporal-worker'),
    ]);
    await untilWhole(history);
    return {
      address: `127.0.0.1:${portOn(machine, 'temporal-frontend-1', 7233)}`,
      tls: tls ? clientFiles(secrets, compose) : undefined,
      databaseUrl: (role, database) => databaseUrl(machine, compose, secrets, role, database),
      history,
      shardsOf,
      services,
      stop: () => services.stop(),
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

/** The parts need some seconds to find each other and share the shards out; before that, requests wait or fail. */
async function untilWhole(history: readonly Copy[]): Promise<void> {
  const until = Date.now() + WHOLE_WITHIN_MS;
  for (let held = 0; held !== SHARDS; ) {
    if (Date.now() > until)
      throw new Sentence(`History holds ${held} of ${SHARDS} shards, and not all of them.`);
    await sleep(200);
    held = (await Promise.all(history.map(shardsOf))).reduce((sum, shards) => sum + shards, 0);
  }
}

async function shardsOf({ program }: Copy): Promise<number> {
  const url = `http://127.0.0.1:${program.portOf(METRICS_PORT)}/metrics`;
  const text = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.text(),
    () => '',
  );
  return Number(/^numshards_gauge\{[^}]*\} (\d+)$/m.exec(text)?.[1] ?? 0);
}

function clientFiles(secrets: string, compose: Compose) {
  const { TEMPORAL_TLS_SERVER_NAME: serverName = '' } = compose.services.api?.environment ?? {};
  return {
    ca: path.join(secrets, 'temporal_ca.pem'),
    cert: path.join(secrets, 'temporal_client.pem'),
    key: path.join(secrets, 'temporal_client.key'),
    serverName,
  };
}

function databaseUrl(
  machine: Machine,
  compose: Compose,
  secrets: string,
  role: string,
  database: string,
): string {
  const lines = readFileSync(path.join(secrets, 'pgpass_admin'), 'utf8').split('\n');
  const password = lines.map((line) => line.split(':')).find((fields) => fields[3] === role)?.[4];
  if (!password) throw new Error(`there is no database role ${role}`);
  return `postgres://${role}:${password}@${addressesHere(machine, compose, 'postgres:5432')}/${database}`;
}

/** The same parts, told nothing of certificates. */
function withoutTls(compose: Compose, folder: string): Compose {
  const file = path.join(folder, 'without-tls', 'dynamic.yaml');
  mkdirSync(path.dirname(file), { recursive: true });
  const dynamic = readFileSync(new URL('../docker/temporal/dynamic.yaml', import.meta.url), 'utf8');
  writeFileSync(file, `${dynamic.replace(/^system\.enableRingpopTLS:\n(?: {2}.*\n)+/m, '')}`);
  const bare = (service: Service): Service => ({
    ...service,
    environment: Object.fromEntries(
      Object.entries({ ...service.environment, DYNAMIC_CONFIG_FILE_PATH: file }).filter(
        ([name]) => !name.startsWith('TEMPORAL_TLS_'),
      ),
    ),
  });
  const services = Object.entries(compose.services).map(
    ([name, service]) => [name, isPart(service) ? bare(service) : service] as const,
  );
  return { ...compose, services: Object.fromEntries(services) };
}

const isPart = ({ environment }: Service) => environment?.TEMPORAL_SERVICES !== undefined;
