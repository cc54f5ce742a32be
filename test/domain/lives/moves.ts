import type { Told } from './life.js';

/** Where a holder goes in ten years, and what was said of them that nobody came to in time (Art. 10, 11, 12(1)). */
export const MOVES: readonly Told[] = [
  {
    title: 'in another section of the same organ the right stands, and its officer is another',
    article: 'Art. 11; Standards: name list, changes recorded',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2028-04-03')
        .does('charge', 'transferWithin', { officer: 'second-officer' })
        .is('clearance', 'ACTIVE')
        .mayHandle(true)
        .on('2028-06-01')
        .does('subject', 'reportChange')
        .does('second-officer', 'closeReview')
        .on('2036-05-15')
        .mayHandle(true)
        .on('2036-05-16')
        .mayHandle(false),
  },
  {
    title:
      'on secondment elsewhere there is no right here; back within the ten years it wants a pledge alone',
    article: 'Art. 11, 12(1)(i); reading: who works elsewhere has no need here',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2029-04-02')
        .does('charge', 'second')
        .is('clearance', 'LAPSED')
        .mayHandle(false)
        .mayNot('subject', 'renewPledge', 'WRONG_STAGE')
        .on('2031-04-01')
        .does('adjudicator', 'reinstate')
        .mayHandle(false)
        .does('subject', 'renewPledge')
        .mayHandle(true)
        .on('2036-05-16')
        .is('clearance', 'EXPIRED')
        .mayHandle(false),
  },
  {
    title:
      'who leaves a contractor for the organ itself is assessed anew, and the new result takes the old one’s place',
    article: 'Art. 10, 12(1)(i), 12(7); reading: found as this employer’s, and for no other',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared('manager')
        .on('2028-03-31')
        .does('manager', 'depart')
        .is('clearance', 'LAPSED')
        .mayHandle(false)
        .on('2028-04-03')
        .consented()
        .mayNot('adjudicator', 'reinstate', 'ALREADY_OPEN')
        .investigated('REUSED')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .found()
        .mayHandle(false)
        .does('subject', 'signPledge')
        .mayHandle(true)
        .on('2038-04-03')
        .mayHandle(true)
        .on('2038-04-04')
        .mayHandle(false),
  },
  {
    title: 'leaving under a doubt is noted, and leaves the doubt to be ended by a person',
    article: 'Art. 10, 11, 12(1)(iii); reading: found as this employer’s, and for no other',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared('manager')
        .on('2027-01-12')
        .does('charge', 'serveDoubtNotice')
        .on('2027-01-29')
        .does('manager', 'depart')
        .is('clearance', 'SUSPENDED')
        .mayHandle(false)
        .does('subject', 'refuseConsent')
        .does('adjudicator', 'proposeRevocation')
        .does('subject', 'answerConcerns', {}, 'clearance')
        .does('second-adjudicator', 'revoke')
        .is('clearance', 'REVOKED')
        // Said again, it is answered as before: what became of the clearance is not the employer’s to ask so.
        .does('manager', 'depart')
        .is('clearance', 'REVOKED')
        .does('charge', 'depart')
        .is('clearance', 'REVOKED')
        .mayHandle(false),
  },
  {
    title: 'what a colleague reported in the last days is looked at after the end, by the officer in charge',
    article: 'Standards: change report; reading: what nobody looked at before the end is looked at after it',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared('manager')
        .on('2036-04-01')
        .does('charge', 'rejectNominee')
        .on('2036-05-12')
        .does('manager', 'reportAsOther')
        .is('clearance', 'REVIEW')
        .mayHandle(true)
        .on('2036-05-16')
        .is('clearance', 'EXPIRED')
        .mayHandle(false)
        .mayNot('charge', 'depart', 'NOT_YOURS')
        .does('manager', 'depart')
        .is('clearance', 'EXPIRED')
        .mayNot('case-officer', 'validateReport', 'NOT_YOURS', { report: '3' }, 'clearance')
        // What the colleague says after it is answered as before, and waits for the same person.
        .does('manager', 'reportAsOther')
        .is('clearance', 'EXPIRED')
        .does('charge', 'validateReport', { report: '3' })
        .is('clearance', 'EXPIRED'),
  },
];
