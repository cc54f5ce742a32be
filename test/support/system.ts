import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { createAuthenticator } from '../../api/authenticate.js';
import { consolePages } from '../../api/pages/router.js';
import { languageIn } from '../../api/pages/visit.js';
import { consoleSessions } from '../../api/sessions.js';
import { sessionRows } from '../../store/session-rows.js';
import { referenceRouter } from '../../api/reference.js';
import { startApi } from '../../api/start.js';
import { freePortBase } from '../../launch/ports.js';
import { grantSignerFromFile } from '../../privacy/grant-signing.js';
import { signerFromFile } from '../../privacy/decision-signing.js';
import { type EngineKeys, engineKeysFromFile } from '../../privacy/engine-keys.js';
import { currentKey, readKeyFile } from '../../privacy/key-file.js';
import { localKms } from '../../privacy/kms.js';
import { relyingPartyAt } from '../../privacy/passkeys.js';
import { createLogger } from '../../privacy/redact.js';
import { startIdentity } from '../../sandbox/identity/identity.js';
import { signIn } from '../../sandbox/identity/sign-in.js';
import { users } from '../../sandbox/people.js';
import { startProviders } from '../../sandbox/providers/providers.js';
import { ensureProviderSecrets } from '../../sandbox/providers/secrets.js';
import { seedReferenceData } from '../../sandbox/seed/reference-data.js';
import { connect, type Db } from '../../store/db.js';
import { pipelined } from '../../store/pipelined.js';
import type { Source } from '../../domain/checks.js';
import { readNow } from '../../store/clock.js';
import { isQuiet } from '../../store/operations.js';
import { createVault } from '../../store/vault.js';
import { Caller } from '../../sandbox/lives/caller.js';
import { mustBeAnnounced } from './announced.js';
import { cloneDatabase, type TestDatabase } from './database.js';
import { startEngine, type TestEngine } from './system-engine.js';

/** The whole system for one test file: own database, own queue and ids, real HTTP between real parts. */
export interface TestSystem {
  readonly url: string;
  readonly issuer: string;
  readonly database: TestDatabase;
  /** As the database's owner: for looking, never for doing. */
  readonly register: Db;
  readonly engine: TestEngine;
  readonly providers: Awaited<ReturnType<typeof startProviders>>;
  readonly secretsFile: string;
  as(account: string): Promise<Caller>;
  /** Ends the API with all it holds in memory, and starts it anew at the same address. */
  restartApi(): Promise<void>;
  /** Whether everything written has been seen and done. */
  quiet(): Promise<boolean>;
  /** Requests of a case that its source has fetched and not yet answered. */
  heldRequests(source: Source, caseId: string): Promise<string[]>;
  stop(): Promise<void>;
}

class WatchedCaller extends Caller {
  protected override async call(method: string, path: string, ...rest: [unknown?, Record<string, string>?]) {
    const answer = await super.call(method, path, ...rest);
    mustBeAnnounced(method, `${this.url}${path}`, answer.body?.code);
    return answer;
  }
}

