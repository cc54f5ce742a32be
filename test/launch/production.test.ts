import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../config.js';
import { type Probes, productionRefusals, refuseUnsafeProduction } from '../../launch/production.js';

/** A deployment with nothing to object to. */
const SOUND = {
  SEKISHO_MODE: 'production',
  PUBLIC_URL: 'https://sekisho.example',
  DATABASE_URL: 'postgres://sekisho_api@db.example/sekisho',
  OIDC_ISSUER: 'https://id.example/',
  TEMPORAL_ADDRESS: 'temporal.example:7233',
  TEMPORAL_TLS: 'on',
  TEST_CLOCK: 'off',
};
const QUIET: Probes = {
  databaseRole: async () => ({ superuser: false, bypassesRowSecurity: false }),
  sandboxUsers: async () => false,
  clockMoved: async () => false,
  changedPolicies: async () => [],
  timeSkipping: async () => false,
  engineOpen: async () => false,
  uiWrites: async () => false,
  registerTables: async () => false,
};

async function rulesOf(env: Record<string, string>, probes: Probes = {}) {
  const refusals = await productionRefusals(loadConfig({ ...SOUND, ...env }), { ...QUIET, ...probes });
  return refusals.map(({ rule }) => rule);
}

describe('production', () => {
  test('starts when there is nothing to object to', async () => {
    expect(await rulesOf({})).toEqual([]);
  });

  test('takes a token in place of a key file of its own', async () => {
    const service = { KEYS_DATABASE_URL: 'postgres://sekisho_keys@db.example/sekisho_keys' };
    const token = { PKCS11_MODULE: '/lib/hsm.so', PKCS11_TOKEN: 'sekisho', PKCS11_PIN_FILE: '/run/pin' };
    expect(await rulesOf({ ...service, ...token })).toEqual([]);
  });

  test.each([
    ['the embedded identity provider', { OIDC_ISSUER: '' }, ['EMBEDDED_IDENTITY', 'HTTP_ISSUER']],
    ['the embedded PostgreSQL', { DATABASE_URL: '' }, ['EMBEDDED_POSTGRES']],
    ['the embedded Temporal server', { TEMPORAL_ADDRESS: '' }, ['EMBEDDED_TEMPORAL']],
    ['the sandbox providers', { SANDBOX_PROVIDERS_URL: 'http://127.0.0.1:7202' }, ['SANDBOX_PROVIDERS']],
    ['the test clock', { TEST_CLOCK: 'on' }, ['TEST_CLOCK']],
    ['an armed crash point', { CRASH_AT: 'relay.after-claim:1' }, ['CRASH_POINT']],
    [
      'an address of numbers, for which there are no passkeys',
      { PUBLIC_URL: 'https://192.0.2.7' },
      ['NO_HOST_NAME'],
    ],
    ['such an address of the newer kind', { PUBLIC_URL: 'https://[2001:db8::7]:8443' }, ['NO_HOST_NAME']],
    ['an address without https', { PUBLIC_URL: 'http://sekisho.example' }, ['NO_HOST_NAME']],
    ['an http issuer', { OIDC_ISSUER: 'http://id.example' }, ['HTTP_ISSUER']],
    [
      'an API that is not told of a key service',
      { GATEWAY_DATABASE_URL: 'postgres://sekisho_gateway@db.example/sekisho' },
      ['EMBEDDED_KEYS'],
    ],
    [
      'a key service on the key file of a sandbox',
      { KEYS_DATABASE_URL: 'postgres://sekisho_keys@db.example/sekisho_keys' },
      ['SANDBOX_VAULT_KEYS'],
    ],
    ['Temporal without TLS', { TEMPORAL_TLS: 'off' }, ['TEMPORAL_WITHOUT_TLS']],
  ])('refuses %s', async (_what, env, rules) => {
    expect(await rulesOf(env)).toEqual(rules);
  });

  test.each<[string, Probes, string]>([
    ['sandbox users', { sandboxUsers: async () => true }, 'SANDBOX_USERS'],
    ['a clock that was moved', { clockMoved: async () => true }, 'CLOCK_MOVED'],
    [
      'policies that are not what they were',
      { changedPolicies: async () => ['act27/2025-05-16 form/consent'] },
      'POLICY_CHANGED',
    ],
    ['a key store in the register', { registerTables: async () => true }, 'KEY_STORE_IN_REGISTER'],
    ['an engine that skips time', { timeSkipping: async () => true }, 'TIME_SKIPPING'],
    [
      'an engine that asks nobody who they are',
      { engineOpen: async () => true },
      'TEMPORAL_WITHOUT_AUTHORIZER',
    ],
    ['a UI of the engine that writes', { uiWrites: async () => true }, 'UI_WRITES'],
    [
      'a superuser role',
      { databaseRole: async () => ({ superuser: true, bypassesRowSecurity: false }) },
      'SUPERUSER_ROLE',
    ],
    [
      'a role that bypasses row-level security',
      { databaseRole: async () => ({ superuser: false, bypassesRowSecurity: true }) },
      'SUPERUSER_ROLE',
    ],
  ])('refuses %s', async (_what, probes, rule) => {
    expect(await rulesOf({}, probes)).toEqual([rule]);
  });

  test('gives every reason at once, each a sentence with its cure', async () => {
    const bare = loadConfig({ SEKISHO_MODE: 'production' });
    await expect(refuseUnsafeProduction(bare)).rejects.toThrow(
      /OIDC_ISSUER(.*\n)+.*DATABASE_URL(.*\n)+.*TEMPORAL_TLS/,
    );
    for (const { sentence } of await productionRefusals(bare)) expect(sentence).toMatch(/^[A-Z].*: .*\.$/);
  });

  test('is not asked for in the sandbox', async () => {
    expect(await productionRefusals(loadConfig({}))).toEqual([]);
  });
});
