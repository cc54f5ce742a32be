import { afterEach, expect, test } from '@jest/globals';
import { startWorld, type World } from './support/world.js';
import { secretOf } from '../../sandbox/providers/secrets.js';

let world: World;
afterEach(async () => world.stop());

const statuses = (requestId: string) =>
  world.gateway.callsAbout(requestId).map(({ method, status }) => `${method} ${status}`);

test('503, 500 and 429 are tried again until they pass', async () => {
  world = await startWorld();
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  world.gateway.meetWith({ status: 503 }, { status: 500 }, { status: 429 });
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();
  expect(statuses(requestId)).toEqual(['GET 503', 'GET 500', 'GET 429', 'GET 200', 'POST 202']);
});

test('an answer met with 503 is sent again, the same', async () => {
  world = await startWorld();
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD', '黒田 剛');
  world.control.hold('POLICE');
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();
  world.gateway.meetWith({ status: 503, headers: { 'retry-after': '1' } });
  await world.control.release('POLICE');
  const posts = world.gateway.callsAbout(requestId).filter(({ method }) => method === 'POST');
  expect(posts.map(({ status }) => status)).toEqual([503, 202]);
  expect(posts[0]?.body).toEqual(posts[1]?.body);
});

test.each([400, 401, 403, 404, 409, 410, 422])('a %i is not tried again', async (status) => {
  world = await startWorld();
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  world.gateway.meetWith({ status });
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();
  expect(statuses(requestId)).toEqual([`GET ${status}`]);
});

test('a redirect is not followed with the credential', async () => {
  world = await startWorld();
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  const elsewhere = world.gateway.open('POLICE', 'POLICE_RECORD');
  const location = `${world.gateway.url}/gateway/requests/${elsewhere}`;
  world.gateway.meetWith({ status: 307, headers: { location } });
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();
  expect(statuses(requestId)).toEqual(['GET 307']);
  expect(statuses(elsewhere)).toEqual([]);
});

test('the pull picks up a request whose event was lost', async () => {
  world = await startWorld({ pollMs: 20 });
  const requestId = world.gateway.open('MUNICIPALITY', 'CONVICTION_RECORD');
  await world.gateway.until(() => world.gateway.answerOf(requestId) !== undefined);
  expect(statuses(requestId)).toEqual(['GET 200', 'POST 202']);
});

test('the pull takes up again what was given up on', async () => {
  world = await startWorld({ pollMs: 50 });
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  world.gateway.meetWith(...Array.from({ length: 5 }, () => ({ status: 503 })));
  await world.gateway.until(() => world.gateway.answerOf(requestId) !== undefined);
  expect(statuses(requestId)).toEqual([...Array.from({ length: 5 }, () => 'GET 503'), 'GET 200', 'POST 202']);
});

test('a connection that breaks in the middle of the reply is tried again', async () => {
  world = await startWorld();
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  world.gateway.meetWith({ status: 200, headers: { 'content-length': '9999' } });
  await world.push('POLICE', 'check.requested', requestId);
  await world.control.settled();
  expect(world.gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
});

test.each([401, 403, 404])(
  'a request met with %i once is answered when the pull still lists it',
  async (status) => {
    world = await startWorld({ pollMs: 20 });
    world.gateway.meetWith({ status });
    const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
    await world.gateway.until(() => world.gateway.answerOf(requestId) !== undefined);
    expect(statuses(requestId)).toEqual([`GET ${status}`, 'GET 200', 'POST 202']);
  },
);

test('a gateway that does not know the credential is asked again, and nothing is deleted meanwhile', async () => {
  world = await startWorld({ pollMs: 20 });
  const { gateway, control, secrets } = world;
  control.hold('POLICE');
  const requestId = gateway.open('POLICE', 'POLICE_RECORD');
  await gateway.until(() => statuses(requestId).length > 0);
  await control.settled();
  const pulls = (status: number) =>
    gateway.calls.filter((call) => call.path.endsWith('source=POLICE') && call.status === status).length;

  const { credential } = secretOf(secrets, 'POLICE');
  secretOf(secrets, 'POLICE').credential = 'changed at the gateway';
  await gateway.until(() => pulls(401) >= 2);
  expect(control.held('POLICE')).toEqual([requestId]);

  secretOf(secrets, 'POLICE').credential = credential;
  const before = pulls(200);
  await gateway.until(() => pulls(200) > before);
  await control.release();
  expect(gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
});

test('pulling does not fetch anew what was met with silence', async () => {
  world = await startWorld({ pollMs: 20 });
  const requestId = world.gateway.open('SUPERIOR', 'SUPERIOR_STATEMENT', '森 遅子');
  const pulls = () => world.gateway.calls.filter(({ path }) => path.endsWith('source=SUPERIOR')).length;
  await world.gateway.until(() => statuses(requestId).length > 0 && pulls() >= 5);
  expect(statuses(requestId)).toEqual(['GET 200']);
});

test('stopping ends every wait at once', async () => {
  world = await startWorld({ pollMs: 60_000 });
  await world.control.setMode('POLICE', 'slow', 60_000);
  const requestId = world.gateway.open('POLICE', 'POLICE_RECORD');
  await world.push('POLICE', 'check.requested', requestId);
  const began = Date.now();
  await world.providers.stop();
  expect(Date.now() - began).toBeLessThan(2_000);
  expect(world.gateway.answerOf(requestId)).toBeUndefined();
});
