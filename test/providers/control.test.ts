import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Source } from '../../domain/checks.js';
import { startWorld, type World } from './support/world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld({ controls: true });
});
afterEach(async () => world.stop());

async function hold(source: Source, checkCode: string, name?: string): Promise<string> {
  world.control.hold(source);
  const requestId = world.gateway.open(source, checkCode, name);
  await world.push(source, 'check.requested', requestId);
  await world.control.settled();
  return requestId;
}
const posts = (requestId: string) =>
  world.gateway.callsAbout(requestId).filter(({ method }) => method === 'POST');

test('what is held has been fetched and is answered on release', async () => {
  const requestId = await hold('POLICE', 'POLICE_RECORD', '黒田 剛');
  expect(world.control.held('POLICE')).toEqual([requestId]);
  expect(world.gateway.callsAbout(requestId)).toHaveLength(1);

  expect(await world.control.release('POLICE')).toEqual([requestId]);
  expect(world.control.held('POLICE')).toEqual([]);
  expect(world.gateway.answerOf(requestId)).toMatchObject({ answer: 'RECORD' });
});

test('holding one source leaves the others alone', async () => {
  await hold('POLICE', 'POLICE_RECORD');
  const requestId = world.gateway.open('EMPLOYER', 'DISCIPLINARY_RECORD');
  await world.push('EMPLOYER', 'check.requested', requestId);
  await world.control.settled();
  expect(world.gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
});

test('what turns out closed is deleted, and not tried again', async () => {
  const requestId = await hold('POLICE', 'POLICE_RECORD');
  world.gateway.close(requestId);
  await world.control.release('POLICE');
  expect(posts(requestId).map(({ status }) => status)).toEqual([410]);
  expect(world.control.held('POLICE')).toEqual([]);
});

test('a cancelled request is deleted while held', async () => {
  const requestId = await hold('POLICE', 'POLICE_RECORD');
  await world.push('POLICE', 'check.cancelled', requestId);
  expect(world.control.held('POLICE')).toEqual([]);
  await world.control.release();
  expect(posts(requestId)).toHaveLength(0);
});

test('a held request that is no longer listed is deleted, though its cancellation was lost', async () => {
  const other = await startWorld({ pollMs: 20 });
  other.control.hold('POLICE');
  const requestId = other.gateway.open('POLICE', 'POLICE_RECORD');
  const pulls = () => other.gateway.calls.filter(({ path }) => path.endsWith('source=POLICE')).length;
  await other.gateway.until(() => other.gateway.callsAbout(requestId).length === 1);
  await other.control.settled();
  expect(other.control.held('POLICE')).toEqual([requestId]);

  other.gateway.close(requestId);
  const before = pulls();
  await other.gateway.until(() => pulls() >= before + 3);
  expect(other.control.held('POLICE')).toEqual([]);
  await other.stop();
});

test('an answer can be forced: before any reminder, after a withdrawal, twice, and differently', async () => {
  const requestId = await hold('SUPERIOR', 'SUPERIOR_STATEMENT', '森 遅子');
  const first = await world.control.answer(requestId, { answer: 'RECORD', statement: '見た。' });
  expect(first.status).toBe(202);
  expect(await world.control.answer(requestId, { answer: 'RECORD', statement: '見た。' })).toEqual(first);
  expect(await world.control.answer(requestId, 'NO_RECORD')).toEqual({ status: 409 });

  world.gateway.close(requestId);
  expect(await world.control.answer(requestId, 'NO_RECORD')).toEqual({ status: 410 });
});

test('an answer to a request that never came needs a source, and is told as it is met', async () => {
  const unknown = '018f3c1e-7f5b-7c1a-9d53-000000000000';
  await expect(world.control.answer(unknown, 'RECORD')).rejects.toThrow('name the source');
  expect(await world.control.answer(unknown, 'RECORD', 'POLICE')).toEqual({ status: 404 });
});

test('in duplicate mode the same answer is sent twice', async () => {
  await world.control.setMode('POLICE', 'duplicate');
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD', '黒田 剛');
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();
  expect(posts(requestId).map(({ status }) => status)).toEqual([202, 202]);
  expect(posts(requestId)[0]?.body).toEqual(posts(requestId)[1]?.body);
});

test('in slow mode a cancellation still comes in time', async () => {
  await world.control.setMode('POLICE', 'slow', 100);
  const [late, cancelled] = [1, 2].map(() => world.gateway.open('POLICE', 'POLICE_RECORD')) as [
    string,
    string,
  ];
  await world.push('POLICE', 'check.requested', late);
  await world.push('POLICE', 'check.requested', cancelled);
  await world.push('POLICE', 'check.cancelled', cancelled);
  await world.control.settled();
  expect(world.gateway.answerOf(late)).toEqual({ answer: 'NO_RECORD' });
  expect(posts(cancelled)).toHaveLength(0);
});

test('the same can be done over HTTP', async () => {
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  expect(await call('POST', '/control', { source: 'POLICE', mode: 'hold' })).toMatchObject({ status: 200 });
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();

  const state = await call('GET', '/control/state');
  expect(state.body).toMatchObject({
    providers: expect.arrayContaining([
      { source: 'POLICE', mode: 'hold', held: [requestId], quiet: [], underWay: 0 },
    ]),
  });
  const released = await call('POST', '/control/release', { source: 'POLICE' });
  expect(released).toEqual({ status: 202, body: { released: [requestId] } });
  await world.control.settled();
  expect(world.gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
});

test('a wish that cannot be read is refused', async () => {
  for (const wish of [{ source: 'TAX_OFFICE', mode: 'hold' }, { source: 'POLICE', mode: 'lie' }, [], 'x']) {
    expect((await call('POST', '/control', wish)).status).toBe(400);
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await call('POST', '/control/release', {}, form)).status).toBe(400);
});

test.each([
  ['through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
  ['under a name that is bent to this machine', { host: 'rebound.example' }],
])('nobody reaches the controls %s', async (_name, headers) => {
  expect((await call('GET', '/control/state', undefined, headers)).status).toBe(404);
});

test('without the sandbox flag there are no controls', async () => {
  const other = await world.startAnother();
  const plain = await startWorld();
  expect((await fetch(`${plain.providers.url}/control/state`)).status).toBe(404);
  expect((await fetch(`${other.url}/control/state`)).status).toBe(200);
  await plain.stop();
  await other.stop();
});

test('health and metrics tell no more than counts', async () => {
  const requestId = await hold('POLICE', 'POLICE_RECORD', '黒田 剛');
  await world.control.release();
  expect((await call('GET', '/health/live')).status).toBe(200);
  expect((await call('GET', '/health/ready')).status).toBe(200);
  const metrics = await (await fetch(`${world.providers.url}/metrics`)).text();
  expect(metrics).toContain('sekisho_provider_requests_total{source="POLICE",outcome="received"} 1');
  expect(metrics).not.toContain(requestId);
});

/** Not `fetch`, which does not let a caller choose its Host. */
function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const outgoing = request(`${world.providers.url}${path}`, { method, headers: { ...json, ...headers } });
    outgoing.on('error', reject).on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
