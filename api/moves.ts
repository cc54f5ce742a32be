import { z } from 'zod';
import { MOVE_KINDS } from '../domain/moves.js';
import type { CaseKind, Stage } from '../domain/stages.js';
import { movesOf } from '../store/moves.js';
import type { Call } from './route.js';
import { Day, Id } from './schemas.js';

export const MoveShown = z.strictObject({
  kind: z.enum(MOVE_KINDS),
  at: z.string(),
  on: Day.nullable(),
  section: z.string().nullable(),
  to: Id.nullable(),
  backBy: Day.nullable(),
});

/** For who works on the clearance, and for its holder: both know where they went. */
export async function movesFor(
  call: Call<unknown, unknown>,
  { id, kind, stage }: { id: string; kind: CaseKind; stage: Stage },
): Promise<{ moves?: z.input<typeof MoveShown>[] }> {
  if (kind !== 'clearance' || stage === 'DISPOSED') return {};
  const moves = await movesOf(call.tx, id);
  return moves.length === 0 ? {} : { moves: moves.map((one) => ({ ...one })) };
}
