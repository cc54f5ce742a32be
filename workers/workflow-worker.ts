import type { Client } from '@temporalio/client';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { outsideActivities } from '../activities/await-check.js';
import { CHECK_CODES } from '../policies.js';
import { bundleWorkflows } from './bundle-workflows.js';
import { runWorkerProcess, startedDirectly } from './process.js';
import { untilEngineUsable } from './registration.js';
import { watchRolls } from './watch-rolls.js';
import { commonOptions, runWorker, type StartedWorker, type WorkerParts } from './worker-parts.js';

export interface WorkflowWorkerParts extends WorkerParts {
  readonly client: Client;
  readonly bundle: NonNullable<WorkerOptions['workflowBundle']>;
  readonly maxCachedWorkflows?: number;
  /** Patches that this release has and does not take yet: until it is everywhere, so that it can be taken back. */
  readonly heldPatches?: readonly string[];
}

/**
 * Runs workflows, and the activity that only waits. It has no database: what it knows of a case fits into a standing.
 * Starts polling when the engine can take our workflows.
 */
export async function startWorkflowWorker(parts: WorkflowWorkerParts): Promise<StartedWorker> {
  await untilEngineUsable(parts.client, parts.log);
  const held = new Set(parts.heldPatches);
  return runWorker(parts, (connection) =>
    Worker.create({
      ...commonOptions(parts, connection),
      taskQueue: parts.names.taskQueue,
      workflowBundle: parts.bundle,
      activities: outsideActivities,
      maxCachedWorkflows: parts.maxCachedWorkflows ?? 500,
      // Asked where a run meets a patch for the first time; one that a history already holds is followed in any case.
      patchActivationCallback: ({ patchId }) => !held.has(patchId),
      // All checks of a case start with the task that asked for them, without a way through the queue.
      maxEagerActivityReservationsPerWorkflowTask: CHECK_CODES.length,
      // A new case, and one whose worker died, waits in the common queue. With the usual fifth of the pollers it waited
      // ten times as long as the others on a busy machine; and what waits for this worker longer than the usual ten
      // seconds goes there too, to be replayed from its beginning.
      nonStickyToStickyPollRatio: 0.5,
    }),
  );
}

if (startedDirectly(import.meta.url)) {
  await runWorkerProcess('workflow-worker', async ({ config, parts, client, logger }) => {
    const bundle = await bundleWorkflows(logger);
    const worker = await startWorkflowWorker({
      ...parts,
      client,
      bundle,
      dataConverter: config.crashAt ? watchRolls(parts.dataConverter) : parts.dataConverter,
      maxCachedWorkflows: config.temporal.maxCachedWorkflows,
      heldPatches: config.temporal.heldPatches,
    });
    return { ...worker, missing: async () => (worker.running() ? [] : ['worker']) };
  });
}
