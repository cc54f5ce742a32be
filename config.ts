import path from 'node:path';
import { z } from 'zod';
import { readCrashAt } from './crash-points.js';

/** The only reader of the environment. Every process takes a `Config`; what cannot be right is refused at the start. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // `NAME=` in an .env file means "not set".
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Variables.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(sentenceOf).join('\n'));
  return freeze(configOf(parsed.data));
}

/** Folders of policy packs beside our own (policies.ts), which are read before anything else is. */
export function policyFolders(env: NodeJS.ProcessEnv = process.env): string[] {
  return (env.SEKISHO_POLICIES ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.resolve(folder));
}

/** One sentence a variable, naming it. Never its value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** For a setting that this process cannot do without. */
export function need<T>(value: T | undefined, variable: string): T {
  if (value === undefined) throw new ConfigError(`${variable} is not set, and this process needs it.`);
  return value;
}

export type Config = DeepReadonly<ReturnType<typeof configOf>>;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

const text = z.string().min(1, 'must not be empty');
const port = z.coerce
  .number('must be a port number')
  .int('must be a port number')
  .min(1024, 'must be 1024 or more')
  .max(65_535, 'must be 65535 or less');
const address = z.url({
  protocol: /^https?$/,
  error: 'must be an address that starts with http:// or https://',
});
const httpUrl = address.transform((url) => url.replace(/\/+$/, ''));
const databaseUrl = text.regex(/^postgres(ql)?:\/\//, 'must be an address that starts with postgres://');
const days = z.coerce
  .number('must be a number of days')
  .int('must be a whole number of days')
  .min(1, 'must be 1 or more')
  .max(3_650, 'must be 3650 or less');
const onOff = z.enum(['on', 'off'], 'must be on or off').transform((value) => value === 'on');

const Variables = z.object({
  SEKISHO_MODE: z.enum(['sandbox', 'production'], 'must be sandbox or production').default('sandbox'),
  PORT_BASE: port.max(65_400, 'must be 65400 or less').default(7200),
  SEKISHO_DATA: text.default('.sekisho'),
  SEKISHO_POLICIES: text.optional(),
  PORT: port.optional(),
  BIND_ADDRESS: text.default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  REQUESTS_PER_MINUTE: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .default(12_000),
  DATABASE_URL: databaseUrl.optional(),
  GATEWAY_DATABASE_URL: databaseUrl.optional(),
  MIGRATION_DATABASE_URL: databaseUrl.optional(),
  TEMPORAL_ADDRESS: text.regex(/^[^/\s]+:\d+$/, 'must be host:port, without a scheme').optional(),
  TEMPORAL_NAMESPACE: text.default('sekisho'),
  TEMPORAL_TLS: onOff.default(false),
  TEMPORAL_TLS_CA: text.optional(),
  TEMPORAL_TLS_CERT: text.optional(),
  TEMPORAL_TLS_KEY: text.optional(),
  TEMPORAL_TLS_SERVER_NAME: text.optional(),
  TEMPORAL_UI_URL: httpUrl.optional(),
  TASK_QUEUE: text.default('sekisho'),
  WORKFLOW_ID_PREFIX: z.string().default(''),
  WORKER_BUILD_ID: text.optional(),
  HELD_PATCHES: text
    .regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/, 'must be names of patches with commas between them')
    .transform((names) => names.split(','))
    .optional(),
  MAX_CACHED_WORKFLOWS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .default(500),
  // Compared letter by letter with what its tokens say: a final slash belongs to it.
  OIDC_ISSUER: address.optional(),
  OIDC_AUDIENCE: text.default('sekisho-api'),
  OIDC_CLIENT_ID: text.default('sekisho-console'),
  OIDC_CLIENT_SECRET_FILE: text.optional(),
  VAULT_KEYS_FILE: text.optional(),
  PKCS11_MODULE: text.optional(),
  PKCS11_TOKEN: text.optional(),
  PKCS11_PIN_FILE: text.optional(),
  CODEC_KEYS_FILE: text.optional(),
  INDEX_KEYS_FILE: text.optional(),
  SIGNING_KEYS_FILE: text.optional(),
  GRANT_KEYS_FILE: text.optional(),
  KEYS_URL: httpUrl.optional(),
  KEYS_CREDENTIAL_FILE: text.optional(),
  KEYS_CALLERS_FILE: text.optional(),
  KEYS_DATABASE_URL: databaseUrl.optional(),
  KEY_EPOCH_DAYS: days.optional(),
  BACKUP_DAYS: days.optional(),
  TEST_CLOCK: onOff.optional(),
  SEED: z.enum(['full', 'reference'], 'must be full or reference').default('full'),
  PROVIDERS_FILE: text.optional(),
  PROVIDERS_POLL_MS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(100, 'must be 100 or more')
    .default(3_000),
  SANDBOX_PROVIDERS_URL: httpUrl.optional(),
  GATEWAY_URL: httpUrl.optional(),
  METRICS_PORT: port.optional(),
  CRASH_AT: text
    .refine((value) => readCrashAt(value) !== undefined, 'must be a crash point and a number, point:n')
    .transform(readCrashAt)
    .optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a log level such as info')
    .default('info'),
});

