import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { loadConfig } from '../../config.js';
import { type Compose, composeWith, isOurs, secretName, type Service } from '../../launch/compose-file.js';
import { PROCESSES } from '../../launch/process-table.js';
import { NOT_OF_THE_KEY_SERVICE, productionRefusals } from '../../launch/production.js';
import { dynamicConfig } from '../../launch/temporal-files.js';
import { configVariables, PRODUCTION, read, SANDBOX } from './compose.js';

const production = composeWith(PRODUCTION);
const sandbox = composeWith(SANDBOX);
const ours = (compose: Compose) => Object.entries(compose.services).filter(([, service]) => isOurs(service));
const inDeployment = ([, service]: [string, Service]) => service.profiles === undefined;
const networksOf = (service: Service) =>
  Array.isArray(service.networks) ? service.networks : Object.keys(service.networks ?? {});

const parts = Object.entries(production.services).filter(([, { image }]) =>
  image?.startsWith('temporalio/server:'),
);
const { TEMPORAL_SERVICES: _role, ...shared } = production.services['temporal-frontend']?.environment ?? {};

/** What libraries of ours read for themselves: the passwords of the register's roles (libpq's own passfile). */
const NOT_IN_CONFIG = new Set(['PGPASSFILE']);
const variables = new Set(configVariables);

describe('docker-compose.yml', () => {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
    JSON.parse(read('test/house/fixtures/compose-spec.json')),
  );

  test.each([
    ['a deployment', production],
    ['the sandbox', sandbox],
  ])('is what the Compose Specification allows: %s', (_what, compose) => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  test('is checked by a schema that refuses what Compose would', () => {
    const { services, ...rest } = production;
    expect(validate({ ...rest, services: { ...services, api: { ...services.api, comand: [] } } })).toBe(
      false,
    );
  });

  test('will not guess who signs people in', () => {
    expect(() => composeWith({})).toThrow('OIDC_ISSUER');
  });

  test('runs one engine version everywhere, by its current images', () => {
    const [server] = /temporal-server-([\d.]+)/.exec(read('launch/temporal-build.ts'))?.slice(1) ?? [];
    const [ui] = /temporal-ui-([\d.]+)/.exec(read('launch/temporal-build.ts'))?.slice(1) ?? [];
    const images = Object.values(production.services).map(({ image }) => image ?? '');
    expect(images).toEqual(
      expect.arrayContaining([`temporalio/server:${server}`, `temporalio/admin-tools:${server}`]),
    );
    expect(images).toContain(`temporalio/ui:${ui}`);
    expect(images.filter((image) => !/:[\w.-]+$/.test(image) || /latest|auto-setup/.test(image))).toEqual([]);
  });

  test('runs the engine as its four parts, alike in everything but their role', () => {
    expect(parts.map(([name]) => name).toSorted()).toEqual([
      'temporal-frontend',
      'temporal-history',
      'temporal-matching',
      'temporal-worker',
    ]);
    for (const [name, { environment = {} }] of parts) {
      const { TEMPORAL_SERVICES: role, ...rest } = environment;
      expect(name).toBe(`temporal-${role}`);
      expect(rest).toEqual(shared);
    }
    expect(shared.NUM_HISTORY_SHARDS).toBe('512');
  });

  test('lets any part of the engine run in copies: no name of its own, no port on the host', () => {
    for (const [, service] of parts) {
      expect(service.container_name).toBeUndefined();
      expect(service.ports).toBeUndefined();
    }
  });

  test('gives PostgreSQL room for two copies of everything', () => {
    const [, most] =
      /max_connections=(\d+)/.exec(production.services.postgres?.command?.join(' ') ?? '') ?? [];
    const ofEngine = parts.length * (Number(shared.SQL_MAX_CONNS) + Number(shared.SQL_VIS_MAX_CONNS));
    // The API's two pools (api/server.ts), the activity worker's one and its listener.
    const ofOurs = 20 + 10 + 16 + 1;
    expect(2 * (ofEngine + ofOurs)).toBeLessThan(Number(most));
  });

  test('gives PostgreSQL the cache that the handling check is measured with', () => {
    const [, settings] = /AS_DEPLOYED = \['([^']+)'\]/.exec(read('launch/bench-handling.ts')) ?? [];
    expect(production.services.postgres?.command).toContain(settings);
  });

  test('gives the engine the same dynamic settings as npm start, less those for one developer', () => {
    const deployed = parse(read('docker/temporal/dynamic.yaml')) as Record<string, [{ value: unknown }]>;
    const values = Object.fromEntries(Object.entries(deployed).map(([key, [{ value }]]) => [key, value]));
    const { 'system.forceSearchAttributesCacheRefreshOnRead': _quick, ...rest } = dynamicConfig(false);
    const lasting = Object.entries(rest).filter(([key]) => !key.startsWith('matching.numTaskqueue'));
    // Of use only where parts must find each other.
    const { 'system.enableRingpopTLS': ring, ...alike } = values;
    expect(alike).toEqual(Object.fromEntries(lasting));
    expect(ring).toBe(true);
  });
});

