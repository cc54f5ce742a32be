import { dayOf } from '../../domain/calendar.js';
import { compareBefore } from '../../domain/original.js';
import { type Periods, policyOf } from '../../domain/policy.js';
import { type Original, papersOf } from '../../store/originals.js';
import type { CaseSummary } from '../../store/views.js';
import type { View } from '../case-faces.js';
import type { Call } from '../route.js';

/** By when it is to be compared; of what is settled there is nothing to compare. */
export function comparing(
  { status, keyedAt }: Pick<Original, 'status' | 'keyedAt'>,
  periods: Periods,
  now: string,
) {
  const before = compareBefore(keyedAt, periods);
  const waits = status === 'WAITING';
  return {
    compareBy: waits ? dayOf(new Date(Date.parse(before) - 1).toISOString()) : null,
    overdue: waits && before <= now,
  };
}

/** On a case's own page: that papers of it wait, and since when; not which, nor whose hands they are in. */
export async function papersFor(
  call: Call<unknown, unknown>,
  { id, kind, policy }: Pick<CaseSummary, 'id' | 'kind' | 'policy'>,
): Promise<Pick<View & { view: 'file' }, 'papers'>> {
  if (kind === 'grievance') return {};
  const { waiting, since, foundLate } = await papersOf(call.tx, id);
  if (waiting + foundLate === 0) return {};
  const { compareBy, overdue } =
    since === null
      ? { compareBy: null, overdue: false }
      : comparing({ status: 'WAITING', keyedAt: since }, policyOf(policy).periods, call.now);
  return { papers: { waiting, compareBy, overdue, foundLate } };
}
