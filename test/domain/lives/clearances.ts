import type { Told } from './life.js';

/** While a right stands, and how it ends (Art. 11, 12(1)(ii), (iii)). */
export const CLEARANCES: readonly Told[] = [
  {
    title: 'a renewal replaces the right before it ends, and begins ten years of its own',
    article: 'Art. 12(1)(ii)',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2035-05-16')
        .is('application', 'NOMINATED')
        .does('charge', 'confirmNeed')
        .does('case-officer', 'serveNotice')
        .does('subject', 'giveConsent')
        .on('2035-06-15')
        .investigated()
        .concluded()
        .found()
        .does('subject', 'signPledge')
        .is('clearance', 'ACTIVE')
        .on('2045-06-15')
        .mayHandle(true)
        .on('2045-06-16')
        .mayHandle(false),
  },
  {
    title: 'a renewal that fails ends the right that was to be renewed',
    article: 'Art. 11, 13(1)',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2035-06-01')
        .does('charge', 'confirmNeed')
        .does('case-officer', 'serveNotice')
        .does('subject', 'giveConsent')
        .investigated()
        .concluded()
        .mayHandle(true)
        .notFound()
        .is('clearance', 'REVOKED')
        .mayHandle(false),
  },
  {
    title: 'a doubt ends the right at its notice; the reassessment that follows gives a new one',
    article: 'Art. 11, 12(1)(iii)',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2027-01-12')
        .does('charge', 'serveDoubtNotice')
        .is('clearance', 'SUSPENDED')
        .mayHandle(false)
        .does('subject', 'reportChange')
        .does('case-officer', 'reportAsOther')
        .does('charge', 'validateReport', { report: '4' })
        .does('subject', 'giveConsent')
        .investigated()
        .concluded()
        .found()
        .mayHandle(false)
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'a reassessment that is refused leaves the head to end the right',
    article: 'Art. 11; reading: after refusal or withdrawal a person decides',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2027-01-12')
        .does('charge', 'serveDoubtNotice')
        .on('2027-05-10')
        .is('clearance', 'SUSPENDED')
        .does('subject', 'refuseConsent')
        .mayNot('adjudicator', 'revoke', 'WRONG_STAGE')
        .does('adjudicator', 'proposeRevocation')
        .mayHandle(false)
        .mayNot('adjudicator', 'proposeRevocation', 'WRONG_STAGE')
        .mayNot('second-adjudicator', 'revoke', 'NOT_HEARD')
        .does('subject', 'answerConcerns', {}, 'clearance')
        .mayNot('subject', 'answerConcerns', 'WRONG_STAGE', {}, 'clearance')
        .mayNot('adjudicator', 'revoke', 'SAME_PERSON')
        .does('second-adjudicator', 'revoke')
        .is('clearance', 'REVOKED')
        .on('2037-05-11')
        .is('clearance', 'DISPOSED'),
  },
  {
    title:
      'who does not answer admits nothing, may still answer, and keeps what they have until a second person has read it',
    article: 'Art. 11; reading: nobody is found wanting unheard',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2027-01-12')
        .does('charge', 'serveDoubtNotice')
        .on('2027-05-10')
        .does('subject', 'refuseConsent')
        .does('adjudicator', 'proposeRevocation')
        .on('2027-05-11')
        .does('second-adjudicator', 'dropRevocation')
        .is('clearance', 'SUSPENDED')
        .does('adjudicator', 'proposeRevocation')
        .on('2027-05-24')
        .mayNot('second-adjudicator', 'revoke', 'NOT_HEARD')
        .on('2027-05-26')
        .does('subject', 'answerConcerns', {}, 'clearance')
        .does('second-adjudicator', 'revoke')
        .is('clearance', 'REVOKED'),
  },
  {
    title: 'silence until the last day lets a second person end the right',
    article: 'policy: hearing; silence admits nothing',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2027-01-12')
        .does('charge', 'serveDoubtNotice')
        .on('2027-05-10')
        .does('subject', 'refuseConsent')
        .does('adjudicator', 'proposeRevocation')
        .on('2027-05-26')
        .does('second-adjudicator', 'revoke')
        .is('clearance', 'REVOKED'),
  },
  {
    title: 'days on which the office was out are given back to whoever is asked before their right ends',
    article: 'policy: outages',
    begins: '2026-05-15',
    lived: (life) => {
      life.cleared().on('2027-01-12').does('charge', 'serveDoubtNotice').on('2027-05-10');
      life.does('subject', 'refuseConsent').does('adjudicator', 'proposeRevocation').on('2027-05-20');
      life.world.outage({ kind: 'OUR_SYSTEM', first: '2027-05-17', last: '2027-05-18' });
      life.on('2027-05-26').mayNot('second-adjudicator', 'revoke', 'NOT_HEARD').on('2027-05-28');
      return life.does('second-adjudicator', 'revoke').is('clearance', 'REVOKED');
    },
  },
  {
    title: 'a doubt takes an open renewal’s place, notified or not',
    article: 'Art. 12(1)(iii); reading',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2035-06-01')
        .does('charge', 'serveDoubtNotice')
        .is('clearance', 'SUSPENDED')
        .is('application', 'AWAITING_CONSENT'),
  },
  {
    title: 'a doubt takes the place of a renewal whose pledge is missing',
    article: 'Art. 12(1)(iii); reading',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared()
        .on('2035-06-01')
        .does('charge', 'confirmNeed')
        .does('case-officer', 'serveNotice')
        .does('subject', 'giveConsent')
        .investigated()
        .concluded()
        .found()
        .does('charge', 'serveDoubtNotice')
        .mayHandle(false)
        .is('application', 'AWAITING_CONSENT'),
  },
  {
    title: 'what is reported is looked at by a person, who lets the right stand',
    article: 'Standards: change report',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared('manager')
        .does('subject', 'reportChange')
        .is('clearance', 'REVIEW')
        .does('manager', 'reportAsOther')
        .mayHandle(true)
        .on('2026-07-01')
        .does('case-officer', 'validateReport', { report: '3' })
        .does('charge', 'assignSuccessor', { officer: 'second-officer' })
        .does('second-officer', 'closeReview')
        .is('clearance', 'ACTIVE'),
  },
  {
    title: 'need that ends and returns within the ten years wants a pledge, and no new assessment',
    article: 'Art. 12(1)(i); reading',
    begins: '2026-05-15',
    lived: (life) =>
      life
        .cleared('manager')
        .on('2028-04-03')
        .does('charge', 'lapse')
        .mayHandle(false)
        .does('subject', 'reportChange')
        .does('manager', 'reportAsOther')
        .does('case-officer', 'validateReport', { report: '4' })
        .on('2029-04-02')
        .does('adjudicator', 'reinstate')
        .mayHandle(false)
        .does('subject', 'renewPledge')
        .mayHandle(true),
  },
];
