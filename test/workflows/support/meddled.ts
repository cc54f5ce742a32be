import { ApplicationFailure } from '@temporalio/common';
import { type TestEngine, until } from '../../support/system-engine.js';
import { Office } from './cases.js';
import { activityIdOf, workflowIdOf } from '../../../workflows/contract.js';

/** What somebody with access to the engine does to a run, each to one of its own, and what the ledger calls it. */
const MEDDLING = [
  ['cancel', 'ForeignSignal'],
  ['completion', 'ForgedCompletion'],
  ['failure', 'ForgedCompletion'],
] as const;
const PATIENCE_MS = 120_000;

/** Cases whose run has met the patch `strangers-are-told`, and has lived on with it. */
export async function* meddled(engine: TestEngine) {
  const office = await Office.open(engine.db, engine.register);
  for (const [by, event] of MEDDLING) {
    const of = await office.nominate();
    const requests = await office.bringToChecks(of);
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId).catch(() => [])).length === requests.length,
      PATIENCE_MS,
    );
    const workflowId = workflowIdOf('application', of.caseId, engine.names.workflowIdPrefix);
    const run = engine.client.workflow.getHandle(workflowId);
    const wait = { workflowId, activityId: activityIdOf(requests[0] ?? '') };
    if (by === 'cancel') await run.cancel();
    if (by === 'completion') await engine.client.activity.complete(wait, { answered: 'FORGED' });
    // One that may be tried again is, by the engine, and the run never hears of it.
    if (by === 'failure') await engine.client.activity.fail(wait, ApplicationFailure.nonRetryable('FORGED'));
    await until(
      'it is told',
      async () => (await office.tracesOf(of.caseId)).some((trace) => trace.event === event),
      PATIENCE_MS,
    );

    for (const request of requests) await office.receiveAnswer(request);
    await run.signal('bell');
    await until(
      'it has gone on',
      async () => (await office.stageOf(of.caseId)) !== 'CHECKS_RUNNING',
      PATIENCE_MS,
    );
    await engine.quiet(PATIENCE_MS);
    yield { caseId: of.caseId, by };
  }
}
