import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { ensureProviderSecrets, type ProviderSecret } from '../../sandbox/providers/secrets.js';
import { type FakeGateway, startFakeGateway } from './support/fake-gateway.js';
import { deliver, eventOf } from './support/world.js';
import { secretOf } from '../../sandbox/providers/secrets.js';

let folder: string;
let port: number;
let secrets: Awaited<ReturnType<typeof ensureProviderSecrets>>;
let gateway: FakeGateway;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sekisho-providers-'));
  port = await freePort();
  secrets = await ensureProviderSecrets(join(folder, 'providers.json'), `http://127.0.0.1:${port}`);
  gateway = await startFakeGateway(secrets satisfies Record<string, ProviderSecret>);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }
});
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

test('the process answers, logs ids only, and ends when its launcher is gone', async () => {
  const child = start({});
  await child.said('"ready"');
  const url = `http://127.0.0.1:${port}`;
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);

  const requestId = gateway.open('POLICE', 'POLICE_RECORD', '黒田 剛', false);
  const { webhookSecret } = secretOf(secrets, 'POLICE');
  expect(await deliver(url, 'POLICE', { webhookSecret, event: eventOf('check.requested', requestId) })).toBe(
    202,
  );
  await gateway.until(() => gateway.answerOf(requestId) !== undefined);
  await child.said('"outcome":"received"');

  child.stdin.end();
  expect(await child.ended).toBe(0);
  const log = child.output();
  expect(log).toContain(requestId);
  for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  for (const secret of [
    '黒田',
    'RECORD"',
    'summary order',
    webhookSecret,
    secretOf(secrets, 'POLICE').credential,
  ]) {
    expect(log).not.toContain(secret);
  }
});

test('SIGTERM ends it cleanly', async () => {
  const child = start({});
  await child.said('"ready"');
  child.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});

test.each([
  ['production', { SEKISHO_MODE: 'production' }, 'do not run in production'],
  ['without its file', { PROVIDERS_FILE: '/nowhere/providers.json' }, 'set PROVIDERS_FILE'],
])('%s, it refuses to start with one sentence', async (_name, env, sentence) => {
  const child = start(env);
  expect(await child.ended).toBe(1);
  expect(child.output()).toContain(sentence);
  expect(child.output().trim().split('\n')).toHaveLength(1);
});

test('a busy port is told with its cure', async () => {
  const blocker = createServer().listen(port, '127.0.0.1');
  await once(blocker, 'listening');
  const child = start({});
  expect(await child.ended).toBe(1);
  expect(child.output()).toContain(`Port ${port} is in use`);
  blocker.close();
});

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/providers/server.ts'], {
    env: {
      PATH: process.env.PATH,
      PORT_BASE: String(port - 2),
      SEKISHO_DATA: folder,
      GATEWAY_URL: gateway.url,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    stdin: child.stdin,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    output: () => output,
    ended,
    async said(text: string) {
      while (!output.includes(text)) await Promise.race([once(child.stdout, 'data'), failIfEnded()]);
    },
  };
  async function failIfEnded() {
    throw new Error(`ended with ${await ended}: ${output}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  // Some systems hand out ports that PORT_BASE does not allow.
  return found <= 65_000 ? found : freePort();
}
