import { isSealed } from '../domain/corrections.js';
import { correctionMade } from '../store/corrections.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import type { Call } from './route.js';

/** That there was a mistake, and when it was put right: for its person, in the same words whatever it was. */
export async function correctedFor(
  call: Call,
  summary: CaseSummary,
): Promise<Pick<View & { view: 'subject' }, 'corrected'>> {
  // Of a right that has ended since it would say that it is there again.
  const told = summary.kind === 'clearance' ? !summary.ended : isSealed(summary);
  if (!told) return {};
  const made = await correctionMade(call.tx, summary.id);
  return made ? { corrected: made.at } : {};
}
