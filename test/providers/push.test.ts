import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deliver, eventOf, startWorld, type World } from './support/world.js';
import { secretOf } from '../../sandbox/providers/secrets.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => world.stop());

/** Delivers one event about a fresh request and tells the status, and whether the provider acted on it. */
async function outcomeOf(delivery: Parameters<World['push']>[3]) {
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  const event = eventOf('check.requested', requestId);
  const status = await world.push('POLICE', 'check.requested', requestId, { event, ...delivery });
  await world.control.settled();
  return { status, isActedOn: world.gateway.callsAbout(requestId).length > 0 };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('an event signed with another provider’s secret is refused', async () => {
  const { webhookSecret } = secretOf(world.secrets, 'EMPLOYER');
  expect(await outcomeOf({ webhookSecret })).toEqual({ status: 401, isActedOn: false });
});

test('an event changed after signing is refused', async () => {
  const tamper = (body: string) => body.replace('check.requested', 'check.cancelled');
  expect(await outcomeOf({ tamper })).toEqual({ status: 401, isActedOn: false });
});

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
  'an empty %s is refused',
  async (name) => {
    expect(await outcomeOf({ headers: { [name]: '' } })).toEqual({ status: 401, isActedOn: false });
  },
);

test.each(['v1', 'v1,', 'v1,AAAA', 'v2,AAAA', 'nonsense', ' '])(
  'the signature %p is refused',
  async (value) => {
    const headers = { 'webhook-signature': value };
    expect(await outcomeOf({ headers })).toEqual({ status: 401, isActedOn: false });
  },
);

test('a good signature sent under another id is refused', async () => {
  const headers = { 'webhook-id': `msg_${randomUUID()}` };
  expect(await outcomeOf({ headers })).toEqual({ status: 401, isActedOn: false });
});

test('an event older than five minutes is refused, as is one from the future', async () => {
  expect(await outcomeOf({ at: minutesAgo(6) })).toEqual({ status: 401, isActedOn: false });
  expect(await outcomeOf({ at: minutesAgo(-6) })).toEqual({ status: 401, isActedOn: false });
  expect(await outcomeOf({ at: minutesAgo(4) })).toEqual({ status: 202, isActedOn: true });
});

test('a replayed webhook id is accepted and does nothing', async () => {
  const webhookId = `msg_${randomUUID()}`;
  expect(await outcomeOf({ webhookId })).toEqual({ status: 202, isActedOn: true });
  expect(await outcomeOf({ webhookId })).toEqual({ status: 202, isActedOn: false });
});

test('a refused delivery does not use up its id', async () => {
  const webhookId = `msg_${randomUUID()}`;
  const { webhookSecret } = secretOf(world.secrets, 'EMPLOYER');
  expect(await outcomeOf({ webhookId, webhookSecret })).toEqual({ status: 401, isActedOn: false });
  expect(await outcomeOf({ webhookId })).toEqual({ status: 202, isActedOn: true });
});

test('an event of a kind not known here is accepted and left alone', async () => {
  const event = eventOf('check.praised', randomUUID());
  expect(await outcomeOf({ event })).toEqual({ status: 202, isActedOn: false });
});

test.each([
  ['no JSON', '{'],
  ['an empty body', ''],
  ['a list', []],
  ['no type', { requestId: randomUUID() }],
  ['no request id', { type: 'check.requested', timestamp: new Date().toISOString() }],
  ['an id that is a path', eventOf('check.requested', '../requests')],
])('%s is refused though signed', async (_name, event) => {
  expect(await outcomeOf({ event })).toEqual({ status: 400, isActedOn: false });
});

test('a body of more than 16 KiB is refused', async () => {
  const event = { ...eventOf('check.requested', randomUUID()), padding: 'x'.repeat(17_000) };
  expect(await outcomeOf({ event })).toEqual({ status: 413, isActedOn: false });
});

test('there is no other address', async () => {
  const { url } = world.providers;
  expect((await fetch(`${url}/tax-office/events`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${url}/police/events`)).status).toBe(404);
  const { webhookSecret } = secretOf(world.secrets, 'POLICE');
  const event = eventOf('check.requested', world.gateway.open('POLICE', 'POLICE_RECORD'));
  expect(await deliver(`${url}/police`, 'POLICE', { webhookSecret, event })).toBe(404);
});
