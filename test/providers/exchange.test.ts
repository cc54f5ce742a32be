import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CHECK_CODES, checkOf } from '../support/act27.js';
import { deliver, eventOf, startWorld, type World } from './support/world.js';
import { secretOf } from '../../sandbox/providers/secrets.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => world.stop());

test('an event is taken, the request fetched with the provider’s own credential, and answered', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('POLICE', 'POLICE_RECORD', '黒田 剛');

  expect(await push('POLICE', 'check.requested', requestId)).toBe(202);
  await control.settled();

  expect(gateway.calls.map(({ method, status }) => [method, status])).toEqual([
    ['GET', 200],
    ['POST', 202],
  ]);
  expect(gateway.answerOf(requestId)).toEqual({
    answer: 'RECORD',
    statement: expect.stringContaining('summary order'),
  });
});

test('every kind of check is answered by its source', async () => {
  const { gateway, control, push } = world;
  for (const code of CHECK_CODES) {
    const requestId = gateway.open(checkOf(code).source, code);
    expect(await push(checkOf(code).source, 'check.requested', requestId)).toBe(202);
    await control.settled();
    expect(gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
  }
});

test('a source that is silent answers neither at once nor when reminded', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('SUPERIOR', 'SUPERIOR_STATEMENT', '森 遅子');
  await push('SUPERIOR', 'check.requested', requestId);
  await push('SUPERIOR', 'check.reminded', requestId);
  await control.settled();
  expect(gateway.callsAbout(requestId).map(({ method }) => method)).not.toContain('POST');
});

test('a source that must be reminded answers then, and only then', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('EMPLOYER', 'DISCIPLINARY_RECORD', '待田 律');
  await push('EMPLOYER', 'check.requested', requestId);
  await control.settled();
  expect(gateway.answerOf(requestId)).toBeUndefined();

  await push('EMPLOYER', 'check.reminded', requestId);
  await control.settled();
  expect(gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
});

test('a reminder of a request whose first event was lost is answered', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('EMPLOYER', 'DISCIPLINARY_RECORD', '待田 律');
  await push('EMPLOYER', 'check.reminded', requestId);
  await control.settled();
  expect(gateway.answerOf(requestId)).toEqual({ answer: 'NO_RECORD' });
});

test('the same event under new ids is answered once', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('POLICE', 'DRUG_RECORD');
  await Promise.all([1, 2, 3].map(() => push('POLICE', 'check.requested', requestId)));
  await control.settled();
  await push('POLICE', 'check.requested', requestId);
  await control.settled();
  expect(gateway.callsAbout(requestId)).toHaveLength(2);
});

test('a request of another source is not answered', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('POLICE', 'POLICE_RECORD');
  expect(await push('EMPLOYER', 'check.requested', requestId)).toBe(202);
  await control.settled();
  expect(gateway.callsAbout(requestId).map(({ method, status }) => [method, status])).toEqual([['GET', 404]]);
});

test('a cancelled request is not answered any more', async () => {
  const { gateway, control, push } = world;
  const requestId = gateway.open('POLICE', 'POLICE_RECORD');
  await push('POLICE', 'check.cancelled', requestId);
  await push('POLICE', 'check.requested', requestId);
  await control.settled();
  expect(gateway.callsAbout(requestId)).toHaveLength(0);
});

test('a new process, told again, answers as the old one did', async () => {
  const { gateway, control, push, startAnother, secrets } = world;
  const requestId = gateway.open('CREDIT_BUREAU', 'CREDIT_STANDING', '黒田 剛');
  await push('CREDIT_BUREAU', 'check.requested', requestId);
  await control.settled();

  const another = await startAnother();
  const { webhookSecret } = secretOf(secrets, 'CREDIT_BUREAU');
  const event = eventOf('check.requested', requestId);
  expect(await deliver(another.url, 'CREDIT_BUREAU', { webhookSecret, event })).toBe(202);
  await another.control.settled();
  await another.stop();
  const posts = gateway.callsAbout(requestId).filter(({ method }) => method === 'POST');
  expect(posts.map(({ status }) => status)).toEqual([202, 202]);
});
