import { servedAt } from '../../domain/service.js';
import { first, type Invariant } from './invariant.js';
import { stepsOf } from './plain-reading.js';
import type { World } from './world.js';

/** Of results and their notices (Art. 13(1), law: invariant 23). */
export const NOTICE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'a result is notified once, again only where an upheld grievance reopened it or the notice was void, and its moment begins the right',
    basis: 'Art. 13(1)',
    broken: (world) =>
      first(
        world.named('application'),
        ({ name }) =>
          countOf(world, name, 'ResultNotified') >
          1 + countOf(world, name, 'AdjudicationReopened') + countOf(world, name, 'ResultNoticeVoided'),
        ({ name }) => `two notices on ${name}`,
      ) ??
      first(
        world.named('clearance'),
        ({ name, about, notifiedAt }) => {
          // The last one before it began: a void notice may have been followed by another since.
          const begun = world.history.findIndex(({ file }) => file === name);
          const before = world.history.slice(0, begun).filter(({ file }) => file === about);
          const told = before.findLast(({ edge }) => edge.event === 'ResultNotified');
          return told === undefined || servedAt(told.input.served, told.at) !== notifiedAt;
        },
        ({ name }) => `${name} begins at another moment`,
      ),
  },
];

const countOf = (world: World, name: string, event: string) =>
  stepsOf(world, name).filter(({ edge }) => edge.event === event).length;
