import type { Action } from '../../domain/edges.js';
import type { Meaning } from './meaning.js';

/** What legal holds mean to a file. */
export const HOLDS: Partial<Record<Action, Meaning>> = {
  placeHold: (_, file, { sub, input }) => {
    file.lastHold += 1;
    const hold = { number: file.lastHold, by: sub ?? '', reviewOn: input.reviewOn ?? '', chased: false };
    file.holds = [...file.holds, hold];
  },
  liftHold: (_, file, { input }) => {
    file.holds = file.holds.filter(({ number }) => number !== input.hold);
  },
  chaseHold: (_, file, { input }) => {
    file.holds = file.holds.map((one) => (one.number === input.hold ? { ...one, chased: true } : one));
  },
};
