import type { Happened } from './file.js';
import type { World } from './world.js';

/** Of law and scheme, read from what happened and written without the table: each names its source. */
export interface Invariant {
  readonly name: string;
  readonly basis: string;
  /** Undefined where it holds; else what does not. `fresh` are the steps since it was last asked. */
  broken(world: World, fresh: readonly Happened[]): string | undefined;
}

export const before = (world: World, step: Happened) => world.history.slice(0, world.history.indexOf(step));
export const first = <T>(items: readonly T[], wrong: (item: T) => boolean, tell: (item: T) => string) => {
  const found = items.find(wrong);
  return found === undefined ? undefined : tell(found);
};
export const sentence = ({ file, edge, role, sub }: Happened) =>
  `${edge.event} on ${file} by ${role} ${sub ?? ''}`;
export const subjectOf = (world: World) => world.cast.players[0]?.sub;
