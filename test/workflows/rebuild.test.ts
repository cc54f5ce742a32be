import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { advance } from '../../activities/advance.js';
import { endOurs } from '../../activities/end-ours.js';
import { lastRuns } from '../../store/strangers.js';
import { NoSuchCase, rebuildCase } from '../../workers/rebuild.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office } from './support/cases.js';

let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
afterAll(() => engine.stop());

describe('rebuilding a case', () => {
  test('ends its workflow and starts it anew where the register says it stands', async () => {
    const of = await office.nominate();
    const requests = await office.bringToChecks(of);
    await engine.quiet();
    const before = await engine.handleOf('application', of.caseId).describe();

    const done = await rebuildCase(engine, of.caseId);
    expect(done).toMatchObject({ workflowId: before.workflowId, caseEnded: false, ended: before.runId });
    expect(done.started).not.toBe(before.runId);
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    expect(await office.tracesOf(of.caseId)).toEqual([
      { event: 'WorkflowRebuilt', details: { ended: before.runId, started: done.started } },
    ]);

    for (const requestId of requests) await office.receiveAnswer(requestId);
    await engine.quiet();
    expect(await office.stageOf(of.caseId)).toBe('AWAITING_OPINION');
  });

  test('is told once, though the run that it ended was still at its last look', async () => {
    const of = await office.nominate();
    await engine.quiet();
    await engine.stopWorkflowWorker();
    const { ended, started, workflowId } = await rebuildCase(engine, of.caseId);
    const look = (runId: string | null) =>
      advance(
        engine.db,
        { caseId: of.caseId, lastSeq: 0, foreignSignals: 0, claimed: [] },
        { workflowId, runId: runId ?? 'none' },
        engine.names.workflowIdPrefix,
      );
    for (const runId of [ended, started, ended]) await look(runId);
    await engine.startWorkflowWorker();
    await engine.quiet();

    expect(await office.tracesOf(of.caseId)).toEqual([
      { event: 'WorkflowRebuilt', details: { ended, started } },
    ]);
  });

  test('remembers the run again that the engine did not end', async () => {
    const of = await office.nominate();
    await engine.quiet();
    const run = await engine.handleOf('application', of.caseId).describe();
    const end = () => Promise.reject(new Error('away'));
    const ending = endOurs({ db: engine.db, engine: { end } }, of.caseId, { ...run, taskQueue: 'q' }, 'test');
    await expect(ending).rejects.toThrow('away');
    await advance(
      engine.db,
      { caseId: of.caseId, lastSeq: 0, foreignSignals: 0, claimed: [] },
      { workflowId: run.workflowId, runId: run.runId },
      engine.names.workflowIdPrefix,
    );
    expect((await lastRuns(engine.db, [of.caseId])).get(of.caseId)).toBe(run.runId);
  });

  test('starts one where none runs, whatever stands in its place', async () => {
    const of = await office.nominate();
    await engine.quiet();
    const handle = engine.handleOf('application', of.caseId);
    await handle.terminate('test');
    expect(await rebuildCase(engine, of.caseId)).toMatchObject({ ended: null });
    await handle.terminate('test');
    await engine.client.workflow.start('grievance', {
      workflowId: handle.workflowId,
      taskQueue: 'nobody',
      args: [],
    });

    expect(await rebuildCase(engine, of.caseId)).toMatchObject({ caseEnded: false });
    const { type, taskQueue } = await handle.describe();
    expect([type, taskQueue]).toEqual(['application', engine.names.taskQueue]);
  });

  test('starts nothing for a case that has ended', async () => {
    const of = await office.nominate();
    await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });
    await engine.quiet();
    await engine.handleOf('application', of.caseId).result();
    expect(await rebuildCase(engine, of.caseId)).toMatchObject({
      caseEnded: true,
      ended: null,
      started: null,
    });
  });

  test.each([randomUUID(), 'application/x', ''])('refuses what is no case: "%s"', async (caseId) => {
    await expect(rebuildCase(engine, caseId)).rejects.toThrow(NoSuchCase);
  });
});
