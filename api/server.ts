import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import pg from 'pg';
import type { Logger } from 'pino';
import { type Config, ConfigError, loadConfig, need } from '../config.js';
import { armCrashPoint } from '../crash-points.js';
import { connectClient, connectWithoutCredential } from '../engine.js';
import { refuseUnsafeProduction } from '../launch/production.js';
import {
  clockMovedProbe,
  databaseRoleProbe,
  sandboxUsersProbe,
  engineOpenProbe,
  timeSkippingProbe,
  uiWritesProbe,
} from '../launch/production-probes.js';
import { Sentence } from '../launch/sentence.js';
import { endGracefully } from '../launch/stdin-lifeline.js';
import { createDataConverter } from '../privacy/data-converter.js';
import { signerFromFile } from '../privacy/decision-signing.js';
import { grantSignerFromFile } from '../privacy/grant-signing.js';
import { engineKeysFromFile } from '../privacy/engine-keys.js';
import { currentKey, KeyFileError, readKeyFile } from '../privacy/key-file.js';
import { relyingPartyAt } from '../privacy/passkeys.js';
import { createLogger } from '../privacy/redact.js';
import { keyService, remoteKeys } from '../privacy/remote-keys.js';
import { answers, connect, type Db } from '../store/db.js';
import { pipelined } from '../store/pipelined.js';
import { sessionRows } from '../store/session-rows.js';
import { createVault } from '../store/vault.js';
import { createAuthenticator } from './authenticate.js';
import { operatorsCodec } from './codec.js';
import { changedPolicies } from './kept-policies.js';
import { keepSigning } from './missing-grants.js';
import { createMetrics } from './metrics.js';
import { consolePages } from './pages/router.js';
import { languageIn } from './pages/visit.js';
import { referenceRouter } from './reference.js';
import { authenticatorsOf } from './sandbox/authenticator.js';
import { consoleSessions } from './sessions.js';
import { startApi } from './start.js';

/**
 * Garbage may grow to three times what lives before all of it is collected: that stands still for forty milliseconds, and
 * came every ten seconds of a busy check (decision 0064). Of this process alone, and so not with the launcher's flags.
 */
const ROOM_FOR_GARBAGE = '--heap-growing-percent=300';

