import type { Db } from '../store/db.js';
import { doNotExpect, expectNewRun } from '../store/strangers.js';
import type { EnginePort, RunningWorkflow } from './engine-port.js';

/**
 * Ends a run of ours so that another takes its place: said before, so that the other's first look is expected, however
 * soon a bell starts it; and taken back where the engine does not end it.
 */
export async function endOurs(
  { db, engine }: { readonly db: Db; readonly engine: Pick<EnginePort, 'end'> },
  caseId: string,
  run: RunningWorkflow,
  reason: string,
): Promise<void> {
  await expectNewRun(db, caseId, run.runId);
  try {
    await engine.end(run, reason);
  } catch (error) {
    await doNotExpect(db, caseId, run.runId);
    throw error;
  }
}
