import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { composeWith, isOurs } from '../../launch/compose-file.js';
import { V8_FLAGS } from '../../launch/node-child.js';
import { readCallers } from '../../keys/callers.js';
import { readKeyFile } from '../../privacy/key-file.js';
import { readProviderSecrets } from '../../sandbox/providers/secrets.js';
import { importsOf, PRODUCTION, read, ROOT, SANDBOX } from './compose.js';

const dockerfile = read('Dockerfile');
const copied = (target: 'sekisho' | 'sandbox') =>
  [...(stages()[target] ?? '').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );

/** The text of each stage with, before it, that of the stages it stands on. */
function stages(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of dockerfile.split(/^(?=FROM )/m).slice(1)) {
    const [, base = '', name = 'default'] = /^FROM (\S+)(?: AS (\S+))?/.exec(block) ?? [];
    found[name] = (found[base] ?? '') + block;
  }
  return found;
}

const services = Object.entries(composeWith(SANDBOX).services).filter(([, service]) => isOurs(service));

describe('the image', () => {
  test('is Debian’s, by an exact version: the SDK has builds for glibc only', () => {
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:\d+\.\d+\.\d+-bookworm-slim$/m);
  });

  test('starts our programs as npm start does', () => {
    const [, words = '[]'] = /^ENTRYPOINT (\[.*\])$/m.exec(dockerfile) ?? [];
    expect(JSON.parse(words)).toEqual(['node', ...V8_FLAGS, '--import', 'tsx']);
  });

  test('is built from files that are there and that .dockerignore lets in', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    for (const source of new Set([...copied('sandbox'), 'package.json', 'package-lock.json', '.npmrc'])) {
      expect([source, existsSync(path.join(ROOT, source))]).toEqual([source, true]);
      expect([source, allowed.includes(source)]).toEqual([source, true]);
    }
  });

  test.each(services)('holds every file that %s needs', (_name, service) => {
    const sources = copied(service.build?.target as 'sekisho');
    const needed = [...importsOf(service.command?.[0] ?? '')];
    const missing = needed.filter(
      (file) => !sources.some((source) => file === source || file.startsWith(`${source}/`)),
    );
    expect(missing).toEqual([]);
  });

  test('of a deployment holds nothing of the sandbox, and is what is built when nobody says which', () => {
    expect(copied('sekisho')).not.toContain('sandbox');
    expect(stages().default).toMatch(/^FROM sekisho$/m);
  });

  test('runs as nobody in particular and asks the API how it is', () => {
    expect(stages().sekisho).toMatch(/^USER node$/m);
    expect(stages().sekisho).toMatch(/^HEALTHCHECK /m);
    expect(stages().sekisho).toMatch(/^CMD \["api\/server.ts"\]$/m);
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
(hasOpenssl ? describe : describe.skip)('docker/prepare.sh', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-secrets-'));
  const prepare = () => spawnSync('sh', [path.join(ROOT, 'docker/prepare.sh'), folder], { encoding: 'utf8' });
  const first = prepare();
  const inFolder = (name: string) => path.join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('makes every secret that docker-compose.yml names, for its owner alone', () => {
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
    for (const env of [PRODUCTION, SANDBOX])
      for (const { file } of Object.values(composeWith(env).secrets)) {
        const { size, mode } = statSync(inFolder(path.basename(file)));
        expect([file, size > 0, mode & 0o077]).toEqual([file, true, 0]);
      }
  });

  test('makes keys and providers that our processes take', async () => {
    for (const [name, purpose] of [
      ['vault_keys', 'vault'],
      ['codec_keys', 'engine'],
      ['index_keys', 'index'],
      ['signing_keys', 'signing'],
    ] as const)
      expect(readKeyFile(inFolder(`${name}.json`), purpose).keys.size).toBe(1);
    expect(Object.keys(await readProviderSecrets(inFolder('sandbox_providers.json')))).toHaveLength(9);
    expect(await readProviderSecrets(inFolder('providers.json'))).toEqual({});
  });

  test('gives each process the passwords of its own roles and of no other', () => {
    const users = (name: string) =>
      readFileSync(inFolder(name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(':')[3]);
    expect(users('pgpass_api')).toEqual(['sekisho_api', 'sekisho_gateway']);
    expect(users('pgpass_worker')).toEqual(['sekisho_worker']);
    expect(users('pgpass_keys')).toEqual(['sekisho_keys']);
    expect(users('pgpass_owner')).toEqual(['sekisho_owner']);
  });

  test('gives the key service’s callers credentials that it takes', () => {
    const callers = readCallers(inFolder('keys_callers.json'));
    for (const [file, name] of [
      ['api', 'api'],
      ['worker', 'activity-worker'],
      ['operator', 'operator'],
    ]) {
      const credential = readFileSync(inFolder(`keys_credential_${file}`), 'utf8').trim();
      expect(callers.nameOf(`Bearer ${credential}`)).toBe(name);
    }
  });

  test('signs certificates that its own authority vouches for', () => {
    for (const name of ['server', 'client', 'ui']) {
      const args = ['verify', '-CAfile', inFolder('temporal_ca.pem'), inFolder(`temporal_${name}.pem`)];
      expect(spawnSync('openssl', args).status).toBe(0);
    }
  });

  test('leaves what is there as it is', () => {
    const contents = () =>
      ['pgpass_admin', 'vault_keys.json', 'temporal_server.pem'].map((name) =>
        readFileSync(inFolder(name), 'utf8'),
      );
    const before = contents();
    expect(prepare().status).toBe(0);
    expect(contents()).toEqual(before);
  });
});
