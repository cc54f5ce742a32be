import { type Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { EnginePort, RunningWorkflow } from '../activities/engine-port.js';
import { type EngineNames, isEngineAway } from '../engine.js';
import { ringCase } from './engine-calls.js';
import { NOT_FOUND } from './registration.js';

/** The engine as upkeep sees it, over one client. */
export function engineView(client: Client, names: EngineNames): EnginePort {
  return {
    names,
    running: () => listRunning(client, names),
    find: async (workflowId) => {
      try {
        const found = await client.workflow.getHandle(workflowId).describe();
        return found.status.name === 'RUNNING' ? viewOf(found) : undefined;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
    ring: (about) => ringCase(client, names, about),
    isAway: isEngineAway,
    end: async ({ workflowId, runId }, reason) => {
      try {
        await client.workflow.getHandle(workflowId, runId).terminate(reason);
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    forget: async (workflowId) => {
      const ended = `WorkflowId = '${quoted(workflowId)}' AND ExecutionStatus != 'Running'`;
      let deleted = 0;
      for await (const { runId } of client.workflow.list({ query: ended }))
        if (await deleteRun(client, { workflowId, runId })) deleted += 1;
      return deleted;
    },
  };
}

/** False where it has gone meanwhile: the index that named it lags a little. */
async function deleteRun(
  client: Client,
  workflowExecution: { readonly workflowId: string; readonly runId: string },
): Promise<boolean> {
  const { namespace } = client.options;
  try {
    await client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return false;
    throw error;
  }
}

async function* listRunning(client: Client, names: EngineNames): AsyncGenerator<RunningWorkflow> {
  const alive = `ExecutionStatus = 'Running'`;
  // A prefix means that other systems share the namespace: theirs are no business of ours.
  const { workflowIdPrefix: prefix, taskQueue } = names;
  const ours =
    prefix === ''
      ? ''
      : ` AND (WorkflowId STARTS_WITH '${quoted(prefix)}' OR TaskQueue = '${quoted(taskQueue)}')`;
  for await (const found of client.workflow.list({ query: alive + ours, pageSize: 1_000 }))
    yield viewOf(found);
}

function viewOf({ workflowId, runId, type, taskQueue }: RunningWorkflow): RunningWorkflow {
  return { workflowId, runId, type, taskQueue };
}

function quoted(value: string): string {
  return value.replaceAll("'", "''");
}