function configOf(read: z.infer<typeof Variables>) {
  const sandbox = read.SEKISHO_MODE === 'sandbox';
  const dataDir = path.resolve(read.SEKISHO_DATA);
  const ports = portsFrom(read.PORT_BASE, read.PORT);
  const local = (number: number) => `http://127.0.0.1:${number}`;
  const publicUrl = read.PUBLIC_URL ?? local(ports.api);
  const inData = (...names: string[]) => path.join(dataDir, ...names);
  return {
    mode: read.SEKISHO_MODE,
    portBase: read.PORT_BASE,
    ports,
    dataDir,
    bindAddress: read.BIND_ADDRESS,
    /** The API's own address as browsers and providers know it. */
    publicUrl,
    /** From one address: far above what a busy office does, far below what hurts. */
    requestsPerMinute: read.REQUESTS_PER_MINUTE,
    logLevel: read.LOG_LEVEL,
    /** Where a worker answers /health and /metrics. */
    metricsPort: read.METRICS_PORT,
    database: {
      /** As this process's own role. */
      url: read.DATABASE_URL,
      gatewayUrl: read.GATEWAY_DATABASE_URL,
      migrationUrl: read.MIGRATION_DATABASE_URL,
    },
    temporal: {
      address: read.TEMPORAL_ADDRESS ?? `127.0.0.1:${ports.temporal}`,
      namespace: read.TEMPORAL_NAMESPACE,
      tls: read.TEMPORAL_TLS
        ? {
            ca: read.TEMPORAL_TLS_CA,
            cert: read.TEMPORAL_TLS_CERT,
            key: read.TEMPORAL_TLS_KEY,
            serverName: read.TEMPORAL_TLS_SERVER_NAME,
          }
        : undefined,
      taskQueue: read.TASK_QUEUE,
      workflowIdPrefix: read.WORKFLOW_ID_PREFIX,
      buildId: read.WORKER_BUILD_ID,
      maxCachedWorkflows: read.MAX_CACHED_WORKFLOWS,
      heldPatches: read.HELD_PATCHES ?? [],
      uiUrl: read.TEMPORAL_UI_URL ?? local(ports.temporalUi),
    },
    oidc: {
      issuer: read.OIDC_ISSUER ?? local(ports.identity),
      audience: read.OIDC_AUDIENCE,
      clientId: read.OIDC_CLIENT_ID,
      clientSecretFile: read.OIDC_CLIENT_SECRET_FILE ?? inData('identity', 'console.secret'),
    },
    keys: {
      vaultFile: read.VAULT_KEYS_FILE ?? inData('keys', 'vault.json'),
      codecFile: read.CODEC_KEYS_FILE ?? inData('keys', 'engine.json'),
      /** Finds the same person again without reading anyone. Its key never rotates. */
      indexFile: read.INDEX_KEYS_FILE ?? inData('keys', 'index.json'),
      /** Signs decisions. */
      signingFile: read.SIGNING_KEYS_FILE ?? inData('keys', 'signing.json'),
      /** Signs what allows each question to a source. */
      grantsFile: read.GRANT_KEYS_FILE ?? inData('keys', 'grants.json'),
      /** Of a sandbox: its people's authenticators in software follow from it. */
      authenticatorFile: inData('authenticator.json'),
    },
    keyService: {
      /** Where the vault's keys are asked for. */
      url: read.KEYS_URL ?? local(ports.keys),
      /** This process's own credential there. */
      credentialFile: read.KEYS_CREDENTIAL_FILE ?? inData('keys', 'operator.credential'),
      /** The service's alone: whose credentials it takes, by their hashes. */
      callersFile: read.KEYS_CALLERS_FILE ?? inData('keys', 'callers.json'),
      databaseUrl: read.KEYS_DATABASE_URL,
      token: {
        module: read.PKCS11_MODULE,
        label: read.PKCS11_TOKEN,
        pinFile: read.PKCS11_PIN_FILE,
      },
      /** After how many days a new key-encryption key, and how many days backups are kept. Unset: no such act by itself. */
      rules: { epochDays: read.KEY_EPOCH_DAYS, backupDays: read.BACKUP_DAYS },
    },
    providers: {
      file: read.PROVIDERS_FILE ?? inData('providers.json'),
      sandboxUrl: read.SANDBOX_PROVIDERS_URL ?? (sandbox ? local(ports.providers) : undefined),
      gatewayUrl: read.GATEWAY_URL ?? publicUrl,
      pollMs: read.PROVIDERS_POLL_MS,
    },
    testClock: read.TEST_CLOCK ?? sandbox,
    /** For tests: where this process is to die (crash-points.ts). */
    crashAt: read.CRASH_AT,
    /** What a sandbox's empty register is filled with: the fictional cases too, or only who and what they need. */
    seed: read.SEED,
    /** What the launcher brings along because no setting names another one. Production refuses these. */
    embedded: {
      postgres: read.DATABASE_URL === undefined,
      temporal: read.TEMPORAL_ADDRESS === undefined,
      identity: read.OIDC_ISSUER === undefined,
      providers: sandbox && read.SANDBOX_PROVIDERS_URL === undefined,
      keys: read.KEYS_URL === undefined,
      vaultFile: read.VAULT_KEYS_FILE === undefined,
    },
  };
}

/** Fixed distances from PORT_BASE, so that one number tells two checkouts apart. +10 to +29 are the engine's own. */
function portsFrom(base: number, api: number | undefined) {
  return {
    api: api ?? base,
    identity: base + 1,
    providers: base + 2,
    temporalUi: base + 3,
    temporal: base + 4,
    workflowWorker: base + 5,
    activityWorker: base + 6,
    keys: base + 7,
  };
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')} ${issue.message}.`;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
