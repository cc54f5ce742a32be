import { expect } from '@jest/globals';
import type { Life, Told } from './life.js';

/** What came in on paper in time counts whenever it is compared; what was written of a family is kept least long. */
export const PAPERS: readonly Told[] = [
  {
    title: 'a document that came in by its day, and was compared after it, is one that was handed in',
    article: 'Art. 12(6); reading: what came in time counts, whenever it is compared',
    begins: '2026-06-01',
    lived: (life) =>
      missed(life)
        .mayNot('subject', 'provideDocument', 'WRONG_STAGE')
        .mayNot('subject', 'provideDocument', 'WRONG_STAGE', { receivedOn: '2026-07-03' })
        .does('subject', 'provideDocument', { receivedOn: '2026-06-30' })
        .is('application', 'HUMAN_REVIEW')
        .mayNot('subject', 'declineDocument', 'WRONG_STAGE', { receivedOn: '2026-06-30' })
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title:
      'such a document opens the case again, even before its second reader, and the person is heard anew',
    article: 'Art. 12(6), 13(4); reading: what came in time counts, whenever it is compared',
    begins: '2026-06-01',
    lived: (life) =>
      missed(life)
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .does('adjudicator', 'askSubject')
        .does('subject', 'answerConcerns')
        .does('adjudicator', 'decide', { decision: 'NOT_FOUND' })
        .is('application', 'SECOND_READING')
        .does('subject', 'provideDocument', { receivedOn: '2026-06-30' })
        .is('application', 'HUMAN_REVIEW')
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .mayNot('adjudicator', 'decide', 'NOT_HEARD', { decision: 'NOT_FOUND' })
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'who declined on paper in time was not silent, and nothing is decided otherwise for it',
    article: 'Art. 12(6); reading: what came in time counts, whenever it is compared',
    begins: '2026-06-01',
    lived: (life) =>
      missed(life)
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .does('subject', 'declineDocument', { receivedOn: '2026-06-30' })
        .is('application', 'ADJUDICATION')
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'what was written of a family is destroyed six months after the result, and the file in ten years',
    article: 'Standards: retention; policy: some documents end before their case',
    begins: '2026-06-01',
    lived: (life) => {
      life.consented().investigated().concluded().notFound().on('2026-11-30');
      expect(destroyedClasses(life)).toBe(0);
      life.on('2026-12-02').is('application', 'CLOSED');
      expect(destroyedClasses(life)).toBe(1);
      return life.on('2036-06-02').is('application', 'DISPOSED');
    },
  },
  {
    title: 'what holds a file holds what was written of a family with it, until another officer lets it go',
    article: 'Standards: retention; Records Order: retention extended',
    begins: '2026-06-01',
    lived: (life) => {
      life.consented().investigated().concluded().notFound();
      life.does('charge', 'placeHold', { hold: 1, reviewOn: '2027-06-01' }).on('2027-01-12');
      expect(destroyedClasses(life)).toBe(0);
      life.does('second-charge', 'liftHold', { hold: 1 }).on('2027-01-13').is('application', 'CLOSED');
      expect(destroyedClasses(life)).toBe(1);
    },
  },
];

/** Asked for a document on the first day, and the thirty days have passed. */
function missed(life: Life): Life {
  return life
    .consented()
    .investigated()
    .answers()
    .does('case-officer', 'requestDocument')
    .on('2026-07-03')
    .is('application', 'HUMAN_REVIEW');
}

function destroyedClasses({ world }: Life): number {
  return world.history.filter(({ edge }) => edge.action === 'destroyClass').length;
}
