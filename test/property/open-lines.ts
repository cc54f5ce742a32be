import type { Edge } from '../../domain/edges.js';
import { ROLES } from '../../domain/roles.js';
import { hasEnded } from '../../domain/stages.js';
import { issueState } from '../../domain/service.js';
import { LINES } from '../domain/table.js';
import { correctionOf } from './correction-facts.js';
import type { File } from './file.js';
import { supplementIn } from './supplement-facts.js';
import type { World } from './world.js';

/** The lines that lead on from where a file stands, for people; the rules may still refuse. */
export function linesFor(world: World, file: File): Edge[] {
  const { correction } = correctionOf(world, file);
  const { supplement, missedSupplement } = supplementIn(world, file);
  const isSupplementing = supplement !== null;
  return LINES.filter(
    (edge) =>
      edge.kind === file.kind &&
      edge.from.includes(file.stage) &&
      edge.by.some((role) => (ROLES as readonly string[]).includes(role)) &&
      (edge.when?.ground === undefined || (file.ground !== null && edge.when.ground.includes(file.ground))) &&
      (edge.when?.mode === undefined || (file.mode !== null && edge.when.mode.includes(file.mode))) &&
      (!edge.when?.silent || file.hearing === 'SILENT') &&
      (edge.when?.hearing?.includes(file.hearing) ?? true) &&
      (edge.when?.reopened ?? isReopened(file)) === isReopened(file) &&
      (!edge.when?.unconfirmed || file.record === 'SILENT') &&
      (!edge.when?.missedDocument || file.missedDocument !== null) &&
      (!edge.when?.missedSupplement || missedSupplement !== null) &&
      (!edge.when?.waived || file.reasonsWaived) &&
      (edge.when?.issue === undefined || edge.when.issue === issueState(file.issue)) &&
      (edge.when?.correction === undefined || edge.when.correction === correction) &&
      (edge.when?.supplement === undefined || (edge.when.supplement === 'OPEN') === isSupplementing) &&
      (edge.when?.withoutDoubt === undefined ||
        (file.doubt !== null &&
          file.withoutDoubt !== null &&
          edge.when.withoutDoubt.includes(file.withoutDoubt))) &&
      (edge.when?.decision === undefined || edge.when.decision === file.decision) &&
      // To be refused is tried often enough by whoever tries anything.
      (edge.action !== 'liftHold' || file.holds.length > 0),
  );
}

function isReopened({ earlier, notifiedAt }: File): boolean {
  return earlier.length > 0 && notifiedAt === null;
}

/** The way on is likelier than the ways out. */
export function weightOf({ kind, to }: Edge): number {
  if (to === 'SAME') return 1;
  if (to === 'CLEARED' || to === 'CLOSED') return 4;
  return hasEnded(kind, to) || to === 'LAPSED' ? 2 : 6;
}
