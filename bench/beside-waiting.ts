import type { BenchOptions } from './options.js';
import { type Part, sampleParts } from './parts.js';
import { OURS, ratiosOf, sideOf } from './report.js';
import type { Batch, Stage } from './stage.js';
import { grewWithin, median, pairedRatios, rounded } from './statistics.js';

const FLAT_WITHIN = 0.15;

/**
 * The same work beside few and beside many waiting cases. The skeleton runs in each round of both: what the machine and
 * an ageing engine do shows in it too, so throughput is compared as ratios to it.
 */
export async function compareBesideWaiting(stage: Stage, options: BenchOptions, say: (line: string) => void) {
  say('warming up …');
  await stage.ours({ count: options.concurrency });
  await stage.skeleton(options.concurrency);
  say('beside few waiting cases …');
  const few = await rounds(stage, options, say);
  say(`opening ${options.open} waiting cases …`);
  const opening = await stage.ours({
    kind: 'waiting',
    count: options.open,
    concurrency: options.concurrency * 2,
    thinkMs: 0,
  });
  say(`${options.open} opened in ${Math.round(opening.seconds)} s; once more beside them …`);
  const many = await rounds(stage, options, say);
  const speed = (side: Batch[]) => side.map((batch) => batch.lived.length / batch.seconds);
  const raw = median(speed(many.ours)) / median(speed(few.ours));
  const ratio = (side: Rounds) => median(pairedRatios(speed(side.ours), speed(side.skeleton)));
  const relative = ratio(many) / ratio(few);
  return {
    open: options.open,
    opened: {
      perSecond: rounded(options.open / opening.seconds),
      cpuMsEach: rounded(Object.values(opening.cpu).reduce((sum, ms) => sum + ms, 0) / options.open, 1),
    },
    few: await shown(stage, few),
    many: await shown(stage, many),
    throughputRatio: rounded(raw),
    throughputRatioAgainstSkeleton: rounded(relative),
    memoryMb: { few: few.rss, many: many.rss },
    memoryWithin15Percent: OURS.every((part) =>
      grewWithin(FLAT_WITHIN, few.rss[part] ?? 0, many.rss[part] ?? 0),
    ),
    flatWithin15Percent: raw >= 1 - FLAT_WITHIN || relative >= 1 - FLAT_WITHIN,
    refusedByRateLimit: opening.limited,
  };
}

interface Rounds {
  readonly ours: Batch[];
  readonly skeleton: Batch[];
  readonly rss: Partial<Record<Part, number>>;
}

async function rounds(stage: Stage, options: BenchOptions, say: (line: string) => void): Promise<Rounds> {
  const ours: Batch[] = [];
  const skeleton: Batch[] = [];
  const perRound = Math.ceil(options.applications / options.rounds);
  for (let round = 1; round <= options.rounds; round += 1) {
    ours.push(await stage.ours({ count: perRound }));
    skeleton.push(await stage.skeleton(perRound));
    say(
      `round ${round}: ours ${((ours.at(-1)?.lived.length ?? 0) / (ours.at(-1)?.seconds ?? 1)).toFixed(2)} applications/s`,
    );
  }
  const rss = Object.fromEntries(
    Object.entries(sampleParts()).map(([part, one]) => [part, Math.round(one.rssMb)]),
  );
  return { ours, skeleton, rss };
}

async function shown(stage: Stage, { ours, skeleton }: Rounds) {
  const ids = ours.flatMap((batch) => batch.lived.slice(-5)).map(({ id }) => `application/${id}`);
  const { steps: _, ...side } = sideOf('ours', ours, await stage.countOurs(ids));
  return { ...side, ...ratiosOf(ours, skeleton) };
}
