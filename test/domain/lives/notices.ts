import type { Life, Told } from './life.js';

/** A notice of a result that was wrong is void by two people, and the result is told again (Art. 13(1)). */
export const NOTICES: readonly Told[] = [
  {
    title: 'a notice that was wrong is void before the pledge, and the result is told anew',
    article: 'Art. 13(1); reading: corrected by two people',
    begins: '2026-06-01',
    lived: (life) =>
      voided(life.consented().investigated().concluded().found())
        .is('application', 'DECIDED')
        .mayNot('subject', 'signPledge', 'WRONG_STAGE')
        .on('2026-06-08')
        .does('case-officer', 'notifyResult')
        .is('application', 'PLEDGE_PENDING')
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'a right that began with a void notice goes with it; the ten years are those of the next',
    article: 'Art. 11, 13(1); reading: it goes with its notice',
    begins: '2026-05-15',
    lived: (life) =>
      voided(life.cleared().mayHandle(true).on('2026-06-12'))
        .is('clearance', 'VOIDED')
        .is('application', 'DECIDED')
        .mayHandle(false)
        .on('2026-06-15')
        .does('case-officer', 'notifyResult')
        .mayHandle(false)
        .does('subject', 'signPledge')
        .is('clearance', 'ACTIVE')
        .on('2036-06-15')
        .mayHandle(true)
        .on('2036-06-16')
        .mayHandle(false),
  },
  {
    title:
      'while something rests on the notice it is not void: first a person has looked at what was reported',
    article: 'Art. 13(1); reading: corrected by two people',
    begins: '2026-05-15',
    lived: (life) =>
      voided(
        life
          .cleared()
          .does('subject', 'reportChange')
          .mayNot('charge', 'proposeNoticeVoid', 'RELIED_ON')
          .does('case-officer', 'closeReview'),
      )
        .is('clearance', 'VOIDED')
        .mayHandle(false),
  },
  {
    title: 'a negative result that was told wrongly is told again, and may be complained of from then',
    article: 'Art. 13(1), 13(4), 14; reading: corrected by two people',
    begins: '2026-06-01',
    lived: (life) =>
      voided(life.consented().investigated().concluded().notFound())
        .is('application', 'DECIDED')
        .does('case-officer', 'notifyResult')
        .is('application', 'CLOSED')
        .does('subject', 'fileGrievance', { about: 'RESULT', late: false }),
  },
  {
    title: 'who withdraws after a void notice has no result',
    article: 'Art. 12(3), 13(1), Standards: withdrawal',
    begins: '2026-06-01',
    lived: (life) =>
      voided(life.consented().investigated().concluded().found())
        .does('subject', 'withdrawConsent')
        .is('application', 'NOT_CONDUCTED')
        .mayHandle(false),
  },
  {
    title: 'what a void notice revoked is out of force again, and in force when its holder has signed anew',
    article: 'Art. 11, 13(1); reading: what a void notice ended has not ended',
    begins: '2026-05-15',
    lived: (life) =>
      voided(renewing(life).notFound().is('clearance', 'REVOKED'))
        .is('clearance', 'LAPSED')
        .does('subject', 'withdrawConsent')
        .mayHandle(false)
        .does('adjudicator', 'reinstate')
        .mayHandle(false)
        .does('subject', 'renewPledge')
        .mayHandle(true)
        .on('2036-05-15')
        .mayHandle(true)
        .on('2036-05-16')
        .mayHandle(false),
  },
  {
    title: 'told again, a negative result ends once more what its void notice had ended',
    article: 'Art. 11, 13(1); reading: what a void notice ended has not ended',
    begins: '2026-05-15',
    lived: (life) =>
      voided(renewing(life).notFound())
        .is('clearance', 'LAPSED')
        .does('case-officer', 'notifyResult')
        .is('application', 'CLOSED')
        .is('clearance', 'REVOKED')
        .mayHandle(false),
  },
  {
    title: 'what a void renewal had replaced waits out of force, and gives way to it when it is told again',
    article: 'Art. 11, 13(1); reading: what a void notice ended has not ended',
    begins: '2026-05-15',
    lived: (life) =>
      voided(renewing(life).found().does('subject', 'signPledge').mayHandle(true))
        .is('clearance', 'LAPSED')
        .mayHandle(false)
        .does('case-officer', 'notifyResult')
        .does('subject', 'signPledge')
        .is('clearance', 'ACTIVE')
        .mayHandle(true),
  },
  {
    title: 'a withdrawal that a void notice had come before waits again for what shows which was first',
    article: 'Art. 12(3), 13(1), Standards: withdrawal; reading: what is void came before nothing',
    begins: '2026-06-01',
    lived: (life) =>
      voided(
        out(life)
          .on('2026-06-04')
          .does('subject', 'withdrawConsent')
          .on('2026-06-08')
          .does('case-officer', 'notifyResult', byPost('2026-06-03')),
      )
        .is('application', 'DECIDED')
        .mayNot('case-officer', 'notifyResult', 'INVALID', byPost('2026-06-05'))
        .mayNot('case-officer', 'notifyResult', 'INVALID', { served: { channel: 'OWN_ACCOUNT' } })
        .mayNot('case-officer', 'issueResult', 'WRONG_STAGE', { channel: 'IN_PERSON' })
        .does('charge', 'takeBackNotice')
        .is('application', 'NOT_CONDUCTED')
        .mayHandle(false),
  },
  {
    title: 'a notice goes out by post, is received some days later, and its years count from then',
    article: 'Art. 13(1); Civil Code 97, 140',
    begins: '2026-06-01',
    lived: (life) =>
      out(life)
        .mayNot('case-officer', 'issueResult', 'WRONG_STAGE', { channel: 'IN_PERSON' })
        .mayNot('case-officer', 'notifyResult', 'INVALID', { served: { channel: 'OWN_ACCOUNT' } })
        .mayNot('case-officer', 'notifyResult', 'INVALID', {
          served: { channel: 'IN_PERSON', receivedOn: '2026-06-01' },
        })
        .on('2026-06-05')
        .does('case-officer', 'notifyResult', byPost('2026-06-04'))
        .is('application', 'PLEDGE_PENDING')
        .does('subject', 'signPledge')
        .on('2036-06-04')
        .mayHandle(true)
        .on('2036-06-05')
        .mayHandle(false),
  },
  {
    title: 'a notice that comes back is taken back by somebody else, and goes another way',
    article: 'Art. 13(1); reading: what did not reach its person was no notice',
    begins: '2026-06-01',
    lived: (life) =>
      out(life)
        .on('2026-06-15')
        .mayNot('case-officer', 'takeBackNotice', 'NOT_YOURS')
        .does('charge', 'takeBackNotice')
        .is('application', 'DECIDED')
        .does('case-officer', 'issueResult', { channel: 'IN_PERSON' })
        .does('case-officer', 'notifyResult', {
          served: { channel: 'IN_PERSON', receivedOn: '2026-06-15' },
        })
        .is('application', 'PLEDGE_PENDING'),
  },
  {
    title: 'who withdraws before the notice reaches them has no result, however late that shows',
    article: 'Art. 12(3), 13(1), Standards: withdrawal',
    begins: '2026-06-01',
    lived: (life) =>
      out(life)
        .on('2026-06-03')
        .does('subject', 'withdrawConsent')
        .is('application', 'DECIDED')
        .mayNot('subject', 'withdrawConsent', 'WRONG_STAGE')
        .on('2026-06-08')
        .mayNot('case-officer', 'notifyResult', 'INVALID', byPost('2026-06-04'))
        .does('charge', 'takeBackNotice')
        .is('application', 'NOT_CONDUCTED')
        .mayHandle(false),
  },
  {
    title: 'who withdraws in the morning has no result by a notice that is handed over in the afternoon',
    article: 'Art. 12(3), 13(1), Standards: withdrawal',
    begins: '2026-06-01',
    lived: (life) =>
      out(life, 'IN_PERSON')
        .on('2026-06-03')
        .does('subject', 'withdrawConsent')
        .mayNot('case-officer', 'notifyResult', 'INVALID', byHand('2026-06-03', '15:00'))
        .mayNot('case-officer', 'notifyResult', 'INVALID', byHand('2026-06-03'))
        .does('charge', 'takeBackNotice')
        .is('application', 'NOT_CONDUCTED'),
  },
  {
    title: 'who was handed a result an hour before does not withdraw from it',
    article: 'Art. 12(3), 13(1), Standards: withdrawal',
    begins: '2026-06-01',
    lived: (life) =>
      out(life, 'IN_PERSON')
        .on('2026-06-03')
        .does('subject', 'withdrawConsent')
        .does('case-officer', 'notifyResult', byHand('2026-06-03', '09:00'))
        .is('application', 'PLEDGE_PENDING'),
  },
  {
    title: 'nobody ends by themselves what their person may have in hand: the notice is taken back first',
    article: 'Art. 10, 12(1), 13(1)',
    begins: '2026-06-01',
    lived: (life) =>
      out(life)
        .mayNot('charge', 'closeWithoutBasis', 'WRONG_STAGE')
        .does('charge', 'takeBackNotice')
        .does('charge', 'closeWithoutBasis')
        .is('application', 'NOT_CONDUCTED'),
  },
  {
    title: 'who has read a result does not withdraw from it, even before anybody knows that they have',
    article: 'Art. 12(3), 13(1), Standards: withdrawal',
    begins: '2026-06-01',
    lived: (life) =>
      out(life)
        .on('2026-06-04')
        .does('subject', 'withdrawConsent')
        .on('2026-06-08')
        .does('case-officer', 'notifyResult', byPost('2026-06-03'))
        .is('application', 'PLEDGE_PENDING'),
  },
];

