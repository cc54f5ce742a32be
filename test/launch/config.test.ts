import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig, need } from '../../config.js';

describe('the configuration', () => {
  test('has a working default for everything in the sandbox', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      mode: 'sandbox',
      publicUrl: 'http://127.0.0.1:7200',
      temporal: {
        address: '127.0.0.1:7204',
        namespace: 'sekisho',
        taskQueue: 'sekisho',
        workflowIdPrefix: '',
      },
      oidc: { issuer: 'http://127.0.0.1:7201', audience: 'sekisho-api' },
      providers: { sandboxUrl: 'http://127.0.0.1:7202', gatewayUrl: 'http://127.0.0.1:7200' },
      testClock: true,
      embedded: { postgres: true, temporal: true, identity: true, providers: true },
    });
    expect(config.temporal.tls).toBeUndefined();
  });

  test('moves every port with PORT_BASE', () => {
    const { ports, temporal, oidc } = loadConfig({ PORT_BASE: '8100' });
    expect(Object.values(ports)).toEqual([8100, 8101, 8102, 8103, 8104, 8105, 8106, 8107]);
    expect([temporal.address, oidc.issuer]).toEqual(['127.0.0.1:8104', 'http://127.0.0.1:8101']);
  });

  test('takes an empty variable for an unset one', () => {
    expect(loadConfig({ DATABASE_URL: '', PORT_BASE: '' })).toEqual(loadConfig({}));
  });

  test('keeps the final slash of an issuer, and of no other address', () => {
    const { oidc, publicUrl } = loadConfig({
      OIDC_ISSUER: 'https://id.example/',
      PUBLIC_URL: 'https://s.example/',
    });
    expect([oidc.issuer, publicUrl]).toEqual(['https://id.example/', 'https://s.example']);
  });

  test('is frozen, all the way down', () => {
    const config = loadConfig({});
    expect([config, config.temporal, config.embedded].every(Object.isFrozen)).toBe(true);
  });

  test.each([
    ['SEKISHO_MODE', 'live', 'must be sandbox or production'],
    ['PORT_BASE', 'many', 'must be a port number'],
    ['PORT', '80', 'must be 1024 or more'],
    ['PUBLIC_URL', 'sekisho.example', 'must be an address that starts with http:// or https://'],
    ['DATABASE_URL', 'mysql://secret@host/db', 'must be an address that starts with postgres://'],
    ['TEMPORAL_ADDRESS', 'http://127.0.0.1:7233', 'must be host:port, without a scheme'],
    ['TEMPORAL_TLS', 'yes', 'must be on or off'],
    ['TEST_CLOCK', 'true', 'must be on or off'],
    ['MAX_CACHED_WORKFLOWS', '1.5', 'must be a whole number'],
    ['LOG_LEVEL', 'loud', 'must be a log level such as info'],
    ['CRASH_AT', 'relay.nowhere:1', 'must be a crash point and a number, point:n'],
  ])('refuses %s=%s in one sentence that names it and not its value', (name, value, why) => {
    const load = () => loadConfig({ [name]: value });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(`${name} ${why}.`);
    expect(load).not.toThrow('secret');
  });

  test('says everything that is wrong at once', () => {
    expect(() => loadConfig({ PORT_BASE: 'x', TEST_CLOCK: 'y' })).toThrow(/PORT_BASE .*\nTEST_CLOCK /);
  });

  test('a setting that a process needs is named when it is missing', () => {
    expect(() => need(loadConfig({}).database.url, 'DATABASE_URL')).toThrow('DATABASE_URL is not set');
    expect(need('x', 'DATABASE_URL')).toBe('x');
  });
});