describe('our processes in containers', () => {
  test.each(ours(sandbox))('%s is told nothing that config.ts does not know', (_name, service) => {
    const unknown = Object.keys(service.environment ?? {}).filter(
      (name) => !variables.has(name) && !NOT_IN_CONFIG.has(name),
    );
    expect(unknown).toEqual([]);
  });

  test.each(
    ours(production)
      .filter(inDeployment)
      .filter(([name]) => name !== 'migrate'),
  )('%s starts with settings that production accepts', async (name, service) => {
    const config = loadConfig({ ...service.environment });
    expect(config.mode).toBe('production');
    const notMine = name === 'keys' ? NOT_OF_THE_KEY_SERVICE : [];
    const rules = (await productionRefusals(config, {}, notMine)).map(({ rule }) => rule);
    // A process that uses no database is given no address of one.
    expect(rules.filter((rule) => rule !== 'EMBEDDED_POSTGRES' || service.environment?.DATABASE_URL)).toEqual(
      [],
    );
  });

  test('are those of the process table, the sandbox’s own under its profile', () => {
    const entry = ([, service]: [string, Service]) => service.command?.[0] ?? '';
    expect(ours(sandbox).map(entry)).toEqual(expect.arrayContaining(PROCESSES.map((row) => row.entry)));
    const deployed = ours(production).filter(inDeployment).map(entry);
    expect(deployed.filter((file) => file.startsWith('sandbox/'))).toEqual([]);
  });

  test('workers scale by copies: no name of their own, no port on the host', () => {
    for (const name of ['workflow-worker', 'activity-worker']) {
      expect(production.services[name]?.container_name).toBeUndefined();
      expect(production.services[name]?.ports).toBeUndefined();
    }
  });
});

describe('every container', () => {
  test.each(Object.entries(sandbox.services))('%s has the least it needs', (_name, service) => {
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect([service.privileged, service.cap_add, service.network_mode, service.pid]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(
      (service.volumes ?? []).filter((volume) => volume.startsWith('/') || volume.includes('docker.sock')),
    ).toEqual([]);
  });

  test('listens on the host’s loopback only', () => {
    const published = Object.values(sandbox.services).flatMap((service) => service.ports ?? []);
    expect(published.length).toBeGreaterThan(2);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test('gets no secret by its environment', () => {
    for (const { environment = {} } of Object.values(sandbox.services))
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|_KEY$|KEYS|TOKEN|PASSFILE/.test(name) && !name.endsWith('_URL'))
          expect([name, value]).toEqual([name, expect.stringMatching(/^\/run\/secrets\//)]);
        expect(value).not.toMatch(/:\/\/[^/@]*:[^/@]*@/);
      }
  });

  test('names each secret it is given, and is given each it names', () => {
    for (const [name, service] of Object.entries(sandbox.services)) {
      const given = (service.secrets ?? []).map((secret) => `/run/secrets/${secretName(secret).target}`);
      const named = Object.values(service.environment ?? {}).filter((value) =>
        value.startsWith('/run/secrets/'),
      );
      // Some start from a line of shell that reads one file more.
      const scripted = service.entrypoint?.at(-1)?.match(/\/run\/secrets\/[\w.]+/g) ?? [];
      expect([name, [...new Set([...named, ...scripted])].toSorted()]).toEqual([name, given.toSorted()]);
    }
  });

  test('gets only secrets that are declared, and in a deployment only the key service gets the vault’s keys', () => {
    const holders = (source: string) =>
      Object.entries(production.services)
        .filter(inDeployment)
        .filter(([, { secrets = [] }]) => secrets.some((secret) => secretName(secret).source === source))
        .map(([name]) => name);
    const used = Object.values(sandbox.services).flatMap(({ secrets = [] }) =>
      secrets.map((s) => secretName(s).source),
    );
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(sandbox.secrets).toSorted());
    expect(holders('vault_keys.json')).toEqual(['keys']);
    expect(holders('keys_credential_api')).toEqual(['api']);
    expect(holders('pgpass_keys')).toEqual(['keys']);
    expect(holders('signing_keys.json')).toEqual(['api']);
    expect(holders('pgpass_admin')).toEqual(['database-roles']);
  });

  test('waits only for what exists, by a condition it can meet', () => {
    for (const [name, { depends_on = {} }] of Object.entries(sandbox.services))
      for (const [other, { condition, required }] of Object.entries(depends_on)) {
        const target = sandbox.services[other];
        expect([name, other, target !== undefined]).toEqual([name, other, true]);
        if (condition === 'service_healthy')
          expect([other, target?.healthcheck?.test?.[0]]).toEqual([other, 'CMD']);
        // What only the sandbox has must not be asked of a deployment.
        const alike = (target?.profiles ?? []).every((profile) =>
          sandbox.services[name]?.profiles?.includes(profile),
        );
        if (!alike) expect([name, other, required]).toEqual([name, other, false]);
      }
  });

  test('reaches no further than it must: the database and the engine are on networks without a way out', () => {
    expect([
      sandbox.networks.data?.internal,
      sandbox.networks.engine?.internal,
      sandbox.networks.keys?.internal,
    ]).toEqual([true, true, true]);
    expect(networksOf(sandbox.services.postgres ?? {})).toEqual(['data']);
    expect(networksOf(sandbox.services['workflow-worker'] ?? {})).toEqual(['engine']);
    expect(networksOf(sandbox.services['sandbox-providers'] ?? {})).toEqual(['outside']);
  });
});