export async function startSystem(
  options: { pollMs?: number; engineKeys?: EngineKeys } = {},
): Promise<TestSystem> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-system-'));
  const database = await cloneDatabase();
  const log = createLogger({ process: 'test', level: process.env.TEST_LOG ?? 'silent' });
  const keys = path.join(folder, 'keys');
  const engineKeys =
    options.engineKeys ?? engineKeysFromFile(path.join(keys, 'engine.json'), { create: true });
  const indexKey = currentKey(readKeyFile(path.join(keys, 'index.json'), 'index', { create: true }));
  const signer = signerFromFile(path.join(keys, 'signing.json'), { create: true });
  const grants = grantSignerFromFile(path.join(keys, 'grants.json'), 'http://127.0.0.1:9', { create: true });
  const secretsFile = path.join(folder, 'providers.json');
  const register = connect(database.owner, { max: 2 });
  const secrets = await ensureProviderSecrets(secretsFile, 'http://127.0.0.1:9');
  await seedReferenceData(register, { indexKey, providers: secrets });

  const port = await freePortBase(1);
  const publicUrl = `http://127.0.0.1:${port}`;
  const consoleSecret = randomUUID();
  const identity = await startIdentity({
    port: 0,
    publicUrl,
    dataDir: folder,
    users,
    clients: { consoleSecret },
  });
  const passkeys = { site: relyingPartyAt(publicUrl), software: true };
  const prefix = `t-${randomUUID().slice(0, 8)}/`;
  const names = { taskQueue: `q-${randomUUID().slice(0, 8)}`, workflowIdPrefix: prefix };
  // The providers' address is known only once they listen, and theirs needs ours.
  const started: { engine?: TestEngine } = {};
  const openApi = async () => {
    const db = connect(database.api);
    const checks = pipelined(database.api, { max: 2 });
    const gatewayDb = connect(database.gateway);
    const vault = createVault(localKms(path.join(keys, 'vault.json'), { create: true }));
    const authenticate = createAuthenticator({ issuer: identity.issuer, audience: 'sekisho-api' });
    const listening = await startApi(
      {
        db,
        checks,
        gatewayDb,
        vault,
        indexKey,
        signer,
        grants,
        passkeys,
        log,
        subOf: async (req) => (await authenticate(req)).sub,
        pages: consolePages({
          db,
          checks,
          vault,
          indexKey,
          signer,
          grants,
          passkeys,
          log,
          sandbox: true,
          publicUrl,
          temporalUiUrl: 'http://127.0.0.1:9',
          workflowIdPrefix: prefix,
          sessions: consoleSessions({
            config: {
              publicUrl,
              issuer: identity.issuer,
              clientId: 'sekisho-console',
              clientSecret: consoleSecret,
            },
            store: sessionRows(db),
            languageOf: languageIn,
            now: () => new Date(),
          }),
        }),
        reference: referenceRouter({ publicUrl, testClock: true, issuer: identity.issuer }),
        ready: async () => true,
        testClock: {
          get client() {
            if (!started.engine) throw new Error('the engine is not up yet');
            return started.engine.client;
          },
          ...names,
        },
      },
      { port, bindAddress: '127.0.0.1', lastWordsMs: 0 },
    );
    return {
      url: listening.url,
      db,
      stop: async () => {
        await listening.stop();
        await Promise.all([db.destroy(), gatewayDb.destroy()]);
      },
    };
  };
  let api = await openApi();
  const providers = await startProviders({
    port: 0,
    gatewayUrl: api.url,
    secrets,
    pollMs: options.pollMs ?? 0,
  });
  await ensureProviderSecrets(secretsFile, providers.url);
  const engine = await startEngine({ urls: database, names, engineKeys, providersFile: secretsFile, log });
  started.engine = engine;

  const callers = new Map<string, Promise<Caller>>();
  const caller = async (account: string) => {
    const { accessToken } = await signIn({ issuer: identity.issuer, account });
    return new WatchedCaller(api.url, accessToken);
  };
  return {
    url: api.url,
    issuer: identity.issuer,
    database,
    register,
    engine,
    providers,
    secretsFile,
    as: (account) => {
      const known = callers.get(account) ?? caller(account);
      callers.set(account, known);
      return known;
    },
    restartApi: async () => {
      await api.stop();
      api = await openApi();
    },
    quiet: () => api.db.transaction().execute(async (tx) => isQuiet(tx, await readNow(tx))),
    heldRequests: async (source, caseId) => {
      const rows = await register
        .selectFrom('checks')
        .select('request_id')
        .where('case_id', '=', caseId)
        .where('source', '=', source)
        .where('status', '=', 'OPEN')
        .execute();
      const ids = rows.map((row) => row.request_id);
      while (!ids.every((id) => providers.control.held(source).includes(id)))
        await new Promise((resolve) => setTimeout(resolve, 10));
      return ids;
    },
    stop: async () => {
      await providers.stop();
      await api.stop();
      await engine.stop();
      await identity.stop();
      await register.destroy();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
