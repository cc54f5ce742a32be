import { availableParallelism } from 'node:os';
import type { HistoryCount } from './history.js';
import type { Part } from './parts.js';
import type { Batch } from './stage.js';
import { median, pairedRatios, rounded, type Spread, spreadOf } from './statistics.js';

/** One side of the comparison, over all its rounds. */
export interface Side extends HistoryCount {
  readonly applications: number;
  /** Median of the rounds. */
  readonly applicationsPerSecond: number;
  readonly perRound: readonly number[];
  /** How much of all cores this run took itself, round by round: below 85 people's pauses set the pace, not the work. */
  readonly busyPercent: readonly number[];
  /** Milliseconds of each step. */
  readonly steps: Readonly<Record<string, Spread>>;
  /** CPU milliseconds of each process for one application. */
  readonly cpuPerApplication: Readonly<Partial<Record<Part, number>>>;
  /** The sum without the world outside: drivers, sandbox providers, launcher. */
  readonly cpuTotal: number;
}

/** What plays the world outside, or only watches. */
const OUTSIDE: readonly Part[] = [
  'load',
  'skeleton-driver',
  'sandbox-providers',
  'identity',
  'launcher',
  'temporal-ui',
];
export const OURS: readonly Part[] = [
  'api',
  'workflow-worker',
  'activity-worker',
  'keys',
  'postgres',
  'temporal',
  'temporal-postgres',
];
const SKELETON: readonly Part[] = ['skeleton-worker', 'temporal', 'temporal-postgres'];
/** What takes the place of the skeleton's worker: the engine's share of ours, without people's and sources' requests. */
const ENGINE_SHARE: readonly Part[] = ['workflow-worker', 'activity-worker', 'temporal', 'temporal-postgres'];

export function sideOf(who: 'ours' | 'skeleton', batches: readonly Batch[], history: HistoryCount): Side {
  const lived = batches.flatMap((batch) => batch.lived);
  const perRound = batches.map((batch) => rounded(batch.lived.length / batch.seconds));
  const parts: readonly Part[] = [...(who === 'ours' ? OURS : SKELETON), ...OUTSIDE];
  const cpu = Object.fromEntries(
    parts.flatMap((part) => {
      const spent = batches.map((batch) => (batch.cpu[part] ?? Number.NaN) / batch.lived.length);
      return spent.some(Number.isNaN) ? [] : [[part, rounded(median(spent), 1)]];
    }),
  );
  return {
    applications: lived.length,
    applicationsPerSecond: rounded(median(perRound)),
    perRound,
    busyPercent: batches.map(busyPercentOf),
    steps: stepsOf(batches),
    ...history,
    cpuPerApplication: cpu,
    cpuTotal: rounded(median(batches.map((batch) => cpuOf(batch, parts.filter(isInside)))), 1),
  };
}

/** Medians of in-round ratios. */
export function ratiosOf(ours: readonly Batch[], skeleton: readonly Batch[]) {
  const speed = (batch: Batch) => batch.lived.length / batch.seconds;
  const speeds = pairedRatios(ours.map(speed), skeleton.map(speed));
  const cpu = (parts: readonly Part[]) =>
    pairedRatios(
      ours.map((batch) => cpuOf(batch, parts)),
      skeleton.map((batch) => cpuOf(batch, SKELETON)),
    );
  const whole = cpu(OURS);
  const share = cpu(ENGINE_SHARE);
  return {
    ratioToSkeleton: rounded(median(speeds)),
    cpuRatioToSkeleton: rounded(median(whole)),
    engineCpuRatioToSkeleton: rounded(median(share)),
    inRound: { throughput: speeds.map((r) => rounded(r)), cpu: whole.map((r) => rounded(r)) },
  };
}

export function stepsOf(batches: readonly Batch[]): Record<string, Spread> {
  const times = new Map<string, number[]>();
  for (const { name, ms } of batches.flatMap((batch) => batch.lived).flatMap(({ steps }) => steps)) {
    const all = times.get(name);
    if (all) all.push(ms);
    else times.set(name, [ms]);
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, spreadOf(all)]));
}

function busyPercentOf({ cpu, seconds }: Batch): number {
  const spent = Object.values(cpu).reduce((sum, ms) => sum + ms, 0);
  return Math.round(spent / (seconds * 10 * availableParallelism()));
}

function isInside(part: Part): boolean {
  return !OUTSIDE.includes(part);
}

function cpuOf(batch: Batch, parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (batch.cpu[part] ?? 0), 0) / batch.lived.length;
}
