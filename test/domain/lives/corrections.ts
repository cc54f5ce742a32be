import type { Life, Told } from './life.js';

/** What was a mistake is taken back by two people (Art. 16, 12(1)(iii)); what is held is not destroyed. */
export const CORRECTIONS: readonly Told[] = [
  {
    title: 'a case about the wrong person ends by two people, and what it gathered goes in three months',
    article: 'Art. 16; reading: corrected by two people',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .does('case-officer', 'proposeMistake')
        .does('charge', 'dropMistake')
        .is('application', 'QUESTIONNAIRE')
        .does('case-officer', 'proposeMistake')
        .does('adjudicator', 'confirmMistake')
        .is('application', 'NOT_CONDUCTED')
        .on('2026-09-03')
        .is('application', 'NOT_CONDUCTED'),
  },
  {
    title: 'a doubt served by mistake is voided, and its reassessment goes with it',
    article: 'Art. 11, 12(1)(iii); reading: corrected by two people',
    begins: '2026-05-15',
    lived: (life) =>
      voided(life.cleared().does('charge', 'serveDoubtNotice').mayHandle(false))
        .is('clearance', 'ACTIVE')
        .is('application', 'NOT_CONDUCTED')
        .mayHandle(true),
  },
  {
    title: 'voided while a report waited, the right is back where a person looks at it',
    article: 'Art. 11, 12(1)(iii); reading: corrected by two people',
    begins: '2026-05-15',
    lived: (life) =>
      voided(life.cleared().does('subject', 'reportChange').does('charge', 'serveDoubtNotice')).is(
        'clearance',
        'REVIEW',
      ),
  },
  {
    title: 'voided of a right that had lapsed, it is lapsed again',
    article: 'Art. 11, 12(1)(iii); reading: corrected by two people',
    begins: '2026-05-15',
    lived: (life) =>
      voided(life.cleared().does('charge', 'lapse').does('charge', 'serveDoubtNotice'))
        .is('clearance', 'LAPSED')
        .does('adjudicator', 'reinstate'),
  },
  {
    title: 'voided of a right that lapsed under the doubt, it stays lapsed',
    article: 'Art. 11, 12(1)(iii); reading: corrected by two people',
    begins: '2026-05-15',
    lived: (life) =>
      voided(life.cleared().does('charge', 'serveDoubtNotice').does('charge', 'lapse')).is(
        'clearance',
        'LAPSED',
      ),
  },
  {
    title: 'a doubt voided after its result was notified takes the result’s right with it',
    article: 'Art. 12(1)(iii); reading: it goes with its notice',
    begins: '2026-05-15',
    lived: (life) =>
      voided(
        life
          .cleared()
          .does('charge', 'serveDoubtNotice')
          .does('subject', 'giveConsent')
          .investigated()
          .concluded()
          .found(),
      )
        .is('application', 'CLOSED')
        .is('clearance', 'ACTIVE'),
  },
  {
    title: 'a file that a law requires is kept, until another officer lets it go',
    article: 'Standards: retention; Records Order: retention extended',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .nominate('charge')
        .does('charge', 'rejectNominee')
        .does('charge', 'placeHold', { hold: 1, reviewOn: '2027-06-01' })
        .on('2029-06-04')
        .is('application', 'NOT_CONDUCTED')
        .does('second-charge', 'liftHold', { hold: 1 })
        .on('2029-06-05')
        .is('application', 'DISPOSED'),
  },
  {
    title: 'a right’s file that a law requires is kept the same way',
    article: 'Standards: retention; Records Order: retention extended',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .does('charge', 'placeHold', { hold: 1, reviewOn: '2027-05-14' }, 'clearance')
        .on('2027-06-01')
        .does('second-charge', 'liftHold', { hold: 1 }, 'clearance'),
  },
];

/** Proposed, dropped, proposed again, and confirmed by another. */
function voided(life: Life): Life {
  return life
    .does('charge', 'proposeDoubtVoid')
    .does('adjudicator', 'dropDoubtVoid')
    .does('charge', 'proposeDoubtVoid')
    .does('adjudicator', 'confirmDoubtVoid');
}
