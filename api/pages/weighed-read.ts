import type { WeighedShown } from '../../web/weighed-data.js';
import type { View } from '../case-faces.js';

/** What there is to weigh, as the file's view has it; of a file without an assessment nothing. */
export function weighedOf(view: View & { view: 'file' }): WeighedShown {
  const { learnt = [], learntFrom = {}, heardOn = null, wordsWaiting = false, unasked = [] } = view;
  return { learnt, learntFrom, heardOn, wordsWaiting, unasked };
}
