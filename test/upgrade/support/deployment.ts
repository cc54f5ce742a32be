import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { freePortBase } from '../../../launch/ports.js';
import { engineKeysFromFile } from '../../../privacy/engine-keys.js';
import { currentKey, readKeyFile } from '../../../privacy/key-file.js';
import { localKms } from '../../../privacy/kms.js';
import { credentialFile, ensureCallers } from '../../../keys/callers.js';
import { startIdentity } from '../../../sandbox/identity/identity.js';
import { ensureSecretFile } from '../../../sandbox/identity/secret-file.js';
import { signIn } from '../../../sandbox/identity/sign-in.js';
import { Caller } from '../../../sandbox/lives/caller.js';
import { users } from '../../../sandbox/people.js';
import { startProviders } from '../../../sandbox/providers/providers.js';
import { ensureProviderSecrets } from '../../../sandbox/providers/secrets.js';
import type { seedCertification } from '../../../sandbox/seed/certifications.js';
import { seedReferenceData } from '../../../sandbox/seed/reference-data.js';
import { databaseUrls } from '../../../store/bootstrap.js';
import { connect } from '../../../store/db.js';
import { run, temporaryFolder } from '../../support/child-process.js';
import { given } from '../../support/database.js';
import { until } from '../../support/system-engine.js';
import { startBalancer } from './balancer.js';

const PROCESSES = ['api/server.ts', 'workers/workflow-worker.ts', 'workers/activity-worker.ts'] as const;

const oneRow: typeof seedCertification = async (tx, { organId, contractorId, firstDay }) => {
  await tx
    .insertInto('certifications')
    .values({
      id: randomUUID(),
      contractor_id: contractorId,
      organ_id: organId,
      valid_from: firstDay,
      valid_until: null,
    })
    .execute();
};

/** One database, one engine, one balancer; the three processes of any release come and go behind it. */
export async function openDeployment() {
  const folder = temporaryFolder();
  const server = given('TEST_DATABASE_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, `create database ${name} owner sekisho_owner`);
  await asAdmin(server, `create database ${name}_keys owner sekisho_keys`);
  const urls = databaseUrls(server, name);
  const register = connect(urls.owner, { max: 2 });
  const inFolder = (...names: string[]) => path.join(folder.path, ...names);
  mkdirSync(inFolder('keys'));
  engineKeysFromFile(inFolder('keys', 'engine.json'), { create: true });
  localKms(inFolder('keys', 'vault.json'), { create: true });
  ensureCallers(inFolder('keys'), inFolder('keys', 'callers.json'));
  const indexKey = currentKey(readKeyFile(inFolder('keys', 'index.json'), 'index', { create: true }));
  const consoleSecret = await ensureSecretFile(inFolder('identity', 'console.secret'));

  const base = await freePortBase(50);
  const balancer = await startBalancer(base);
  const identity = await startIdentity({
    port: 0,
    publicUrl: balancer.url,
    dataDir: folder.path,
    users,
    clients: { consoleSecret },
  });
  const providersFile = inFolder('providers.json');
  const secrets = await ensureProviderSecrets(providersFile, 'http://127.0.0.1:9');
  const providers = await startProviders({
    port: 0,
    gatewayUrl: balancer.url,
    secrets,
    pollMs: 0,
    trusting: true,
  });
  await ensureProviderSecrets(providersFile, providers.url);

  const id = randomUUID().slice(0, 8);
  const env = {
    PATH: process.env.PATH,
    LOG_LEVEL: 'warn',
    SEKISHO_DATA: folder.path,
    PUBLIC_URL: balancer.url,
    OIDC_ISSUER: identity.issuer,
    TEMPORAL_ADDRESS: given('TEST_TEMPORAL_ADDRESS'),
    TASK_QUEUE: `q-${id}`,
    WORKFLOW_ID_PREFIX: `t-${id}/`,
    PROVIDERS_FILE: providersFile,
    MIGRATION_DATABASE_URL: urls.owner,
    GATEWAY_DATABASE_URL: urls.gateway,
    KEYS_URL: `http://127.0.0.1:${base + 47}`,
    KEYS_CREDENTIAL_FILE: credentialFile(inFolder('keys'), 'api'),
  };
  const node = (root: string, script: string, own: NodeJS.ProcessEnv = {}) =>
    run('/bin/sh', ['-c', `cd "$0" && exec "$@"`, root, process.execPath, '--import', 'tsx', script], {
      ...env,
      ...own,
    });
  const releases: { stop(): Promise<string> }[] = [];
  let ports = base + 1;

  return {
    register,
    balancer,
    names: { taskQueue: env.TASK_QUEUE, workflowIdPrefix: env.WORKFLOW_ID_PREFIX },
    /** On the schema of the release before, where a certification was one row. */
    seed: () => seedReferenceData(register, { indexKey, providers: secrets, certify: oneRow }),
    /** The migrations of the release whose code lies in `root`, by its own command. */
    async migrate(root: string): Promise<string> {
      return (await node(root, 'docker/migrate.ts').ended).output;
    },
    /** The processes of a release, ready; the API's port is for the balancer. */
    async start(root: string) {
      const own = ports;
      ports += 3;
      const roles = [urls.api, undefined, urls.worker];
      const children = PROCESSES.map((script, n) => {
        const port = String(own + n);
        const database = roles[n] ? { DATABASE_URL: roles[n] } : {};
        return node(root, script, { ...database, PORT: port, METRICS_PORT: port });
      });
      // The release before has none, and unwraps by itself.
      if (existsSync(path.join(root, 'keys/server.ts'))) {
        const itsPort = { PORT_BASE: String(base + 40), KEYS_DATABASE_URL: urls.keys };
        children.push(node(root, 'keys/server.ts', itsPort));
      }
      const release = {
        port: own,
        stop: async () => {
          for (const { child } of children) child.kill('SIGTERM');
          const ended = await Promise.all(children.map((child) => child.ended));
          return ended.map(({ output }) => output).join('');
        },
      };
      releases.push(release);
      await until(
        `the processes of ${root} are ready`,
        async () => {
          const answers = children.map((_, n) => ready(n < PROCESSES.length ? own + n : base + 47));
          return (await Promise.all(answers)).every(Boolean);
        },
        120_000,
      );
      return release;
    },
    as: async (account: string) => {
      const { accessToken } = await signIn({ issuer: identity.issuer, account });
      return new Caller(balancer.url, accessToken);
    },
    async stop() {
      await Promise.all(releases.map((release) => release.stop()));
      await providers.stop();
      await balancer.stop();
      await identity.stop();
      await register.destroy();
      await asAdmin(server, `drop database if exists ${name} with (force)`);
      await asAdmin(server, `drop database if exists ${name}_keys with (force)`);
      folder.remove();
    },
  };
}

const ready = (port: number) =>
  fetch(`http://127.0.0.1:${port}/health/ready`).then(
    (answer) => answer.status === 200,
    () => false,
  );

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
