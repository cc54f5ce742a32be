import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { EngineNames } from '../engine.js';

// gRPC status codes (https://grpc.io/docs/guides/status-codes/).
const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;

/** No worker of that build has asked for work yet, or not on every queue the build before it served. */
export class NotPolling extends Error {
  override readonly name = 'NotPolling';
}

/**
 * Makes this build the one that gets every case's next task, those begun by an earlier build included; new cases too.
 * Returns the build that had it before, null if none. Safe to repeat, and taken back by promoting the one before.
 * @throws NotPolling
 */
export async function promote(client: Client, names: EngineNames, buildId: string): Promise<string | null> {
  try {
    const { previousDeploymentVersion } = await client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace: client.options.namespace,
      deploymentName: names.taskQueue,
      buildId,
      identity: 'promote',
    });
    return previousDeploymentVersion?.buildId || null;
  } catch (error) {
    if (isGrpcServiceError(error) && [NOT_FOUND, FAILED_PRECONDITION].includes(error.code))
      throw new NotPolling(
        `No worker of build ${buildId} asks for work on every queue: start both workers with WORKER_BUILD_ID=${buildId} and wait until they are ready.`,
      );
    throw error;
  }
}
