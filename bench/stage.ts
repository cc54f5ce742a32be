import { Client, Connection } from '@temporalio/client';
import type { System } from '../launch/system.js';
import { type DriverProcess, startDriver } from './driver-process.js';
import { countHistories, type HistoryCount, provideNamespace } from './history.js';
import type { LoadResult, LoadTask } from './load.js';
import type { BenchOptions } from './options.js';
import { cpuBetween, type Part, sampleParts } from './parts.js';
import { busyMs } from './proc.js';

/** One batch of applications, driven and measured. */
export interface Batch extends LoadResult {
  /** CPU milliseconds of each process. */
  readonly cpu: Partial<Record<Part, number>>;
  /** CPU of everything else on this machine, in percent of one core: how much to believe of the rest. */
  readonly others: number;
}

/** The system and, on the same engine, the skeleton: each with its own driver. */
export interface Stage {
  ours(task: Partial<LoadTask>): Promise<Batch>;
  skeleton(count: number): Promise<Batch>;
  countOurs(ids: readonly string[]): Promise<HistoryCount>;
  countSkeleton(ids: readonly string[]): Promise<HistoryCount>;
  stop(): Promise<void>;
}

/** A person's pause: longer than the engine takes to end a look, or bells would pile up on either side. */
const THINK_MS = 500;
const SKELETON = { namespace: 'bench-skeleton', taskQueue: 'bench' } as const;

export async function setStage(
  { config, database }: System,
  options: BenchOptions,
  say: (line: string) => void,
  interrupted: AbortSignal,
): Promise<Stage> {
  if (!database) throw new Error('the bench needs a register of its own');
  const connection = await Connection.connect({ address: config.temporal.address });
  const client = new Client({ connection, namespace: config.temporal.namespace });
  const bare = new Client({ connection, namespace: SKELETON.namespace });
  await provideNamespace(client, SKELETON.namespace);
  const drivers: DriverProcess[] = [];
  // What is driven ends in order; who drives has nothing to lose.
  interrupted.addEventListener('abort', () => drivers.forEach((one) => one.kill()));
  const driver = async (entry: string, setup: unknown) => {
    const started = startDriver(entry);
    drivers.push(started);
    await started.ask({ setup });
    return started;
  };
  const ours = await driver('bench/load.ts', {
    url: config.publicUrl,
    issuer: config.oidc.issuer,
    audience: config.oidc.audience,
    dataDir: config.dataDir,
    registerUrl: database.owner,
  });
  const skeleton = await driver('bench/skeleton/driver.ts', {
    address: config.temporal.address,
    ...SKELETON,
  });
  const { concurrency } = options;
  const drive = (by: DriverProcess, name: string, task: object) =>
    measured(() => by.ask<LoadResult>({ task }, counter(name, say, options)));
  return {
    ours: (task) => drive(ours, 'ours', { kind: 'whole', concurrency, thinkMs: THINK_MS, ...task }),
    skeleton: (count) => drive(skeleton, 'skeleton', { count, concurrency, thinkMs: THINK_MS }),
    countOurs: (ids) => countHistories(client, ids),
    countSkeleton: (ids) => countHistories(bare, ids),
    stop: async () => {
      await Promise.all(drivers.map((one) => one.stop()));
      await connection.close();
    },
  };
}

async function measured(work: () => Promise<LoadResult>): Promise<Batch> {
  const before = sampleParts();
  const busyBefore = busyMs();
  const result = await work();
  const cpu = cpuBetween(before, sampleParts());
  const own = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  const others = (busyMs() - busyBefore - own) / (result.seconds * 10);
  return { ...result, cpu, others: Math.max(0, Math.round(others)) };
}

/** A line now and then, where somebody wants to see that something happens. */
function counter(name: string, say: (line: string) => void, { progress }: BenchOptions): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (progress && done % 25 === 0) say(`${name}: ${done} applications`);
  };
}
