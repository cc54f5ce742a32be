import { dayOf } from '../domain/calendar.js';
import { isSealed, NOTICE_VOID } from '../domain/corrections.js';
import { correctionMade } from '../store/corrections.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import type { Call } from './route.js';

/** Which notices of a result are void, for everybody who was told of them. */
export function voidNoticesIn({ voidNotices }: CaseSummary) {
  if (voidNotices.length === 0) return {};
  return {
    voidNotices: voidNotices.map(({ notifiedAt, voidedAt }) => {
      const notifiedOn = dayOf(notifiedAt);
      const text = { ja: NOTICE_VOID.ja(notifiedOn), en: NOTICE_VOID.en(notifiedOn) };
      return { notifiedOn, text, voidedOn: dayOf(voidedAt) };
    }),
  };
}

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
