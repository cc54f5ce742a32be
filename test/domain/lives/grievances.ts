import { expect } from '@jest/globals';
import type { Life, Told } from './life.js';

/** Art. 14: nobody's result is final while they say it is wrong. */
export const GRIEVANCES: readonly Told[] = [
  {
    title: 'an upheld grievance leads to a new decision by other people, and that may be yes',
    article: 'Art. 14',
    begins: '2026-06-01',
    lived: (life) => {
      reopened(life);
      expect(life.tries('adjudicator', 'decide', { decision: 'FOUND' })).toBe('SAME_PERSON');
      return life
        .does('many-hats', 'decide', { decision: 'FOUND' })
        .does('case-officer', 'notifyResult')
        .does('subject', 'signPledge')
        .mayHandle(true);
    },
  },
  {
    title: 'who withdraws from the new decision keeps the result that was notified',
    article: 'Art. 12(3), 14',
    begins: '2026-06-01',
    lived: (life) => reopened(life).does('subject', 'withdrawConsent').is('application', 'CLOSED'),
  },
  {
    title:
      'who withdraws while the new result is on its way to them keeps the one before, if it did not arrive',
    article: 'Art. 12(3), 13(1), 14',
    begins: '2026-06-01',
    lived: (life) =>
      reopened(life)
        .does('many-hats', 'decide', { decision: 'FOUND' })
        .does('case-officer', 'issueResult', { channel: 'CERTIFIED_POST' })
        .does('subject', 'withdrawConsent')
        .is('application', 'DECIDED')
        .does('charge', 'takeBackNotice')
        .is('application', 'CLOSED'),
  },
  {
    title: 'a need that ends during the new decision leaves the result that was notified',
    article: 'Art. 10, 14',
    begins: '2026-06-01',
    lived: (life) => reopened(life).does('charge', 'closeWithoutBasis').is('application', 'CLOSED'),
  },
  {
    title: 'one that waits too long is shown, never closed, and kept for ten years once answered',
    article: 'Art. 14; policy: shown as overdue; never closed',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .does('subject', 'fileGrievance', { about: 'CONDUCT', late: false }, 'clearance')
        .on('2026-08-20')
        .is('grievance', 'GRIEVANCE_OVERDUE')
        .does('grievances', 'answerGrievance', { outcome: 'NOT_UPHELD', measures: false })
        .is('grievance', 'GRIEVANCE_ANSWERED')
        .on('2036-08-22')
        .is('grievance', 'DISPOSED'),
  },
];

function reopened(life: Life): Life {
  return life
    .consented()
    .investigated()
    .concluded()
    .notFound()
    .does('subject', 'fileGrievance', { about: 'RESULT', late: false })
    .does('grievances', 'answerGrievance', { outcome: 'UPHELD', measures: false })
    .is('application', 'ADJUDICATION');
}
