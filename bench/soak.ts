import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from './options.js';
import { PARTS, type Part, type Sample, sampleParts } from './parts.js';
import { stepsOf } from './report.js';
import type { Stage } from './stage.js';
import { grewWithin, growth, rounded } from './statistics.js';

/** Everything of ours; what comes and goes with the load process is the load's. */
const WATCHED = PARTS.filter(
  (part) => !['launcher', 'load', 'skeleton-driver', 'skeleton-worker', 'temporal-ui'].includes(part),
);
/** When everything has been used once and caches are full: the first sample that counts. */
const SETTLED_AFTER_MINUTES = 5;
const RSS_MAY_GROW = 0.1;
/** Handles and connections come and go with the load: a leak adds up, this much does not. */
const HANDLES_MAY_GROW = 10;

/** Drives for so long, and watches memory, handles and connections of every process once a minute. */
export async function soak(stage: Stage, options: BenchOptions, say: (line: string) => void) {
  const minutes: Sample[] = [];
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted && minutes.length < options.minutes) {
      await pause(60_000, undefined, { signal: ended.signal }).catch(() => {});
      if (ended.signal.aborted) return;
      const sample = sampleParts({ handles: true });
      minutes.push(sample);
      say(`minute ${minutes.length}: ${sentenceOf(sample)}`);
    }
  })();
  // A little longer than is watched, so that the last sample is one under load, too.
  const batch = await stage.ours({ forMs: options.minutes * 60_000 + 2_000 }).finally(() => ended.abort());
  await watching;
  const applicationsPerSecond = rounded(batch.lived.length / batch.seconds);
  return {
    minutes: options.minutes,
    applications: batch.lived.length,
    applicationsPerSecond,
    refusedByRateLimit: batch.limited,
    steps: stepsOf([batch]),
    ...verdictOf(minutes),
  };
}

/** Compares the settled system with its end. Shorter than ten minutes it says what it sees, and proves little. */
export function verdictOf(minutes: readonly Sample[]) {
  const first = Math.min(SETTLED_AFTER_MINUTES, Math.max(1, minutes.length - 1));
  const early = minutes[first - 1] ?? {};
  const late = minutes.at(-1) ?? {};
  const rows = WATCHED.flatMap((part) => {
    const [a, b] = [early[part], late[part]];
    if (!a || !b) return [];
    const row = {
      rssMb: [Math.round(a.rssMb), Math.round(b.rssMb)],
      rssGrowth: rounded(growth(a.rssMb, b.rssMb), 3),
      handles: [a.handles, b.handles],
      processes: [a.processes, b.processes],
    };
    const rssFlat = grewWithin(RSS_MAY_GROW, a.rssMb, b.rssMb);
    const leaking =
      b.handles - a.handles > HANDLES_MAY_GROW * a.processes && b.handles > a.handles * (1 + RSS_MAY_GROW);
    return [[part, row, rssFlat, leaking] as const];
  });
  return {
    comparedMinutes: [first, minutes.length],
    rssWithinTenPercent: rows.length > 0 && rows.every(([, , flat]) => flat),
    handlesLeaking: rows.some(([, , , leaking]) => leaking),
    /** Backends of PostgreSQL are processes: what connections there are. */
    connections: [early.postgres?.processes ?? 0, late.postgres?.processes ?? 0],
    processes: Object.fromEntries(rows.map(([part, row]) => [part, row])) as Partial<
      Record<Part, (typeof rows)[number][1]>
    >,
  };
}

function sentenceOf(sample: Sample): string {
  return WATCHED.flatMap((part) => {
    const one = sample[part];
    return one ? [`${part} ${Math.round(one.rssMb)} MB ${one.handles} handles`] : [];
  }).join(', ');
}
