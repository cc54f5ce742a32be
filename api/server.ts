import { readFileSync } from 'node:fs';
import pg from 'pg';
import { loadConfig, need } from '../config.js';
import { refuseUnsafeProduction } from '../launch/production.js';
import { databaseRoleProbe } from '../launch/production-probes.js';
import { endGracefully } from '../launch/stdin-lifeline.js';
import { createDataConverter } from '../privacy/data-converter.js';
import { engineKeysFromFile } from '../privacy/engine-keys.js';
import { currentKey, readKeyFile } from '../privacy/key-file.js';
import { localKms } from '../privacy/kms.js';
import { createLogger } from '../privacy/redact.js';
import { connect } from '../store/db.js';
import { sessionRows } from '../store/session-rows.js';
import { createVault } from '../store/vault.js';
import { connectClient } from '../workers/engine.js';
import { createAuthenticator } from './authenticate.js';
import { operatorsCodec } from './codec.js';
import { createMetrics } from './metrics.js';
import { referenceRouter } from './reference.js';
import { consoleSessions } from './sessions.js';
import { startApi } from './start.js';

const config = loadConfig();
const log = createLogger({ process: 'api', level: config.logLevel });
const create = config.mode === 'sandbox';

const databaseUrl = need(config.database.url, 'DATABASE_URL');
const probe = new pg.Pool({ connectionString: databaseUrl, max: 1 });
await refuseUnsafeProduction(config, { databaseRole: databaseRoleProbe(probe) }).finally(() => probe.end());

const db = connect(databaseUrl, { max: 20 });
const gatewayDb = connect(need(config.database.gatewayUrl, 'GATEWAY_DATABASE_URL'));
const engineKeys = engineKeysFromFile(config.keys.codecFile, { create });
const authenticate = createAuthenticator({ issuer: config.oidc.issuer, audience: config.oidc.audience });
const vault = createVault(localKms(config.keys.vaultFile, { create }));
const indexKey = currentKey(readKeyFile(config.keys.indexFile, 'index', { create }));
const metrics = createMetrics();
const sessions = consoleSessions({
  config: {
    publicUrl: config.publicUrl,
    issuer: config.oidc.issuer,
    clientId: config.oidc.clientId,
    clientSecret: readFileSync(config.oidc.clientSecretFile, 'utf8').trim(),
  },
  store: sessionRows(db),
  now: () => new Date(),
});

const api = await startApi(
  {
    db,
    gatewayDb,
    vault,
    indexKey,
    log,
    subOf: async (req) => (await authenticate(req)).sub,
    codec: operatorsCodec({
      db,
      keys: engineKeys,
      authenticate,
      sessionOf: sessions.sessionOf,
      uiUrl: config.temporal.uiUrl,
    }),
    pages: sessions.router,
    reference: referenceRouter({
      publicUrl: config.publicUrl,
      testClock: config.testClock,
      issuer: config.oidc.issuer,
    }),
    ready: async () => (await db.selectFrom('clock').select('offset_ms').executeTakeFirst()) !== undefined,
    metrics,
    ...(config.testClock
      ? {
          testClock: {
            client: connectClient(config.temporal, createDataConverter(engineKeys), 'api'),
            taskQueue: config.temporal.taskQueue,
            workflowIdPrefix: config.temporal.workflowIdPrefix,
          },
        }
      : {}),
  },
  { port: config.ports.api, bindAddress: config.bindAddress },
);
log.info({ url: api.url }, 'ready');

endGracefully(async () => {
  await api.stop();
  await Promise.all([db.destroy(), gatewayDb.destroy()]);
});
