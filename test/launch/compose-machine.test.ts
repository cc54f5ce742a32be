import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Compose, composeWith, sandboxSettings, type Service } from '../../launch/compose-file.js';
import { type Machine, programOf } from '../../launch/compose-machine.js';
import { V8_FLAGS } from '../../launch/node-child.js';
import { temporaryFolder } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
let machine: Machine;
let compose: Compose;
beforeEach(() => {
  folder = temporaryFolder();
  const secrets = path.join(folder.path, 'secrets');
  mkdirSync(secrets);
  compose = composeWith({ ...sandboxSettings(), SEKISHO_SECRETS: secrets });
  for (const { file } of Object.values(compose.secrets))
    writeFileSync(file, 'postgres:5432:*:somebody:secret\n');
  machine = { folder: folder.path, bin: '/nowhere', portBase: 20_000, ports: new Map(), replaced: new Map() };
});
afterEach(() => folder.remove());

function changed(service: string, change: Partial<Service>): Compose {
  const spec = compose.services[service];
  return { ...compose, services: { ...compose.services, [service]: { ...spec, ...change } } };
}
const withVariable = (service: string, name: string, value: string) =>
  changed(service, { environment: { ...compose.services[service]?.environment, [name]: value } });

describe('a service of docker-compose.yml on a machine without containers', () => {
  test('keeps its command and settings, less what only a container has', () => {
    const { argv, env, health } = programOf(machine, compose, 'activity-worker', 2);
    expect(argv).toEqual(['node', ...V8_FLAGS, '--import', 'tsx', 'workers/activity-worker.ts']);
    expect(Object.keys(env)).toEqual(
      expect.arrayContaining(Object.keys(compose.services['activity-worker']?.environment ?? {})),
    );
    expect(env.TEMPORAL_ADDRESS).toBe(`127.0.0.1:${machine.ports.get('temporal-frontend-1:7233')}`);
    expect(env.BIND_ADDRESS).toBe('127.0.0.1');
    expect(health).toEqual({ kind: 'http', url: `http://127.0.0.1:${env.METRICS_PORT}/health/ready` });
  });

  test('finds everybody where the others find it', () => {
    const [api, worker] = ['api', 'activity-worker'].map((name) => programOf(machine, compose, name));
    expect(worker?.env.PUBLIC_URL).toBe(`http://127.0.0.1:${api?.env.PORT}`);
    expect(worker?.env.OIDC_ISSUER).toBe(api?.env.OIDC_ISSUER);
    const hostOf = (url = '') => /@(.*)\//.exec(url)?.[1];
    expect(hostOf(worker?.env.DATABASE_URL)).toBe(hostOf(api?.env.DATABASE_URL));
  });

  test('is given its own secrets and no others, with the addresses of this machine', () => {
    const { env } = programOf(machine, compose, 'activity-worker');
    expect(readFileSync(env.PGPASSFILE ?? '', 'utf8')).toBe(
      `127.0.0.1:${machine.ports.get('postgres-1:5432')}:*:somebody:secret\n`,
    );
    const vault = path.join(path.dirname(env.PGPASSFILE ?? ''), 'vault_keys.json');
    expect(() => readFileSync(vault)).toThrow('ENOENT');
  });

  test('two copies share no port', () => {
    const ports = [1, 2].flatMap((copy) => {
      const { env } = programOf(machine, compose, 'temporal-history', copy);
      return Object.entries(env).flatMap(([name, value]) =>
        /(GRPC|HTTP|MEMBERSHIP)_PORT$/.test(name) ? [value] : [],
      );
    });
    expect(ports.length).toBeGreaterThan(10);
    expect(new Set(ports).size).toBe(ports.length);
  });

  test.each([
    ['a key without a meaning here', () => changed('api', { gpus: 'all' }), 'gpus'],
    ['an address nobody has', () => withVariable('api', 'PUBLIC_URL', 'http://elsewhere:80'), 'PUBLIC_URL'],
    ['a port of unknown use', () => withVariable('api', 'NEW_PORT', '9999'), 'NEW_PORT'],
    [
      'a path of the container',
      () => withVariable('api', 'SEKISHO_DATA', '/var/lib/sekisho'),
      'SEKISHO_DATA',
    ],
    ['a bare host', () => withVariable('api', 'CACHE', 'postgres'), 'CACHE'],
    ['another health check', () => changed('api', { healthcheck: { test: ['CMD', 'curl', 'x'] } }), 'curl'],
  ])('is refused with %s', (_what, change, named) => {
    expect(() => programOf(machine, change(), 'api')).toThrow(named);
  });
});
