import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { NativeConnection, Worker, WorkerOptions } from '@temporalio/worker';
import { connectWorker, type EngineAddress, type EngineNames, isEngineAway } from '../engine.js';
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

/** Enough for what one process works off; more only keeps tasks that the engine believes to be under way. */
const POLLERS: WorkerOptions['workflowTaskPollerBehavior'] = { type: 'simple-maximum', maximum: 4 };

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
    workflowTaskPollerBehavior: POLLERS,
    activityTaskPollerBehavior: POLLERS,
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
async function connectPatiently({ at, log }: WorkerParts): Promise<NativeConnection> {
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

interface Polling {
  readonly worker: Worker;
  readonly connection: NativeConnection;
  readonly ended: Promise<void>;
}

/** The SDK's polls wait up to 12 s before they try a lost engine again; this is how often we ask whether it is back. */
const ASK_EVERY_MS = 1_000;

/**
 * Runs a worker, and whatever works beside it, until it is asked to end: then `drain` ends that, too. When the engine was
 * away and is back, a fresh worker takes over at once, since the old one's polls may still be waiting to try again.
 */
export async function runWorker(
  parts: WorkerParts & { readonly client: Client },
  make: (connection: NativeConnection) => Promise<Worker>,
  drain?: () => Promise<void>,
): Promise<StartedWorker> {
  const stopping = new AbortController();
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Whoever does not watch it must not be ended by it.
  failed.catch(() => {});
  const retired = new Set<Promise<void>>();

  const begin = async (connection: NativeConnection): Promise<Polling> => {
    const worker = await make(connection);
    return { worker, connection, ended: worker.run() };
  };
  const watch = (polling: Polling) => {
    const unasked = (error: unknown) => {
      if (!stopping.signal.aborted && polling === current) fail(error);
    };
    polling.ended.then(() => unasked(new Error('the worker has ended unasked')), unasked);
  };
  const end = async ({ worker, connection, ended }: Polling) => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await Promise.allSettled([ended]);
    await connection.close();
  };
  const renew = async () => {
    const old = current;
    current = await begin(await connectWorker(parts.at));
    watch(current);
    const retiring = end(old).finally(() => retired.delete(retiring));
    retired.add(retiring);
  };

  let current = await begin(await connectPatiently(parts));
  watch(current);
  const renewing = onEachReturn(parts.client, stopping.signal, renew);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopping.abort();
    await renewing;
    await Promise.allSettled([end(current), ...retired, drain?.()]);
  };
  return {
    failed,
    running: () => current.worker.getState() === 'RUNNING',
    stop: () => (stopped ??= stop()),
  };
}

/** Calls `back` each time the engine answers again after it was out of reach. */
async function onEachReturn(client: Client, stop: AbortSignal, back: () => Promise<void>): Promise<void> {
  let away = false;
  while (!stop.aborted) {
    await pause(ASK_EVERY_MS, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return;
    try {
      await client.withDeadline(Date.now() + 5_000, () => client.workflowService.getSystemInfo({}));
      if (away) await back();
      away = false;
    } catch (error) {
      away ||= isEngineAway(error);
    }
  }
}
