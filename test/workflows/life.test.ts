import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nudge, workflowIdOf } from '../../workflows/contract.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
afterAll(() => engine.stop());

const caseOf = (of: TestCase) => engine.handleOf('application', of.caseId);

describe('a history that grows large', () => {
  test('is rolled, and the new run awaits every open check', async () => {
    const of = await office.nominate();
    const requests = await office.bringToChecks(of);
    await engine.quiet();
    const first = await caseOf(of).describe();
    await flood(of, 6);

    await until('a new run has begun', async () => (await caseOf(of).describe()).runId !== first.runId);
    await until(
      'the checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    expect(await engine.awaitedChecks(of.caseId)).toEqual(requests);
    const { historyLength } = await caseOf(of).describe();
    expect(historyLength).toBeLessThan(60);

    for (const requestId of requests) await office.receiveAnswer(requestId);
    await engine.quiet();
    expect(await office.stageOf(of.caseId)).toBe('AWAITING_OPINION');
  });
});

describe('an operator’s nudge', () => {
  test('makes the case look, and says where it stands', async () => {
    const of = await office.nominate();
    await engine.quiet();
    const standing = await caseOf(of).executeUpdate(nudge);
    expect(standing).toMatchObject({
      stage: 'NOMINATED',
      ended: false,
      waitingOn: 'OFFICER',
      turn: 'Adjudicator',
    });
  });

  test('never keeps a case that ends from ending', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const of = await office.nominate();
      await engine.quiet();
      await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });
      // Some arrive before the last look, some while it is under way, some after the end.
      const nudges = Array.from({ length: 8 }, () =>
        caseOf(of)
          .executeUpdate(nudge)
          .catch(() => null),
      );
      await caseOf(of).result();
      await Promise.all(nudges);
    }
  });
});

/** Foreign signals of nearly a megabyte: four megabytes of history are what the engine wants rolled. */
async function flood(of: TestCase, signals: number): Promise<void> {
  const workflowId = workflowIdOf('application', of.caseId, engine.names.workflowIdPrefix);
  for (let i = 0; i < signals; i++)
    await engine.client.workflowService.signalWorkflowExecution({
      namespace: engine.at.namespace,
      workflowExecution: { workflowId },
      signalName: 'flood',
      input: {
        payloads: [{ metadata: { encoding: Buffer.from('binary/plain') }, data: Buffer.alloc(900_000) }],
      },
    });
}
