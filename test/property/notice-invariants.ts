import { first, type Invariant } from './invariant.js';
import { stepsOf } from './plain-reading.js';
import type { World } from './world.js';

/** Of results and their notices (Art. 13(1), law: invariant 23). */
export const NOTICE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'a result is notified once, twice only where an upheld grievance reopened it, and its moment begins the right',
    basis: 'Art. 13(1)',
    broken: (world) =>
      first(
        world.named('application'),
        ({ name }) =>
          countOf(world, name, 'ResultNotified') > 1 + countOf(world, name, 'AdjudicationReopened'),
        ({ name }) => `two notices on ${name}`,
      ) ??
      first(
        world.named('clearance'),
        ({ about, notifiedAt }) =>
          stepsOf(world, about ?? '').findLast(({ edge }) => edge.event === 'ResultNotified')?.at !==
          notifiedAt,
        ({ name }) => `${name} begins at another moment`,
      ),
  },
];

const countOf = (world: World, name: string, event: string) =>
  stepsOf(world, name).filter(({ edge }) => edge.event === event).length;
