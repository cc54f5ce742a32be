import { PACKS } from '../../../forms/packs.js';
import { driftsOf } from '../../../domain/questionnaire/drifts.js';
import { passagesIn } from '../../../domain/questionnaire/screening.js';
import { answersFor } from '../../../sandbox/questionnaire.js';

const { questions: QUESTIONS } = PACKS[0];

/** Two passages on what may not be asked, in one answer, and what is asked for around them. */
export const DRIFTING = '毎月教会に献金していて家賃が遅れた。返済は済んだ。今は労働組合の役員をしている。';
export const CREED = '教会';
export const UNION = '労働組合';
export const INNOCENT = '返済は済んだ';

export const drifting = () => answersFor({ FINANCIAL_CIRCUMSTANCES: DRIFTING });

/** As the API seals them. */
export function unscreened() {
  const answers = drifting();
  return { questions: QUESTIONS.id, answers, passages: passagesIn(driftsOf(QUESTIONS, answers)) };
}
