import { ratiosOf, sideOf } from './report.js';
import type { BenchOptions } from './options.js';
import type { Batch, Stage } from './stage.js';

const SAMPLED = 20;

/** Ours, skeleton, ours, skeleton …: what else the machine does meets both alike. */
export async function compareInRounds(stage: Stage, options: BenchOptions, say: (line: string) => void) {
  const perRound = Math.ceil(options.applications / options.rounds);
  const ours: Batch[] = [];
  const skeleton: Batch[] = [];
  say('warming up …');
  await stage.ours({ count: options.concurrency });
  await stage.skeleton(options.concurrency);
  for (let round = 1; round <= options.rounds; round += 1) {
    ours.push(await stage.ours({ count: perRound }));
    skeleton.push(await stage.skeleton(perRound));
    say(`round ${round}: ours ${rate(ours.at(-1))}, skeleton ${rate(skeleton.at(-1))} applications/s`);
  }
  const ids = (batches: Batch[]) =>
    batches
      .flatMap((batch) => batch.lived)
      .slice(-SAMPLED)
      .map(({ id }) => `application/${id}`);
  return {
    ...ratiosOf(ours, skeleton),
    ...sideOf('ours', ours, await stage.countOurs(ids(ours))),
    skeleton: sideOf('skeleton', skeleton, await stage.countSkeleton(ids(skeleton))),
    refusedByRateLimit: ours.reduce((sum, { limited }) => sum + limited, 0),
    cpuOfOthersPercent: [...ours, ...skeleton].map(({ others }) => others),
  };
}

function rate(batch: Batch | undefined): string {
  return batch ? (batch.lived.length / batch.seconds).toFixed(2) : '–';
}
