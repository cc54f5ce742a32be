import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureHandling } from '../bench/handling/measure.js';
import { type Config, loadConfig } from '../config.js';
import { ensureSecretFile } from '../sandbox/identity/secret-file.js';
import { type DatabaseUrls, prepareDatabase } from '../store/bootstrap.js';
import { compile, compiledFolder, removeCompiled } from './compile.js';
import { inherited } from './inherited.js';
import { startNodeChild } from './node-child.js';
import { freePortBase } from './ports.js';
import { startPostgres } from './postgres.js';
import { environmentFor, PROCESSES } from './process-table.js';
import { exitCodeOf, type Log, Sentence } from './sentence.js';

/**
 * `npm run bench:handling [-- --holders N --seconds N --rate N]`: PostgreSQL, identity provider and API of its own, a
 * register of so many holders, and questions by HTTP from another process. No engine: nothing of a check asks it. One line
 * of JSON on stdout, words on stderr, and nothing left afterwards.
 */
/** What docker-compose.yml gives a deployment's PostgreSQL for its cache; with its usual 128 MB it is one for developers. */
const AS_DEPLOYED = ['shared_buffers=1GB'];
const log: Log = (line) => process.stderr.write(`${line}\n`);
const stops: (() => Promise<unknown>)[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-bench-'));
let ending: Promise<void> | undefined;
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(signal, () => void end().then(() => process.exit(code)));

try {
  const report = await run();
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await end();
  process.exit(0);
} catch (error) {
  if (ending === undefined) {
    const code = exitCodeOf(error, log);
    await end();
    process.exit(code);
  }
}

async function run(): Promise<object> {
  const options = optionsOf(process.argv.slice(2));
  const portBase = await freePortBase(30);
  const env = {
    ...inherited(),
    SEKISHO_DATA: folder,
    PORT_BASE: String(portBase),
    LOG_LEVEL: 'warn',
    // Nobody is there: the API asks the engine for nothing that is measured here.
    TEMPORAL_ADDRESS: `127.0.0.1:${portBase + 29}`,
  };
  const config = loadConfig(env);
  mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
  await ensureSecretFile(config.oidc.clientSecretFile);
  const compiledIn = compiledFolder(portBase);
  stops.push(() => removeCompiled(compiledIn));
  await compile(['api/server.ts', 'sandbox/identity/server.ts'], compiledIn);
  log('Starting a PostgreSQL for the bench alone …');
  const postgres = await startPostgres({
    dataDir: path.join(folder, 'postgres'),
    log,
    settings: AS_DEPLOYED,
  });
  stops.push(postgres.stop);
  const database = await prepareDatabase({ adminUrl: postgres.url('postgres', 'postgres') });
  await startOurs('identity', { config, env, database, compiledIn });
  await startOurs('api', { config, env, database, compiledIn });
  const { issuer, audience } = config.oidc;
  const at = { port: config.ports.api, issuer, audience, dataDir: config.dataDir };
  const adminUrl = postgres.url('postgres', 'postgres');
  return measureHandling({ at, ownerUrl: database.owner, adminUrl, log, ...options });
}

interface Ours {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly database: DatabaseUrls;
  readonly compiledIn: string;
}

async function startOurs(name: 'identity' | 'api', { config, env, database, compiledIn }: Ours) {
  const row = PROCESSES.find((one) => one.name === name);
  if (!row) throw new Error(`no process ${name}`);
  const child = await startNodeChild({
    name,
    entry: row.entry,
    compiledIn,
    env: environmentFor(row, config, database, env),
    logFile: path.join(folder, 'logs', `${name}.log`),
    readyUrl: row.ready?.(config),
  });
  stops.push(child.stop);
}

function optionsOf(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      holders: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '20' },
      rate: { type: 'string', default: '2000' },
    },
  });
  const number = (name: 'holders' | 'seconds' | 'rate') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 1)
      throw new Sentence(`--${name} is a whole number of 1 or more.`);
    return value;
  };
  return { holders: number('holders'), seconds: number('seconds'), rate: number('rate') };
}

function end(): Promise<void> {
  ending ??= stopAll();
  return ending;
}

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
