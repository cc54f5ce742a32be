import { ActivityNotFoundError, type Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import {
  bell,
  activityIdOf,
  type Answered,
  type CaseInput,
  ORGAN,
  PHASE,
  WAITING_ON,
  workflowIdOf,
} from '../workflows/contract.js';
import type * as workflows from '../workflows/index.js';
import type { CaseKind } from '../domain/stages.js';
import type { EngineNames } from '../engine.js';

/** The case a message is about, as the register has it now. */
export interface AboutCase {
  readonly caseId: string;
  readonly caseKind: CaseKind;
  readonly organId: string;
  readonly ended: boolean;
}

/**
 * Rings a case's bell, starting its workflow if the engine has none: a lost workflow returns at its next bell. A case
 * that has ended is only told, never started again. False: it has ended and there is nobody left to tell.
 */
export async function ringCase(client: Client, names: EngineNames, about: AboutCase): Promise<boolean> {
  const workflowId = workflowIdOf(about.caseKind, about.caseId, names.workflowIdPrefix);
  if (about.ended) {
    try {
      await client.workflow.getHandle(workflowId).signal(bell);
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }
  const input: CaseInput = { caseId: about.caseId, lastSeq: 0 };
  await client.workflow.signalWithStart<(typeof workflows)[CaseKind], unknown[]>(about.caseKind, {
    workflowId,
    taskQueue: names.taskQueue,
    args: [input],
    signal: bell,
    signalArgs: [],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: about.caseKind,
    typedSearchAttributes: [
      { key: PHASE, value: 'OPEN' },
      { key: ORGAN, value: about.organId },
      { key: WAITING_ON, value: 'OFFICER' },
    ],
  });
  return true;
}

/** Completes the activity that waits for a request. False: the engine has none (not yet, already, or gone). */
export async function completeCheck(
  client: Client,
  names: EngineNames,
  message: AboutCase & { readonly requestId: string },
): Promise<boolean> {
  const workflowId = workflowIdOf(message.caseKind, message.caseId, names.workflowIdPrefix);
  try {
    const answered: Answered = { answered: message.requestId };
    await client.activity.complete({ workflowId, activityId: activityIdOf(message.requestId) }, answered);
    return true;
  } catch (error) {
    if (error instanceof ActivityNotFoundError) return false;
    // The SDK keeps no cause of a completion that failed. If the engine is out of reach, this says so.
    await client.workflowService.getSystemInfo({});
    throw error;
  }
}
