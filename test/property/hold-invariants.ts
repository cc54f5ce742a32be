import { before, first, type Invariant, sentence } from './invariant.js';
import type { Happened } from './file.js';
import { receivedAt, stepsOf } from './plain-reading.js';
import type { World } from './world.js';

/** Placed on that file and not lifted, in the order of what happened: by their numbers. */
function standing(world: World, step: Happened, file: string): Map<number, string | null> {
  const placed = new Map<number, string | null>();
  let number = 0;
  for (const one of before(world, step)) {
    if (one.file !== file) continue;
    if (one.edge.event === 'HoldPlaced') placed.set((number += 1), one.sub);
    if (one.edge.event === 'HoldLifted') placed.delete(one.input.hold ?? 0);
  }
  return placed;
}

const UNANSWERED: readonly string[] = ['GRIEVANCE_OPEN', 'GRIEVANCE_OVERDUE'];
/** Of the shortest one. */
const HALF_A_YEAR = 181 * 86_400_000;

/** Of legal holds: what is held is there, and two people are needed to let it go. */
export const HOLD_INVARIANTS: readonly Invariant[] = [
  {
    name: 'no file is destroyed while a hold stands on it, nor a grievance while one stands on what it is about',
    basis: 'law: invariant 21',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.event === 'FileDestroyed'),
        (step) => {
          const { kind, about } = world.file(step.file);
          const files = kind === 'grievance' && about !== null ? [step.file, about] : [step.file];
          return files.some((file) => standing(world, step, file).size > 0);
        },
        sentence,
      ),
  },
  {
    name: 'of a family nothing goes within half a year of the end, and nothing while somebody complains or a hold stands',
    basis: 'policy: some documents end before their case',
    broken: (world, fresh) =>
      first(
        fresh,
        (step) => {
          if (step.edge.event !== 'ClassDestroyed') return false;
          const steps = stepsOf(world, step.file);
          const from =
            steps.findLast(({ edge }) => edge.event === 'ResultNotified') ??
            steps.findLast(({ from: was, to }) => was !== to && to !== 'DISPOSED');
          const open = world
            .named('grievance')
            .some(({ stage, about }) => UNANSWERED.includes(stage) && about === step.file);
          const held = standing(world, step, step.file).size > 0;
          return (
            open ||
            held ||
            from === undefined ||
            Date.parse(step.at) - Date.parse(receivedAt(from)) < HALF_A_YEAR
          );
        },
        sentence,
      ),
  },
  {
    name: 'a hold is lifted by an officer in charge who did not place it, and never by time',
    basis: 'policy: two people lift a hold',
    broken: (world, fresh) =>
      first(
        fresh.filter(({ edge }) => edge.event === 'HoldLifted'),
        (step) => {
          const by = standing(world, step, step.file).get(step.input.hold ?? 0);
          return by === undefined || step.role !== 'AssessmentOfficerInCharge' || step.sub === by;
        },
        sentence,
      ),
  },
];