const byPost = (receivedOn: string) => ({ served: { channel: 'CERTIFIED_POST' as const, receivedOn } });

const byHand = (receivedOn: string, receivedAt?: string) => ({
  served: { channel: 'IN_PERSON' as const, receivedOn, receivedAt },
});

/** Decided, and on its way. */
function out(life: Life, channel: 'IN_PERSON' | 'CERTIFIED_POST' = 'CERTIFIED_POST'): Life {
  return life
    .consented()
    .investigated()
    .concluded()
    .does('adjudicator', 'decide', { decision: 'FOUND' })
    .does('case-officer', 'issueResult', { channel });
}

/** A renewal, up to its decision. */
function renewing(life: Life): Life {
  return life
    .cleared()
    .on('2035-06-01')
    .does('charge', 'confirmNeed')
    .does('case-officer', 'serveNotice')
    .does('subject', 'giveConsent')
    .investigated()
    .concluded();
}

/** Proposed, dropped, proposed again, and confirmed by another. */
function voided(life: Life): Life {
  return life
    .does('charge', 'proposeNoticeVoid')
    .does('adjudicator', 'dropNoticeVoid')
    .does('charge', 'proposeNoticeVoid')
    .mayNot('charge', 'confirmNoticeVoid', 'SAME_PERSON')
    .does('adjudicator', 'confirmNoticeVoid');
}
