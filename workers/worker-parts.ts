import { setTimeout as pause } from 'node:timers/promises';
import type { DataConverter } from '@temporalio/common';
import type { NativeConnection, Worker, WorkerOptions } from '@temporalio/worker';
import { connectWorker, type EngineAddress, type EngineNames } from '../engine.js';
import { codeOf, type WaitingLog } from './registration.js';

/** What both kinds of worker are made of. */
export interface WorkerParts {
  readonly at: EngineAddress;
  readonly names: EngineNames;
  readonly dataConverter: DataConverter;
  readonly log: WaitingLog & { error(fields: Record<string, unknown>, text: string): void };
  /** Written into histories in clear: role, host and build, never a person. */
  readonly identity: string;
  /** Set only where releases are rolled out by worker versions, which need a promote step. */
  readonly buildId?: string | undefined;
}

export interface StartedWorker {
  /** Takes no more work, finishes what is under way, and lets go of its connection. */
  stop(): Promise<void>;
  /** Rejects if the worker ends unasked: the process should end too, and be started again. */
  readonly failed: Promise<never>;
  running(): boolean;
}

/** The longest ordinary activity takes milliseconds; a sweep is given up and taken over by another worker. */
const SHUTDOWN: Pick<WorkerOptions, 'shutdownGraceTime' | 'shutdownForceTime'> = {
  shutdownGraceTime: '2 seconds',
  shutdownForceTime: '8 seconds',
};

/** Options that both kinds of worker share. */
export function commonOptions(
  parts: WorkerParts,
  connection: NativeConnection,
): Omit<WorkerOptions, 'taskQueue'> {
  const { at, names, dataConverter, identity, buildId } = parts;
  return {
    connection,
    namespace: at.namespace,
    dataConverter,
    identity,
    ...SHUTDOWN,
    ...(buildId === undefined
      ? {}
      : {
          workerDeploymentOptions: {
            useWorkerVersioning: true,
            version: { deploymentName: names.taskQueue, buildId },
            defaultVersioningBehavior: 'AUTO_UPGRADE',
          },
        }),
  };
}

/** A connection for polling, however long the engine takes to come. */
export async function connectPatiently({ at, log }: WorkerParts): Promise<NativeConnection> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await connectWorker(at);
    } catch (error) {
      if (attempt % 30 === 0)
        log.warn({ event: 'waiting-for-engine', code: codeOf(error) }, 'waiting for the Temporal server');
      await pause(1_000);
    }
  }
}

/** Runs `worker`, and whatever works beside it, until it is asked to end: then `drain` ends that, too. */
export function runWorker(
  worker: Worker,
  connection: NativeConnection,
  drain?: () => Promise<void>,
): StartedWorker {
  let stopping: Promise<void> | undefined;
  const ended = worker.run();
  const failed = new Promise<never>((_, reject) => {
    const unasked = (error: unknown) => {
      if (!stopping) reject(error);
    };
    ended.then(() => unasked(new Error('the worker has ended unasked')), unasked);
  });
  // Whoever does not watch it must not be ended by it.
  failed.catch(() => {});
  const stop = async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.allSettled([ended, drain?.()]);
    await connection.close();
  };
  return {
    failed,
    running: () => worker.getState() === 'RUNNING',
    stop: () => (stopping ??= stop()),
  };
}
