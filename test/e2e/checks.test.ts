import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { activityIdOf, workflowIdOf } from '../../workflows/contract.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

const play = (subject: string) => new Play({ as: system.as }, staffOf(0), subject);
/** The request a source was sent about a case. */
async function requestOf(caseId: string, code: string): Promise<string> {
  const row = await system.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', caseId)
    .where('code', '=', code as 'ENTRY_HISTORY')
    .executeTakeFirstOrThrow();
  return row.request_id;
}
const checkOf = (requestId: string) =>
  system.register
    .selectFrom('checks')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirstOrThrow();
const eventsOf = async (caseId: string, event: string) =>
  (
    await system.register
      .selectFrom('ledger')
      .select('id')
      .where('case_id', '=', caseId)
      .where('event', '=', event)
      .execute()
  ).length;
/** Answers as the source itself would, straight at the gateway. */
async function answerAs(source: string, requestId: string, body: unknown) {
  const secrets = JSON.parse(readFileSync(system.secretsFile, 'utf8'));
  const response = await fetch(`${system.url}/gateway/requests/${requestId}/answer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secrets[source].credential}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function heldAt(subject: string): Promise<{ life: Play; id: string; requestId: string }> {
  system.providers.control.hold('IMMIGRATION');
  const life = play(subject);
  const id = await life.untilAllAsked();
  const requestId = await requestOf(id, 'ENTRY_HISTORY');
  await until(() => system.providers.control.held('IMMIGRATION').includes(requestId));
  return { life, id, requestId };
}

async function until(holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const givesUpAt = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > givesUpAt) throw new Error('it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

describe('a check is answered from outside', () => {
  test('an answer survives a restart of the workers: given while they are down, it is on the file when they are back', async () => {
    const { life, id, requestId } = await heldAt('s01');
    await system.engine.stopWorkflowWorker();
    await system.engine.stopActivityWorker();
    expect((await answerAs('IMMIGRATION', requestId, { answer: 'NO_RECORD' })).status).toBe(202);
    await system.engine.startWorkflowWorker();
    await system.engine.startActivityWorker();
    await life.until(id, 'AWAITING_OPINION');
    expect((await checkOf(requestId)).finding).toBe('NO_RECORD');
  }, 60_000);

  test('the same answer twice is one answer, and another one is refused', async () => {
    const { life, id, requestId } = await heldAt('s03');
    const first = await answerAs('IMMIGRATION', requestId, { answer: 'NO_RECORD' });
    const again = await answerAs('IMMIGRATION', requestId, { answer: 'NO_RECORD' });
    const other = await answerAs('IMMIGRATION', requestId, { answer: 'RECORD' });
    expect([first.status, again.status, other.status]).toEqual([202, 202, 409]);
    expect(again.body.receiptId).toBe(first.body.receiptId);
    await life.until(id, 'AWAITING_OPINION');
    expect(await eventsOf(id, 'AnswerReceived')).toBe(8);
    expect(await eventsOf(id, 'AnswerFiled')).toBe(8);
  }, 60_000);

  test('an answer after the withdrawal is not kept: request id, hash and time only', async () => {
    const { life, id, requestId } = await heldAt('s13');
    await life.post(life.subject, `/applications/${id}/withdrawal`);
    const late = await answerAs('IMMIGRATION', requestId, { answer: 'RECORD', statement: '本人の秘密' });
    expect(late.status).toBe(410);
    expect((await checkOf(requestId)).status).toBe('CANCELLED');
    const kept = await system.register
      .selectFrom('inbox')
      .select('id')
      .where('request_id', '=', requestId)
      .execute();
    expect(kept).toEqual([]);
    const traces = await system.register
      .selectFrom('ledger')
      .select('details')
      .where('event', '=', 'AnswerAfterClose')
      .where('case_id', '=', id)
      .execute();
    expect(traces.map((trace) => trace.details)).toContainEqual({
      requestId,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(await system.register.selectFrom('ledger').selectAll().execute())).not.toContain(
      '秘密',
    );
  }, 60_000);

  test('a withdrawal ends the workflow although a source is still silent', async () => {
    const { life, id } = await heldAt('s06');
    await life.post(life.subject, `/applications/${id}/withdrawal`);
    const handle = system.engine.client.workflow.getHandle(
      workflowIdOf('application', id, system.engine.names.workflowIdPrefix),
    );
    await handle.result();
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  }, 60_000);

  test('an answer before the engine waits for it is taken, and the case goes on', async () => {
    await system.engine.stopWorkflowWorker();
    const life = play('s09');
    system.providers.control.hold('EMPLOYER');
    const id = await life.untilChecks();
    const requestId = await requestOf(id, 'DISCIPLINARY_RECORD');
    // No workflow task has run since nomination: the activity does not exist.
    expect((await answerAs('EMPLOYER', requestId, { answer: 'NO_RECORD' })).status).toBe(202);
    await until(async () => (await checkOf(requestId)).status === 'ANSWERED');
    await system.engine.startWorkflowWorker();
    await system.providers.control.release();
    await life.until(id, 'AWAITING_OPINION');
  }, 60_000);

  test('an unknown request, and a known one of another source, are the same nothing', async () => {
    const { requestId } = await heldAt('s08');
    const unknown = await answerAs('IMMIGRATION', randomUUID(), { answer: 'NO_RECORD' });
    const foreign = await answerAs('POLICE', requestId, { answer: 'NO_RECORD' });
    expect([unknown.status, foreign.status]).toEqual([404, 404]);
    expect({ ...unknown.body, reference: '' }).toEqual({ ...foreign.body, reference: '' });
    const forged = await fetch(`${system.url}/gateway/requests/${requestId}/answer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${randomUUID()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ answer: 'NO_RECORD' }),
    });
    expect(forged.status).toBe(401);
    expect((await checkOf(requestId)).status).toBe('OPEN');
  }, 60_000);

  test('a completion forged in the engine changes nothing but that a person looks: the register still waits, and the attempt is on the ledger', async () => {
    const { life, id, requestId } = await heldAt('s10');
    const workflowId = workflowIdOf('application', id, system.engine.names.workflowIdPrefix);
    await until(async () => (await pendingChecks(workflowId)) === 1);
    await system.engine.client.activity.complete(
      { workflowId, activityId: activityIdOf(requestId) },
      { finding: 'NO_RECORD' },
    );
    await until(async () => (await eventsOf(id, 'ForgedCompletion')) === 1);
    expect((await checkOf(requestId)).status).toBe('OPEN');
    await until(async () => (await pendingChecks(workflowId)) === 1);
    await answerAs('IMMIGRATION', requestId, { answer: 'NO_RECORD' });
    await life.until(id, 'HUMAN_REVIEW');
  }, 60_000);

  test('silence past the deadline is LATE and goes to a person; the belated answer takes its place and is looked at too', async () => {
    const { life, id, requestId } = await heldAt('s11');
    await life.moveClock({ by: 'P61D' });
    await life.until(id, 'HUMAN_REVIEW');
    expect(await checkOf(requestId)).toMatchObject({ status: 'LATE', finding: 'LATE' });
    expect((await answerAs('IMMIGRATION', requestId, { answer: 'RECORD' })).status).toBe(202);
    await until(async () => (await checkOf(requestId)).finding === 'RECORD');
    expect(await life.until(id, 'HUMAN_REVIEW')).toBe('HUMAN_REVIEW');
    await life.review(id);
    expect((await checkOf(requestId)).resolved_at).not.toBeNull();
  }, 60_000);

  test('an answer survives a restart of the API: asked before it, given after it', async () => {
    const { life, id, requestId } = await heldAt('s15');
    // The others have answered: here nobody pulls, and a source that gave up during the restart would never come back.
    await until(async () => (await eventsOf(id, 'AnswerReceived')) === 7);
    await system.restartApi();
    // A connection may have been closed under it: like any client, it then tries again.
    const answered = () => system.providers.control.answer(requestId, 'NO_RECORD').catch(() => undefined);
    await until(async () => (await answered())?.status === 202);
    await life.until(id, 'AWAITING_OPINION');
    expect((await checkOf(requestId)).finding).toBe('NO_RECORD');
  }, 120_000);
});

async function pendingChecks(workflowId: string): Promise<number> {
  const { raw } = await system.engine.client.workflow.getHandle(workflowId).describe();
  return (raw.pendingActivities ?? []).filter((activity) => activity.activityId?.startsWith('check-')).length;
}
