import type { InterviewState } from '../../domain/interview.js';
import type { Word } from '../language.js';

/** How an interview stands. None of these says anything against its person. */
export const INTERVIEW_WORDS: Readonly<Record<InterviewState, Word>> = {
  ARRANGED: { ja: '日時をお知らせ済み', en: 'Arranged' },
  CALLED_OFF: { ja: '行われませんでした', en: 'Did not take place' },
  RECORDED: { ja: '記録の確認を待っています', en: 'The record waits to be confirmed' },
  CONFIRMED: { ja: '本人が確認済み', en: 'Confirmed by the person' },
  NOT_CONFIRMED: { ja: '確認されていない', en: 'Not confirmed' },
};
