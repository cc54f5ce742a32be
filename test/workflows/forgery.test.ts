import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { workflowIdOf } from '../../workflows/contract.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

/** What no command line sends (test/attacks has those), but a program with access to the engine can. */
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
    await signal(idOf(of.caseId), 'bell', []);
    await signal(idOf(of.caseId), 'bell', GARBAGE);
    await office.bringToChecks(of);
    await engine.quiet();
    // One that says nothing is like ours in all it can do, and only ours in what it does.
    expect(await eventsOf(of.caseId)).toEqual(['ForeignSignal']);
    expect((await engine.handleOf('application', of.caseId).describe()).status.name).toBe('RUNNING');
  });
});

describe('a workflow started by a stranger', () => {
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
    expect(await eventsOf(of.caseId)).toEqual(['WorkflowReplaced']);
  });
});

function plain(value: unknown): object {
  return { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(JSON.stringify(value)) };
}
