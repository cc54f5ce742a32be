import { setTimeout as pause } from 'node:timers/promises';
import { type Client, isGrpcServiceError } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { EngineNames } from '../engine.js';
import { NOT_FOUND } from './registration.js';

// gRPC status codes (https://grpc.io/docs/guides/status-codes/).
const FAILED_PRECONDITION = 9;

const { ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS } = proto.temporal.api.enums.v1.RoutingConfigUpdateState;
/** Queues know in two seconds; the engine repeats a telling that got lost only after a minute. */
const KNOWN_WITHIN_MS = 180_000;

/** No worker of that build has asked for work yet, or not on every queue the build before it served. */
export class NotPolling extends Error {
  override readonly name = 'NotPolling';
}

/** The promotion is written, but some queue still gives cases to the build before. */
export class NotEverywhere extends Error {
  override readonly name = 'NotEverywhere';
}

/**
 * Makes this build the one that gets every case's next task, those begun by an earlier build included; new cases too.
 * Returns when every queue knows, with the build that had it before, null if none. Safe to repeat, and taken back by
 * promoting the one before.
 * @throws NotPolling | NotEverywhere
 */
export async function promote(client: Client, names: EngineNames, buildId: string): Promise<string | null> {
  try {
    const { previousDeploymentVersion } = await client.workflowService.setWorkerDeploymentCurrentVersion({
      namespace: client.options.namespace,
      deploymentName: names.taskQueue,
      buildId,
      identity: 'promote',
    });
    await knownToAllQueues(client, names, buildId);
    return previousDeploymentVersion?.buildId || null;
  } catch (error) {
    if (isGrpcServiceError(error) && [NOT_FOUND, FAILED_PRECONDITION].includes(error.code))
      throw new NotPolling(
        `No worker of build ${buildId} asks for work on every queue: start both workers with WORKER_BUILD_ID=${buildId} and wait until they are ready.`,
      );
    throw error;
  }
}

/** The server answers a promotion before it has told its queues; until then cases still go to the build before. */
async function knownToAllQueues(client: Client, { taskQueue }: EngineNames, buildId: string): Promise<void> {
  const end = Date.now() + KNOWN_WITHIN_MS;
  for (;;) {
    const { workerDeploymentInfo } = await client.workflowService.describeWorkerDeployment({
      namespace: client.options.namespace,
      deploymentName: taskQueue,
    });
    // Servers that tell their queues before they answer leave this field empty.
    if (workerDeploymentInfo?.routingConfigUpdateState !== ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS) return;
    if (Date.now() > end)
      throw new NotEverywhere(
        `Build ${buildId} is promoted, but not every queue knows it yet: keep the old workers running and say it again.`,
      );
    await pause(500);
  }
}
