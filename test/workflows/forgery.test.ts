import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { activityIdOf, workflowIdOf } from '../../workflows/contract.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

/** What somebody with access to the engine, but not to our keys, can send. */
const GARBAGE = [
  { metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.alloc(50) },
  { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{') },
  {},
];

let engine: TestEngine;
let office: Office;
let of: TestCase;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
beforeEach(async () => {
  of = await office.nominate();
  await engine.quiet();
});
afterAll(() => engine.stop());

const idOf = (caseId: string) => workflowIdOf('application', caseId, engine.names.workflowIdPrefix);
const eventsOf = async (caseId: string | null) => (await office.tracesOf(caseId)).map((trace) => trace.event);

async function signal(workflowId: string, signalName: string, payloads: object[]): Promise<void> {
  const { namespace } = engine.at;
  await engine.client.workflowService.signalWorkflowExecution({
    namespace,
    workflowExecution: { workflowId },
    signalName,
    input: { payloads },
  });
}

/** Starts a case's workflow as a stranger does: the right type and queue, and whatever they like as input. */
async function forgeStart(workflowId: string, payloads: object[]): Promise<void> {
  await engine.client.workflowService.startWorkflowExecution({
    namespace: engine.at.namespace,
    workflowId,
    workflowType: { name: 'application' },
    taskQueue: { name: engine.names.taskQueue },
    requestId: randomUUID(),
    input: { payloads },
  });
}

describe('a signal of ours by a stranger', () => {
  test('wakes the case and can say nothing, readable or not', async () => {
    await signal(idOf(of.caseId), 'bell', GARBAGE);
    await signal(idOf(of.caseId), 'bell', []);
    await office.bringToChecks(of);
    await engine.quiet();
    expect(await eventsOf(of.caseId)).toEqual([]);
    expect((await engine.handleOf('application', of.caseId).describe()).status.name).toBe('RUNNING');
  });
});

describe('a signal of another name', () => {
  test('leaves a trace and blocks nothing, readable or not', async () => {
    await signal(idOf(of.caseId), 'grantClearance', GARBAGE);
    await engine.handleOf('application', of.caseId).signal('grantClearance', { decision: 'FOUND' });
    await until('it is traced', async () => {
      const traces = await office.tracesOf(of.caseId);
      return traces.reduce((sum, { details }) => sum + Number(details.count), 0) === 2;
    });
    expect(new Set(await eventsOf(of.caseId))).toEqual(new Set(['ForeignSignal']));

    await office.bringToChecks(of);
    await engine.quiet();
    expect(await office.stageOf(of.caseId)).toBe('CHECKS_RUNNING');
  });
});

describe('a workflow started by a stranger', () => {
  test('without a row in the register ends at once and leaves a trace', async () => {
    const unknown = randomUUID();
    await forgeStart(idOf(unknown), GARBAGE);
    await engine.handleOf('application', unknown).result();
    expect(await eventsOf(unknown)).toEqual(['UnknownCaseStarted']);
  });

  test('under an id that names no case ends at once and leaves a trace without that id', async () => {
    const workflowId = `${engine.names.workflowIdPrefix}somebody`;
    await forgeStart(workflowId, []);
    await engine.client.workflow.getHandle(workflowId).result();
    const traces = await office.tracesOf(null);
    expect(traces.filter((trace) => trace.event === 'UnknownCaseStarted')).toEqual([
      { event: 'UnknownCaseStarted', details: {} },
    ]);
  });

  test.each([
    ['no input', () => []],
    ['input that cannot be read', () => GARBAGE],
    ['input that names another case', () => [plain({ caseId: randomUUID(), lastSeq: 3 })]],
  ])('in the place of a case, with %s, lives that very case', async (_, payloads) => {
    await engine.handleOf('application', of.caseId).terminate('test');
    await forgeStart(idOf(of.caseId), payloads());
    const requests = await office.bringToChecks(of);
    await engine.quiet();
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    expect(await eventsOf(of.caseId)).toEqual([]);
  });
});

describe('a completion without an answer in the register', () => {
  test('leaves a trace, and the check is awaited again', async () => {
    const requests = await office.bringToChecks(of);
    await engine.quiet();
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    for (const requestId of requests) {
      const activityId = activityIdOf(requestId);
      await engine.client.activity.complete(
        { workflowId: idOf(of.caseId), activityId },
        { finding: 'NO_RECORD' },
      );
    }
    await until('it is traced', async () => (await eventsOf(of.caseId)).length === requests.length);
    expect(new Set(await eventsOf(of.caseId))).toEqual(new Set(['ForgedCompletion']));
    await until(
      'they are awaited again',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    expect(await office.openRequests(of)).toEqual(requests);
    expect(await office.stageOf(of.caseId)).toBe('CHECKS_RUNNING');

    for (const requestId of requests) await office.receiveAnswer(requestId);
    await engine.quiet();
    expect(await office.stageOf(of.caseId)).toBe('AWAITING_OPINION');
  });

  test('nor does a failure end a check', async () => {
    const [requestId = ''] = await office.bringToChecks(of);
    await engine.quiet();
    await until('it is awaited', async () => (await engine.awaitedChecks(of.caseId)).includes(requestId));
    const activityId = activityIdOf(requestId);
    const refused = ApplicationFailure.nonRetryable('no such person', 'REFUSED');
    await engine.client.activity.fail({ workflowId: idOf(of.caseId), activityId }, refused);
    await until('it is gone', async () => !(await engine.awaitedChecks(of.caseId)).includes(requestId));
    await engine.handleOf('application', of.caseId).signal('bell');
    await until('it is awaited again', async () =>
      (await engine.awaitedChecks(of.caseId)).includes(requestId),
    );
    expect(await eventsOf(of.caseId)).toEqual(['ForgedCompletion']);
  });
});

function plain(value: unknown): object {
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
}
