import type { Edge } from '../../domain/edges.js';
import { KINDS, LINES, stagesOf } from '../domain/table.js';
import { hasEnded } from '../../domain/stages.js';
import type { Move } from './moves.js';
import type { World } from './world.js';

/** What a run of lives has seen of the table. A property that holds of lives nobody led says nothing. */
export interface Coverage {
  readonly edges: Map<string, number>;
  readonly ends: Map<string, number>;
  acts: number;
  legal: number;
  lives: number;
  steps: number;
  tried(move: Move, came: string): void;
  lived(world: World): void;
}

export function coverage(): Coverage {
  const edges = new Map(LINES.map((edge) => [lineOf(edge), 0]));
  const ends = new Map<string, number>(endings().map((end) => [end, 0]));
  return {
    edges,
    ends,
    acts: 0,
    legal: 0,
    lives: 0,
    steps: 0,
    tried(move, came) {
      if (move.does !== 'take' && move.does !== 'nominate' && move.does !== 'answer') return;
      this.acts += 1;
      if (came === 'OK' || came === 'FILED') this.legal += 1;
    },
    lived(world) {
      this.lives += 1;
      this.steps += world.history.length;
      for (const { edge, to } of world.history) {
        edges.set(lineOf(edge), (edges.get(lineOf(edge)) ?? 0) + 1);
        const end = endOf(edge, to);
        if (end !== undefined) ends.set(end, (ends.get(end) ?? 0) + 1);
      }
    },
  };
}

/** How a case can end: its stage, and for one that was not conducted, why. */
function endings(): string[] {
  const reasons = new Set(LINES.flatMap(({ endsAs }) => endsAs ?? []));
  return KINDS.flatMap((kind) =>
    stagesOf(kind)
      .filter((stage) => hasEnded(kind, stage))
      .map((stage) => `${kind} ${stage}`),
  )
    .filter((end) => end !== 'application NOT_CONDUCTED')
    .concat([...reasons].map((reason) => `application NOT_CONDUCTED ${reason}`));
}

function endOf({ kind, endsAs, to: moves }: Edge, to: string): string | undefined {
  if (moves === 'SAME') return undefined;
  if (endsAs) return `${kind} NOT_CONDUCTED ${endsAs}`;
  return hasEnded(kind, to as never) ? `${kind} ${to}` : undefined;
}

/** A line of its own for each of the table: two that share their stages differ in who investigates, or is to. */
function lineOf({ kind, action, from, to, when }: Edge): string {
  const modes = when?.choosing ?? when?.mode;
  return `${kind} ${action}: ${from.join(', ')} to ${to}${modes ? `, ${modes.join(' or ')}` : ''}`;
}

export function report(seen: Coverage): string {
  const rarest = (counts: Map<string, number>) =>
    [...counts]
      .sort(([, a], [, b]) => a - b)
      .slice(0, 12)
      .map(([key, count]) => `${String(count).padStart(8)}  ${key}`);
  return [
    `${seen.lives} lives, ${seen.steps} steps; of ${seen.acts} acts ${((100 * seen.legal) / seen.acts).toFixed(1)} % were possible`,
    'rarest lines of the table:',
    ...rarest(seen.edges),
    'rarest ends:',
    ...rarest(seen.ends),
  ].join('\n');
}
