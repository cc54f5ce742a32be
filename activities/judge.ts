import type { CaseRef, ImpostorFault } from '../store/census.js';
import { casesOf, traceImpostor } from '../store/census.js';
import type { Db } from '../store/db.js';
import { activityQueueOf, caseOf, UPKEEP, workflowIdOf } from '../workflows/contract.js';
import type { EnginePort, RunningWorkflow } from './engine-port.js';

/** What a running workflow is to the register. */
export type Judged =
  | {
      readonly verdict: 'SUSPECT';
      readonly workflow: RunningWorkflow;
      readonly fault: ImpostorFault;
      readonly caseId: string | null;
    }
  | { readonly verdict: 'RIGHT'; readonly caseId: string; readonly runId: string }
  | { readonly verdict: 'UPKEEP' | 'FOREIGN' };
export type Suspect = Extract<Judged, { verdict: 'SUSPECT' }>;

interface Parts {
  readonly db: Db;
  readonly engine: EnginePort;
}

export async function judge({ db, engine }: Parts, page: readonly RunningWorkflow[]): Promise<Judged[]> {
  const { taskQueue, workflowIdPrefix } = engine.names;
  const named = page.map((workflow) => ({ workflow, about: ourCase(workflow.workflowId, workflowIdPrefix) }));
  const known = await casesOf(
    db,
    named.flatMap(({ about }) => (about ? [about.caseId] : [])),
  );
  return named.map(({ workflow, about }) => {
    if (!about) {
      if (workflow.taskQueue !== taskQueue && workflow.taskQueue !== activityQueueOf(taskQueue))
        return { verdict: 'FOREIGN' };
      if (UPKEEP_TYPES.has(workflow.type)) return { verdict: 'UPKEEP' };
      return { verdict: 'SUSPECT', workflow, fault: 'FOREIGN_ID', caseId: null };
    }
    const row = known.get(about.caseId);
    const fault = faultOf(workflow, about.caseKind, row, taskQueue);
    const caseId = row ? about.caseId : null;
    return fault
      ? { verdict: 'SUSPECT', workflow, fault, caseId }
      : { verdict: 'RIGHT', caseId: about.caseId, runId: workflow.runId };
  });
}

/** Ends what has no business running, if it still has none: what runs now, and the register now, decide. */
export async function endImpostor(parts: Parts, suspect: RunningWorkflow, now: string): Promise<boolean> {
  const { db, engine } = parts;
  const current = await engine.find(suspect.workflowId);
  if (current?.runId !== suspect.runId) return false;
  const [still] = await judge(parts, [current]);
  if (still?.verdict !== 'SUSPECT') return false;
  await engine.end(current, `census: ${still.fault}`);
  await traceImpostor(db, { caseId: still.caseId, fault: still.fault, runId: current.runId }, now);
  return true;
}

/** The case a workflow id stands for, if it is exactly the id that we would have given. */
function ourCase(workflowId: string, prefix: string) {
  const about = caseOf(workflowId);
  return about && workflowIdOf(about.caseKind, about.caseId, prefix) === workflowId ? about : undefined;
}

const UPKEEP_TYPES: ReadonlySet<string> = new Set(Object.values(UPKEEP).map(({ workflow }) => workflow));

function faultOf(
  workflow: RunningWorkflow,
  kind: string,
  row: CaseRef | undefined,
  taskQueue: string,
): ImpostorFault | undefined {
  if (!row || row.caseKind !== kind) return 'NO_CASE';
  if (workflow.taskQueue !== taskQueue) return 'WRONG_QUEUE';
  if (workflow.type !== row.caseKind) return 'WRONG_TYPE';
  return row.ended ? 'CASE_ENDED' : undefined;
}
