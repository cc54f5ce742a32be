import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sekisho-identity-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true });
});

/** Somebody on a port that was free, and the PORT_BASE that puts the provider there. */
async function takenPort(): Promise<{ server: Server; portBase: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, portBase: (address && typeof address === 'object' ? address.port : 0) - 1 };
}

function start(portBase: number, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/identity/server.ts'], {
    stdio: 'pipe',
    env: { PATH: process.env.PATH, PORT_BASE: String(portBase), SEKISHO_DATA: dataDir, ...env },
  });
  children.push(child);
  let output = '';
  const heard = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('"ready"')) resolve();
    });
  });
  const ended = once(child, 'exit').then(([code]): number => Number(code));
  return { child, ended, ready: Promise.race([heard, ended]), output: () => output };
}

async function freePortBase(): Promise<number> {
  const { server, portBase } = await takenPort();
  await new Promise((resolve) => server.close(resolve));
  return portBase;
}

test('it says that it is ready, in one line of JSON, and ends with whoever started it', async () => {
  const portBase = await freePortBase();
  const { child, ready, ended, output } = start(portBase);
  await ready;
  expect(JSON.parse(output())).toMatchObject({
    process: 'identity',
    issuer: `http://127.0.0.1:${portBase + 1}`,
  });
  for (const path of ['/health/live', '/health/ready', '/metrics', '/.well-known/openid-configuration']) {
    expect((await fetch(`http://127.0.0.1:${portBase + 1}${path}`)).status).toBe(200);
  }
  child.stdin.destroy();
  expect(await ended).toBe(0);
});

test('it does not run in production, and says what to do instead', async () => {
  const { ended, output } = start(await freePortBase(), { SEKISHO_MODE: 'production' });
  expect(await ended).toBe(1);
  expect(output()).toContain('set OIDC_ISSUER to your own');
});

test('a busy port is told with its cure', async () => {
  const { server, portBase } = await takenPort();
  const { ended, output } = start(portBase);
  expect(await ended).toBe(1);
  expect(output()).toContain(`Port ${portBase + 1} is in use`);
  await new Promise((resolve) => server.close(resolve));
});
