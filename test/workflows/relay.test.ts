import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WAITING_ON } from '../../workflows/contract.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office } from './support/cases.js';

let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
afterAll(() => engine.stop());

const runOf = (caseId: string) => engine.handleOf('application', caseId).describe();
const waitingOn = async (caseId: string) => (await runOf(caseId)).typedSearchAttributes.get(WAITING_ON);

describe('the relay', () => {
  test('starts the workflow of a new case, which shows at a glance what it waits for', async () => {
    const of = await office.nominate();
    await engine.quiet();

    const run = await runOf(of.caseId);
    expect(run.status.name).toBe('RUNNING');
    expect(run.taskQueue).toBe(engine.names.taskQueue);
    expect(await waitingOn(of.caseId)).toBe('OFFICER');

    const requests = await office.bringToChecks(of);
    await engine.quiet();
    await until('it waits for providers', async () => (await waitingOn(of.caseId)) === 'PROVIDER');
    expect(await engine.awaitedChecks(of.caseId)).toEqual(requests);
    expect(engine.pushed.map((message) => message.type)).toEqual(requests.map(() => 'check.requested'));
  });

  test('brings a lost workflow back at its next bell', async () => {
    const of = await office.nominate();
    await engine.quiet();
    const lost = await runOf(of.caseId);
    await engine.handleOf('application', of.caseId).terminate('test');

    const requests = await office.bringToChecks(of);
    await engine.quiet();
    const found = await runOf(of.caseId);
    expect(found.status.name).toBe('RUNNING');
    expect(found.runId).not.toBe(lost.runId);
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
  });

  test('tells a case that has ended, and never starts one for it', async () => {
    const of = await office.nominate();
    await engine.quiet();
    await engine.handleOf('application', of.caseId).terminate('test');
    await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });

    await engine.quiet();
    expect((await runOf(of.caseId)).status.name).toBe('TERMINATED');
  });
});

describe('with workers away', () => {
  test('an act counts at once, and the workflow catches up when they are back', async () => {
    const of = await office.nominate();
    await engine.quiet();
    await engine.stopWorkflowWorker();
    await engine.stopActivityWorker();

    const requests = await office.bringToChecks(of);
    expect(await office.stageOf(of.caseId)).toBe('CHECKS_RUNNING');
    for (const requestId of requests) await office.receiveAnswer(requestId);

    await engine.startActivityWorker();
    await engine.startWorkflowWorker();
    await engine.quiet();
    expect(await office.stageOf(of.caseId)).toBe('AWAITING_OPINION');
  });

  test('an answer given while no workflow worker runs completes its check when one is back', async () => {
    const of = await office.nominate();
    const requests = await office.bringToChecks(of);
    await engine.quiet();
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    await engine.stopWorkflowWorker();
    for (const requestId of requests) await office.receiveAnswer(requestId, 'RECORD');
    await until(
      'the completions are in the history',
      async () => (await engine.awaitedChecks(of.caseId)).length === 0,
    );
    expect(await office.stageOf(of.caseId)).toBe('CHECKS_RUNNING');

    await engine.startWorkflowWorker();
    await engine.quiet();
    expect(await office.stageOf(of.caseId)).toBe('HUMAN_REVIEW');
  });
});
