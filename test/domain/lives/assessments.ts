import type { Told } from './life.js';

/** From the list to the result (Art. 12, 13), and what may come in between. */
export const ASSESSMENTS: readonly Told[] = [
  {
    title: 'a member of staff is assessed, cleared, and holds the right for ten years',
    article: 'Art. 11, 12(1)(i), 13(1)',
    begins: '2026-04-01',
    lived: (life) =>
      life
        .consented('charge')
        .on('2026-04-10')
        .investigated('SELF', ['POLICE_RECORD'])
        .is('application', 'CHECKS_RUNNING')
        .mayHandle(false)
        .on('2026-05-15')
        .concluded()
        .found()
        .is('application', 'PLEDGE_PENDING')
        .mayHandle(false)
        .does('subject', 'signPledge')
        .mayHandle(true)
        .on('2036-05-15')
        .is('application', 'NOMINATED')
        .does('charge', 'rejectNominee')
        .is('application', 'NOT_CONDUCTED')
        .mayHandle(true)
        .on('2036-05-16')
        .is('clearance', 'EXPIRED')
        .mayHandle(false)
        .on('2046-05-17')
        .is('clearance', 'DISPOSED')
        .is('application', 'DISPOSED'),
  },
  {
    title:
      'a contractor’s nominee is investigated by the Cabinet Office, which asks further before its opinion',
    article: 'Art. 10, 12(4), 12(5), 12(6)',
    begins: '2026-04-01',
    lived: (life) =>
      life
        .consented('manager')
        .investigated('UNIFIED')
        .mayNot('investigator', 'inquire', 'RECORDS_FIRST', { asks: ['ENTRY_HISTORY'] })
        .answers('DISCIPLINARY_RECORD', 'RECORD')
        .is('application', 'HUMAN_REVIEW')
        .does('investigator', 'inquire', { asks: ['ENTRY_HISTORY'] })
        .answers('ENTRY_HISTORY')
        .is('application', 'HUMAN_REVIEW')
        .does('investigator', 'askAgain', { codes: ['DISCIPLINARY_RECORD'] })
        .answers('DISCIPLINARY_RECORD')
        .is('application', 'AWAITING_OPINION')
        .does('investigator', 'inquire', { asks: ['POLICE_RECORD'] })
        .answers()
        .does('investigator', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'words that touch what may not be investigated are screened; what is not clear is returned',
    article: 'Standards: matters not investigated; questionnaire',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .does('subject', 'submitQuestionnaire', { drifting: true })
        .is('application', 'QUESTIONNAIRE_SCREENING')
        .does('screener', 'screenQuestionnaire')
        .does('case-officer', 'returnQuestionnaire')
        .is('application', 'QUESTIONNAIRE')
        .investigated()
        .is('application', 'CHECKS_RUNNING'),
  },
  {
    title: 'whoever lets a window pass is asked by a person, and may still answer',
    article: 'Art. 12(3); policy: consent window, questionnaire window',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .nominate('charge')
        .does('adjudicator', 'approveNominee')
        .does('case-officer', 'serveNotice')
        .on('2026-07-10')
        .is('application', 'CONSENT_OVERDUE')
        .does('case-officer', 'extendConsent')
        .does('subject', 'giveConsent')
        .on('2026-09-14')
        .is('application', 'QUESTIONNAIRE_OVERDUE')
        .does('case-officer', 'extendQuestionnaire')
        .investigated()
        .is('application', 'CHECKS_RUNNING'),
  },
  {
    title: 'a source that falls silent leads to a person, and its late answer to the same person',
    article: 'Art. 12(6); policy: provider answer',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated('SELF', ['ENTRY_HISTORY'])
        .on('2026-08-10')
        .is('application', 'HUMAN_REVIEW')
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .is('application', 'OPINION_RECEIVED')
        .answers('ENTRY_HISTORY')
        .is('application', 'HUMAN_REVIEW')
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .does('adjudicator', 'requestMore')
        .is('application', 'HUMAN_REVIEW'),
  },
  {
    title: 'a person is interviewed, reads the record late, and hands in one document and not another',
    article: 'Art. 12(6), Standards: interview only as needed',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .answers()
        .does('case-officer', 'arrangeInterview', { at: '2026-06-22T05:00:00.000Z' })
        .does('case-officer', 'moveInterview', { at: '2026-06-24T05:00:00.000Z' })
        .does('case-officer', 'callOffInterview')
        .does('case-officer', 'arrangeInterview', { at: '2026-06-25T05:00:00.000Z' })
        .on('2026-06-26')
        .does('case-officer', 'recordInterview')
        .on('2026-07-13')
        .is('application', 'HUMAN_REVIEW')
        .does('case-officer', 'requestDocument')
        .does('subject', 'confirmInterviewRecord')
        .is('application', 'DOCUMENT_REQUESTED')
        .does('subject', 'provideDocument')
        .does('case-officer', 'requestDocument')
        .does('subject', 'declineDocument')
        .does('case-officer', 'requestDocument')
        .on('2026-08-17')
        .is('application', 'HUMAN_REVIEW'),
  },
  {
    title:
      'a record is confirmed in time; another only when the opinion has been given, which opens it again',
    article: 'Art. 12(6); reading: late is not too late before the decision',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .answers()
        .does('case-officer', 'arrangeInterview', { at: '2026-06-15T05:00:00.000Z' })
        .on('2026-06-16')
        .does('case-officer', 'recordInterview')
        .does('subject', 'confirmInterviewRecord')
        .is('application', 'HUMAN_REVIEW')
        .does('case-officer', 'arrangeInterview', { at: '2026-06-25T05:00:00.000Z' })
        .on('2026-06-26')
        .does('case-officer', 'recordInterview')
        .on('2026-07-13')
        .does('case-officer', 'resolveReview')
        .does('charge', 'giveOpinion')
        .does('subject', 'confirmInterviewRecord')
        .is('application', 'HUMAN_REVIEW'),
  },
  {
    title: 'nobody is found wanting unheard, nor by one person alone',
    article: 'Art. 12(1), 12(6), 13(4)',
    begins: '2026-06-01',
    lived: (life) => {
      life.consented().investigated().concluded();
      const negative = { decision: 'NOT_FOUND' } as const;
      life.does('adjudicator', 'askSubject').on('2026-06-16').is('application', 'ADJUDICATION');
      life.does('subject', 'answerConcerns').is('application', 'ADJUDICATION');
      life.does('adjudicator', 'decide', negative).does('second-adjudicator', 'returnDecision');
      life.does('adjudicator', 'askSubject').on('2026-07-01').does('adjudicator', 'decide', negative);
      life.is('application', 'SECOND_READING').does('subject', 'answerConcerns');
      life.is('application', 'ADJUDICATION').does('adjudicator', 'decide', negative);
      life.does('second-adjudicator', 'confirmDecision').is('application', 'DECIDED');
      return life.does('case-officer', 'notifyResult').is('application', 'CLOSED').mayHandle(false);
    },
  },
  {
    title: 'an investigation is used again for a new case, with an opinion and a decision of its own',
    article: 'Art. 12(7)',
    begins: '2026-06-01',
    lived: (life) =>
      life
        .consented()
        .investigated()
        .concluded()
        .notFound()
        .on('2033-06-01')
        .consented()
        .investigated('REUSED')
        .is('application', 'AWAITING_OPINION')
        .does('charge', 'giveOpinion')
        .does('charge', 'submitForDecision')
        .found()
        .does('subject', 'signPledge')
        .mayHandle(true),
  },
  {
    title: 'days on which the office or a source was out are given back',
    article: 'policy: outages',
    begins: '2026-06-01',
    lived: (life) => {
      life.consented();
      const days = { kind: 'OUR_SYSTEM', first: '2026-06-10', last: '2026-06-16' } as const;
      life.world.outage(days);
      life.investigated();
      life.world.outage({ ...days, kind: 'OUR_SYSTEM' });
      return life.concluded();
    },
  },
];
