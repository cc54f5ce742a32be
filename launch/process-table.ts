import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.js';
import type { DatabaseUrls } from '../store/bootstrap.js';

/** One row for each process of ours. */
export type ProcessRow = {
  name: 'identity' | 'workflow-worker' | 'activity-worker' | 'keys' | 'api' | 'sandbox-providers' | 'seed';
  entry: string;
  /** 1 needs nothing and starts beside the databases, 2 needs them, 3 what the seed has written: who may sign in. */
  wave: 1 | 2 | 3;
  port?: (config: Config) => number;
  ready?: (config: Config) => string;
  /** Which database role it gets; none means no database at all. */
  database?: keyof DatabaseUrls;
  wanted: (config: Config) => boolean;
  /** Runs to its end at every start. */
  once?: true;
};

const health = (port: number) => `http://127.0.0.1:${port}/health/ready`;
const always = () => true;

export const PROCESSES: readonly ProcessRow[] = [
  {
    name: 'identity',
    entry: 'sandbox/identity/server.ts',
    wave: 1,
    port: (config) => config.ports.identity,
    ready: (config) => `http://127.0.0.1:${config.ports.identity}/.well-known/openid-configuration`,
    wanted: (config) => config.embedded.identity,
  },
  {
    name: 'workflow-worker',
    entry: 'workers/workflow-worker.ts',
    wave: 2,
    port: (config) => config.ports.workflowWorker,
    ready: (config) => health(config.ports.workflowWorker),
    wanted: always,
  },
  {
    name: 'activity-worker',
    entry: 'workers/activity-worker.ts',
    wave: 2,
    port: (config) => config.ports.activityWorker,
    ready: (config) => health(config.ports.activityWorker),
    database: 'worker',
    wanted: always,
  },
  {
    name: 'keys',
    entry: 'keys/server.ts',
    wave: 2,
    port: (config) => config.ports.keys,
    ready: (config) => health(config.ports.keys),
    database: 'keys',
    wanted: always,
  },
  {
    name: 'api',
    entry: 'api/server.ts',
    wave: 3,
    port: (config) => config.ports.api,
    ready: (config) => health(config.ports.api),
    database: 'api',
    wanted: always,
  },
  {
    name: 'sandbox-providers',
    entry: 'sandbox/providers/server.ts',
    wave: 3,
    port: (config) => config.ports.providers,
    ready: (config) => health(config.ports.providers),
    wanted: (config) => config.embedded.providers,
  },
  {
    name: 'seed',
    entry: 'sandbox/seed/main.ts',
    wave: 2,
    database: 'owner',
    wanted: (config) => config.mode === 'sandbox',
    once: true,
  },
];

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export function wantedProcesses(config: Config, missing: (row: ProcessRow) => void): ProcessRow[] {
  return PROCESSES.filter((row) => {
    if (!row.wanted(config)) return false;
    if (existsSync(path.join(ROOT, row.entry))) return true;
    missing(row);
    return false;
  });
}

/** The launcher's alone: where it knows the roles, every process gets the address of its own, and no other. */
const DATABASE_SETTINGS = ['DATABASE_URL', 'GATEWAY_DATABASE_URL', 'KEYS_DATABASE_URL'];
const NOT_INHERITED = ['MIGRATION_DATABASE_URL', 'PORT', 'METRICS_PORT', 'NODE_OPTIONS'];

const CALLS_KEYS: readonly string[] = ['api', 'activity-worker'];

/** Where none is named, the sandbox's own for that process. */
function credentialOf(row: ProcessRow, { dataDir, embedded, keyService }: Config): string {
  return embedded.keys ? path.join(dataDir, 'keys', `${row.name}.credential`) : keyService.credentialFile;
}

/** The environment of one process: the caller's, with what the launcher has found or started filled in. */
export function environmentFor(
  row: ProcessRow,
  config: Config,
  database: DatabaseUrls | undefined,
  inherited: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const left = database || !row.database ? [...NOT_INHERITED, ...DATABASE_SETTINGS] : NOT_INHERITED;
  const kept = Object.entries(inherited).filter(([name]) => !left.includes(name) && !name.startsWith('npm_'));
  const port = row.port?.(config);
  return {
    ...Object.fromEntries(kept),
    SEKISHO_MODE: config.mode,
    SEKISHO_DATA: config.dataDir,
    PORT_BASE: String(config.portBase),
    PUBLIC_URL: config.publicUrl,
    TEMPORAL_ADDRESS: config.temporal.address,
    TEMPORAL_UI_URL: config.temporal.uiUrl,
    OIDC_ISSUER: config.oidc.issuer,
    OIDC_CLIENT_SECRET_FILE: config.oidc.clientSecretFile,
    PROVIDERS_FILE: config.providers.file,
    ...(config.providers.sandboxUrl ? { SANDBOX_PROVIDERS_URL: config.providers.sandboxUrl } : {}),
    ...(row.name === 'api' ? { PORT: String(config.ports.api) } : {}),
    ...(row.name === 'seed' ? { SEED: config.seed } : {}),
    ...(row.name.endsWith('-worker') ? { METRICS_PORT: String(port) } : {}),
    ...(row.database && database
      ? { [row.name === 'keys' ? 'KEYS_DATABASE_URL' : 'DATABASE_URL']: database[row.database] }
      : {}),
    ...(CALLS_KEYS.includes(row.name)
      ? { KEYS_URL: config.keyService.url, KEYS_CREDENTIAL_FILE: credentialOf(row, config) }
      : {}),
    // The gateway lives in the API's process for now, with its own, narrower role.
    ...(row.name === 'api' && database ? { GATEWAY_DATABASE_URL: database.gateway } : {}),
  };
}
