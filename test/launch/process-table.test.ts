import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../config.js';
import { environmentFor, PROCESSES } from '../../launch/process-table.js';

const urls = {
  owner: 'postgres://sekisho_owner@/sekisho',
  api: 'postgres://sekisho_api@/sekisho',
  worker: 'postgres://sekisho_worker@/sekisho',
  gateway: 'postgres://sekisho_gateway@/sekisho',
  keys: 'postgres://sekisho_keys@/sekisho_keys',
};
const inherited = {
  PATH: '/bin',
  DATABASE_URL: 'postgres://postgres:hunter2@/postgres',
  MIGRATION_DATABASE_URL: 'postgres://postgres:hunter2@/postgres',
  PORT: '9999',
  LOG_LEVEL: 'debug',
  npm_config_user_agent: 'npm',
};

function environmentOf(name: string, known: typeof urls | undefined = urls) {
  const row = PROCESSES.find((one) => one.name === name);
  if (!row) throw new Error(name);
  return environmentFor(row, loadConfig({ PORT_BASE: '8100' }), known, inherited);
}

describe('the environment of a process', () => {
  test.each([
    ['api', urls.api],
    ['activity-worker', urls.worker],
    ['seed', urls.owner],
    ['keys', undefined],
    ['workflow-worker', undefined],
    ['identity', undefined],
    ['sandbox-providers', undefined],
  ])("of %s holds its own database role and nobody else's", (name, url) => {
    const environment = environmentOf(name);
    expect(environment.DATABASE_URL).toBe(url);
    expect(environment.GATEWAY_DATABASE_URL).toBe(name === 'api' ? urls.gateway : undefined);
    expect(environment.KEYS_DATABASE_URL).toBe(name === 'keys' ? urls.keys : undefined);
    expect(JSON.stringify(environment)).not.toContain('hunter2');
  });

  test('hands on the caller’s settings, with the addresses filled in', () => {
    expect(environmentOf('api')).toMatchObject({
      PATH: '/bin',
      LOG_LEVEL: 'debug',
      PORT: '8100',
      TEMPORAL_ADDRESS: '127.0.0.1:8104',
      OIDC_ISSUER: 'http://127.0.0.1:8101',
    });
    expect(environmentOf('activity-worker')).toMatchObject({ METRICS_PORT: '8106' });
    expect(environmentOf('activity-worker')).not.toHaveProperty('PORT');
  });

  test('leaves a deployment’s own database address to the processes that use one', () => {
    const row = PROCESSES.find((one) => one.name === 'api');
    const config = loadConfig({ SEKISHO_MODE: 'production' });
    expect(row && environmentFor(row, config, undefined, inherited).DATABASE_URL).toBe(
      inherited.DATABASE_URL,
    );
    const worker = PROCESSES.find((one) => one.name === 'workflow-worker');
    expect(worker && environmentFor(worker, config, undefined, inherited).DATABASE_URL).toBeUndefined();
  });
});
