import type { IsoDate } from './calendar.js';
import type { NotConductedReason } from './stages.js';

/** Whether nobody reads any more what a case gathered: it was about the wrong person, and waits to be destroyed. */
export function isSealed(of: { readonly notConductedReason: NotConductedReason | null }): boolean {
  return of.notConductedReason === 'MISTAKEN';
}

/**
 * A notice of a result that reached the wrong person, or said the wrong thing: the same words for everybody who was told of
 * it, whichever it was and whatever the result.
 */
export const NOTICE_VOID = {
  ja: (day: IsoDate) => {
    const [year, month, date] = day.split('-').map(Number);
    return `${year}年${month}月${date}日付けの適性評価の結果の通知は、無効です。有効な通知は、改めて行います。`;
  },
  en: (day: IsoDate) => `The notice of the result of ${day} is void. The result is notified anew.`,
} as const;
