import { setTimeout as pause } from 'node:timers/promises';
import type { BenchOptions } from './options.js';
import { PARTS, type Part, type PartSample, type Sample, sampleParts } from './parts.js';
import { stepsOf } from './report.js';
import type { Stage } from './stage.js';
import { grewWithin, growth, median, rounded } from './statistics.js';

/** Everything of ours; what comes and goes with the load process is the load's. */
const WATCHED = PARTS.filter(
  (part) => !['launcher', 'load', 'skeleton-driver', 'skeleton-worker', 'temporal-ui'].includes(part),
);
/** A collector's saw-tooth is deeper than what is looked for: no single sample tells anything. */
export const SAMPLES_PER_MINUTE = 6;
/** When everything has been used once and caches are full: the first time that counts. */
const SETTLED_AFTER_MINUTES = 5;
/** What is compared is the median of so many minutes: the one before and the one after the fifth, and the last two. */
const COMPARED_MINUTES = 2;
const RSS_MAY_GROW = 0.1;
/** Handles and connections come and go with the load: a leak adds up, this much does not. */
const HANDLES_MAY_GROW = 10;

/** Drives for so long, and watches memory, handles and connections of every process. */
export async function soak(stage: Stage, options: BenchOptions, say: (line: string) => void) {
  const samples: Sample[] = [];
  const ended = new AbortController();
  const watching = (async () => {
    while (samples.length < options.minutes * SAMPLES_PER_MINUTE) {
      await pause(60_000 / SAMPLES_PER_MINUTE, undefined, { signal: ended.signal }).catch(() => {});
      if (ended.signal.aborted) return;
      samples.push(sampleParts({ handles: true }));
      if (samples.length % SAMPLES_PER_MINUTE > 0) continue;
      say(`minute ${samples.length / SAMPLES_PER_MINUTE}: ${sentenceOf(samples.slice(-SAMPLES_PER_MINUTE))}`);
    }
  })();
  // A little longer than is watched, so that the last sample is one under load, too.
  const batch = await stage.ours({ forMs: options.minutes * 60_000 + 10_000 }).finally(() => ended.abort());
  await watching;
  const applicationsPerSecond = rounded(batch.lived.length / batch.seconds);
  return {
    minutes: options.minutes,
    applications: batch.lived.length,
    applicationsPerSecond,
    refusedByRateLimit: batch.limited,
    steps: stepsOf([batch]),
    ...verdictOf(samples),
  };
}

/** Compares the settled system with its end. Shorter than ten minutes it says what it sees, and proves little. */
export function verdictOf(samples: readonly Sample[]) {
  const minutes = Math.ceil(samples.length / SAMPLES_PER_MINUTE);
  const settled = Math.min(SETTLED_AFTER_MINUTES, Math.floor(minutes / 2));
  const compared = COMPARED_MINUTES * SAMPLES_PER_MINUTE;
  const from = Math.max(0, settled * SAMPLES_PER_MINUTE - compared / 2);
  const isApart = samples.length - compared >= from + compared;
  const early = medianOf(samples.slice(from, from + compared));
  const late = medianOf(samples.slice(-compared));
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
    comparedMinutes: [settled, minutes],
    rssWithinTenPercent: isApart && rows.length > 0 && rows.every(([, , flat]) => flat),
    handlesLeaking: rows.some(([, , , leaking]) => leaking),
    /** Backends of PostgreSQL are processes: what connections there are. */
    connections: [early.postgres?.processes ?? 0, late.postgres?.processes ?? 0],
    processes: Object.fromEntries(rows.map(([part, row]) => [part, row])) as Partial<
      Record<Part, (typeof rows)[number][1]>
    >,
  };
}

/** Each part's usual figures in these samples. */
function medianOf(samples: readonly Sample[]): Sample {
  return Object.fromEntries(
    WATCHED.flatMap((part) => {
      const seen = samples.flatMap((sample) => sample[part] ?? []);
      const usual = (of: keyof PartSample) => median(seen.map((one) => one[of]));
      const one = {
        cpuMs: 0,
        rssMb: usual('rssMb'),
        handles: usual('handles'),
        processes: usual('processes'),
      };
      return seen.length > 0 ? [[part, one]] : [];
    }),
  );
}

function sentenceOf(samples: readonly Sample[]): string {
  return Object.entries(medianOf(samples))
    .map(([part, one]) => `${part} ${Math.round(one.rssMb)} MB ${Math.round(one.handles)} handles`)
    .join(', ');
}
