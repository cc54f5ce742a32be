import type { Input } from '../../property/file.js';
import type { Told } from './life.js';

const REQUEST: Input = { needs: { CREDIT_STANDING: 'UNCLEAR' } };
const YES: Input = { answers: ['CREDIT_STANDING'], inquiries: { CREDIT_STANDING: true } };
const NO: Input = { answers: ['CREDIT_STANDING'], inquiries: { CREDIT_STANDING: false } };
const CREDIT: Input = { asks: ['CREDIT_STANDING'] };

/** Consent that comes later, or goes alone: nobody is pressed, and one question is not the whole (Art. 12(3), 12(6)). */
export const SUPPLEMENTS: readonly Told[] = [
  {
    title:
      'what is unclear is asked of another source once the person consents, and the opinion waits for them',
    article: 'Art. 12(3), 12(6); reading: a further question needs a further consent',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .answers()
        .is('application', 'AWAITING_OPINION')
        .mayNot('case-officer', 'inquire', 'NO_CONSENT', CREDIT)
        .does('case-officer', 'requestSupplement', REQUEST)
        .is('application', 'AWAITING_OPINION')
        .mayNot('charge', 'giveOpinion', 'SUPPLEMENT_OPEN')
        .on('2026-06-08')
        .does('subject', 'answerSupplement', YES)
        .does('case-officer', 'inquire', CREDIT)
        .is('application', 'CHECKS_RUNNING')
        .concluded()
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title:
      'who says no to a further question is asked neither it nor for it again, and is cleared like others',
    article: 'Art. 12(3), 16; reading: a further question needs a further consent',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .does('case-officer', 'requestSupplement', REQUEST)
        .does('subject', 'answerSupplement', NO)
        .mayNot('case-officer', 'inquire', 'NO_CONSENT', CREDIT)
        .mayNot('case-officer', 'requestSupplement', 'NO_SUPPLEMENT', REQUEST)
        .concluded()
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'fourteen days of silence to a further question end the request, and are no consent and no fault',
    article: 'Art. 12(3); policy: supplementary consent; never adverse',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .answers()
        .does('case-officer', 'requestSupplement', REQUEST)
        .on('2026-06-15')
        .mayNot('charge', 'giveOpinion', 'SUPPLEMENT_OPEN')
        .on('2026-06-16')
        .mayNot('subject', 'answerSupplement', 'WRONG_STAGE', YES)
        .mayNot('case-officer', 'inquire', 'NO_CONSENT', CREDIT)
        .is('application', 'AWAITING_OPINION')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'an answer on paper that came in time is one, though the office came to it when the time was over',
    article: 'Art. 12(3), 12(6); reading: what came in time counts, whenever it is compared',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .answers()
        .does('case-officer', 'requestSupplement', REQUEST)
        .on('2026-06-16')
        .mayNot('subject', 'answerSupplement', 'WRONG_STAGE', YES)
        .mayNot('subject', 'answerSupplement', 'WRONG_STAGE', { ...YES, receivedOn: '2026-06-16' })
        .does('subject', 'answerSupplement', { ...YES, receivedOn: '2026-06-15' })
        .is('application', 'AWAITING_OPINION')
        .does('case-officer', 'inquire', CREDIT)
        .concluded()
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'compared after the opinion, it goes back to the people who asked, and so does a no',
    article: 'Art. 12(3), 12(6); reading: what came in time counts, whenever it is compared',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .answers()
        .does('case-officer', 'requestSupplement', REQUEST)
        .on('2026-06-16')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .does('subject', 'answerSupplement', { ...NO, receivedOn: '2026-06-15' })
        .is('application', 'HUMAN_REVIEW')
        .mayNot('case-officer', 'inquire', 'NO_CONSENT', CREDIT)
        .does('case-officer', 'resolveReview')
        .concluded()
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'who did not want reasons wants them after all, until the notice and not after it',
    article: 'Art. 13(4); reading: until the notice the person decides whether to be told',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .mayNot('charge', 'wantReasons', 'NOT_YOURS')
        .does('subject', 'wantReasons')
        .investigated('SELF')
        .mayNot('subject', 'wantReasons', 'WRONG_STAGE')
        .concluded()
        .found()
        .mayNot('subject', 'wantReasons', 'WRONG_STAGE')
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'one question is taken back alone: its source is asked no more, and the assessment goes on',
    article: 'Art. 12(3), Standards: withdrawal; reading: one question is taken back alone',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated('SELF', ['ENTRY_HISTORY'])
        .does('case-officer', 'inquire', { asks: ['POLICE_RECORD'] })
        .does('subject', 'withdrawInquiry', { codes: ['POLICE_RECORD'] })
        .is('application', 'CHECKS_RUNNING')
        .drops('POLICE_RECORD')
        .mayNot('subject', 'withdrawInquiry', 'NO_CONSENT', { codes: ['POLICE_RECORD'] })
        .concluded()
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
];