/** The API as a process: refuses what is unsafe, then serves until it is asked to end. */
async function main(): Promise<void> {
  setFlagsFromString(ROOM_FOR_GARBAGE);
  const config = loadConfig();
  const log = createLogger({ process: 'api', level: config.logLevel });
  const create = config.mode === 'sandbox';
  const databaseUrl = need(config.database.url, 'DATABASE_URL');
  const gatewayUrl = need(config.database.gatewayUrl, 'GATEWAY_DATABASE_URL');
  const engineKeys = engineKeysFromFile(config.keys.codecFile, { create });
  const client = connectClient(engineAddress(config), createDataConverter(engineKeys), 'api');
  const db = connect(databaseUrl, { max: 20 });
  const changed = await comparePolicies(config, db, log);
  await refuseUnsafe(config, databaseUrl, client, changed);
  armCrashPoint(config.crashAt);

  const checks = pipelined(databaseUrl, { max: 4 });
  const gatewayDb = connect(gatewayUrl);
  const vault = createVault(remoteKeys(keyService(config.keyService)));
  const indexKey = currentKey(readKeyFile(config.keys.indexFile, 'index', { create }));
  const authenticate = createAuthenticator({ issuer: config.oidc.issuer, audience: config.oidc.audience });
  const { issuer, clientId, clientSecretFile } = config.oidc;
  const { publicUrl, testClock, temporal, requestsPerMinute } = config;
  const sessions = consoleSessions({
    config: { publicUrl, issuer, clientId, clientSecret: readFileSync(clientSecretFile, 'utf8').trim() },
    store: sessionRows(db),
    languageOf: languageIn,
    now: () => new Date(),
  });
  const signer = signerFromFile(config.keys.signingFile, { create });
  const grants = grantSignerFromFile(config.keys.grantsFile, config.publicUrl, { create });
  const sandbox = config.mode === 'sandbox';
  const passkeys = { site: relyingPartyAt(publicUrl), software: sandbox };
  const parts = { db, checks, vault, indexKey, signer, grants, passkeys };
  const authenticators = sandbox
    ? authenticatorsOf({ db, site: passkeys.site, seed: seedIn(config.keys.authenticatorFile) })
    : undefined;
  const { taskQueue, workflowIdPrefix, namespace: temporalNamespace, uiUrl: temporalUiUrl } = temporal;
  const api = await startApi(
    {
      ...parts,
      gatewayDb,
      log,
      subOf: async (req) => (await authenticate(req)).sub,
      codec: operatorsCodec({
        db,
        keys: engineKeys,
        authenticate,
        sessionOf: sessions.sessionOf,
        uiUrl: temporalUiUrl,
      }),
      pages: consolePages({
        ...parts,
        sessions,
        publicUrl,
        temporalUiUrl,
        temporalNamespace,
        workflowIdPrefix,
        log,
        sandbox,
        ...(authenticators ? { authenticators } : {}),
      }),
      reference: referenceRouter({ publicUrl, testClock, authenticator: sandbox, issuer }),
      ...(authenticators ? { authenticators } : {}),
      // The engine is not asked: people act with it away.
      ready: () => answers(db),
      metrics: createMetrics(),
      requestsPerMinute,
      ...(testClock ? { testClock: { client, taskQueue, workflowIdPrefix } } : {}),
    },
    { port: config.ports.api, bindAddress: config.bindAddress },
  );
  const signing = keepSigning(db, grants, log);
  log.info({ url: api.url }, 'ready');
  endGracefully(async () => {
    await Promise.all([api.stop(), signing.stop()]);
    await Promise.all([db.destroy(), checks.end(), gatewayDb.destroy(), client.connection.close()]);
  });
}

function seedIn(file: string): Uint8Array {
  return currentKey(readKeyFile(file, 'authenticator', { create: true }));
}

function engineAddress({ temporal }: Config) {
  const { address, namespace, tls } = temporal;
  return { address, namespace, ...(tls ? { tls } : {}) };
}

/** A sandbox starts without its register, as everything of it does, and compares the next time. */
async function comparePolicies(config: Config, db: Db, log: Logger): Promise<readonly string[]> {
  try {
    const changed = await changedPolicies(db, new Date().toISOString());
    if (changed.length > 0) log.warn({ event: 'policies-changed', changed }, 'not what cases began under');
    return changed;
  } catch (error) {
    if (config.mode === 'production') throw error;
    log.warn({ event: 'policies-not-compared', err: error }, 'the register is out of reach');
    return [];
  }
}

async function refuseUnsafe(
  config: Config,
  databaseUrl: string,
  client: ReturnType<typeof connectClient>,
  changed: readonly string[],
) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const probes = {
    databaseRole: databaseRoleProbe(pool),
    sandboxUsers: sandboxUsersProbe(pool),
    clockMoved: clockMovedProbe(pool),
    changedPolicies: async () => changed,
    timeSkipping: timeSkippingProbe(client.workflowService, config.temporal.namespace),
    engineOpen: engineOpenProbe(() => connectWithoutCredential(config.temporal)),
    uiWrites: uiWritesProbe(config.temporal.uiUrl),
  };
  await refuseUnsafeProduction(config, probes).finally(() => pool.end());
}

try {
  await main();
} catch (error) {
  const ours = error instanceof Sentence || error instanceof ConfigError || error instanceof KeyFileError;
  process.stderr.write(
    `${ours ? error.message : error instanceof Error ? (error.stack ?? error.message) : 'unknown fault'}\n`,
  );
  process.exit(1);
}
