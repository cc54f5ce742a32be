import { type Action, type Edge, EDGES } from './edges.js';
import type { CaseKind, Stage } from './stages.js';

/** How a case ends, or a right stops, when its ground in Art. 10 has gone: a certification, a contract. */
const ENDINGS = ['closeWithoutBasis', 'lapseUnpledged', 'lapse'] as const satisfies readonly Action[];

/** The step time takes for want of a basis; undefined where there is nothing to end, or a person must decide first. */
export function endForWantOfBasis(kind: CaseKind, stage: Stage): (typeof ENDINGS)[number] | undefined {
  // Only from there can the head revoke after a refused reassessment, and it gives no right already.
  if (stage === 'SUSPENDED') return undefined;
  const lines: readonly Edge[] = EDGES;
  return ENDINGS.find((action) =>
    lines.some(
      (line) =>
        line.kind === kind &&
        line.action === action &&
        line.by.includes('System') &&
        line.from.includes(stage),
    ),
  );
}
