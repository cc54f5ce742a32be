import { descendantsOf, handlesOf, hasProc, privateKbOf, type ProcessSample, readProcesses } from './proc.js';

/** The processes of a run, told apart by their command lines. */
export const PARTS = [
  'api',
  'workflow-worker',
  'activity-worker',
  'keys',
  'identity',
  'sandbox-providers',
  'postgres',
  'temporal',
  'temporal-postgres',
  'temporal-ui',
  'skeleton-worker',
  'skeleton-driver',
  'load',
  'launcher',
] as const;
export type Part = (typeof PARTS)[number];

/** Within the state folder: what belongs to the engine of `--engine postgres`. */
export const ENGINE_FOLDER = 'engine-parts';

// The first that fits; our processes as their sources, or as the launcher has compiled them. A PostgreSQL backend has no
// mark but its server.
const MARKS: readonly (readonly [RegExp, Part])[] = [
  [/bench\/skeleton\/worker\.ts/, 'skeleton-worker'],
  [/bench\/skeleton\/driver\.ts/, 'skeleton-driver'],
  [/bench\/(load|handling\/driver)\.ts/, 'load'],
  [/(^|\/)api\/server\.(ts|mjs)/, 'api'],
  [/workers\/workflow-worker\.(ts|mjs)/, 'workflow-worker'],
  [/workers\/activity-worker\.(ts|mjs)/, 'activity-worker'],
  [/(^|\/)keys\/server\.(ts|mjs)/, 'keys'],
  [/sandbox\/identity\/server\.(ts|mjs)/, 'identity'],
  [/sandbox\/providers\/server\.(ts|mjs)/, 'sandbox-providers'],
  [/guard\.mjs/, 'launcher'],
  [new RegExp(`/postgres .*/${ENGINE_FOLDER}/`), 'temporal-postgres'],
  [/\/postgres -D /, 'postgres'],
  [/temporal-ui/, 'temporal-ui'],
  [/temporal-server|temporal server/, 'temporal'],
];

/** A process without a mark of its own (a compiler's helper) counts as its parent. */
export function partOf(
  one: ProcessSample,
  parents: ReadonlyMap<number, ProcessSample>,
  launcher: number,
): Part {
  if (one.pid === launcher) return 'launcher';
  const known = MARKS.find(([mark]) => mark.test(one.command))?.[1];
  if (known) return known;
  const parent = parents.get(one.parent);
  return parent ? partOf(parent, parents, launcher) : 'launcher';
}

export interface PartSample {
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly handles: number;
  readonly processes: number;
}
export type Sample = Partial<Record<Part, PartSample>>;

/** Every part at this moment; nothing where there is no /proc. Counting handles is slow: only on request. */
export function sampleParts({ handles = false }: { handles?: boolean } = {}): Sample {
  if (!hasProc()) return {};
  const launcher = process.pid;
  const own = descendantsOf(launcher, readProcesses());
  const parents = new Map(own.map((one) => [one.pid, one]));
  const sample: Sample = {};
  for (const one of own) {
    const part = partOf(one, parents, launcher);
    const before = sample[part] ?? { cpuMs: 0, rssMb: 0, handles: 0, processes: 0 };
    sample[part] = {
      cpuMs: before.cpuMs + one.cpuMs,
      rssMb: before.rssMb + (part.endsWith('postgres') ? privateKbOf(one.pid) : one.rssKb) / 1024,
      handles: before.handles + (handles ? handlesOf(one.pid) : 0),
      processes: before.processes + 1,
    };
  }
  return sample;
}

/** CPU milliseconds of each part between two samples. */
export function cpuBetween(before: Sample, after: Sample): Partial<Record<Part, number>> {
  return Object.fromEntries(
    PARTS.filter((part) => after[part]).map((part) => [
      part,
      (after[part]?.cpuMs ?? 0) - (before[part]?.cpuMs ?? 0),
    ]),
  );
}
