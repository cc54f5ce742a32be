import { bodiesBeside, bodyNames } from '../../store/console-reads.js';
import type { CaseSummary } from '../../store/views.js';
import type { Option } from '../../web/field-parts.js';
import type { MoveShown } from '../../web/moves-data.js';
import type { View } from '../case-faces.js';
import type { Call } from '../route.js';

/** The moves of a clearance's holder, each with the name of where they went. */
export async function movesNamed(
  { tx }: Call,
  { moves = [] }: Pick<View & { view: 'file' | 'subject' }, 'moves'>,
): Promise<MoveShown[]> {
  const names = await bodyNames(
    tx,
    moves.flatMap(({ to }) => to ?? []),
  );
  return moves.map((one) => ({
    ...one,
    to: one.to === null ? null : (names.get(one.to) ?? { ja: one.to, en: one.to }),
  }));
}

/** Where one may be seconded to: the organs and contractors of this register, but for where the holder is. */
export async function elsewhereOf({ tx }: Call, { organId, contractorId }: CaseSummary): Promise<Option[]> {
  const bodies = await bodiesBeside(tx, contractorId === null ? [organId] : [organId, contractorId]);
  return bodies.map(({ id, ...word }) => ({ value: id, word }));
}
