import type { ApplicationStage } from '../../../domain/stages.js';
import type { Life } from './life.js';

type Stop = (life: Life) => Life;

/** How a new case, begun on 2026-06-01, comes to each stage. */
export const STOPS: Readonly<Record<Exclude<ApplicationStage, 'DISPOSED'>, Stop>> = {
  NOMINATED: (life) => life.nominate('charge'),
  SCREENED: (life) => STOPS.NOMINATED(life).does('adjudicator', 'approveNominee'),
  AWAITING_CONSENT: (life) => STOPS.SCREENED(life).does('case-officer', 'serveNotice'),
  CONSENT_OVERDUE: (life) => STOPS.AWAITING_CONSENT(life).on('2026-07-10'),
  QUESTIONNAIRE: (life) => life.consented(),
  QUESTIONNAIRE_OVERDUE: (life) => life.consented().on('2026-08-10'),
  QUESTIONNAIRE_SCREENING: (life) =>
    life.consented().does('subject', 'submitQuestionnaire', { drifting: true }),
  INVESTIGATION: (life) => life.consented().does('subject', 'submitQuestionnaire'),
  CHECKS_RUNNING: (life) => life.consented().investigated(),
  HUMAN_REVIEW: (life) => STOPS.CHECKS_RUNNING(life).answers('DISCIPLINARY_RECORD', 'RECORD'),
  INTERVIEW: (life) =>
    STOPS.HUMAN_REVIEW(life).does('case-officer', 'arrangeInterview', { at: '2026-06-15T05:00:00.000Z' }),
  INTERVIEW_RECORD: (life) => STOPS.INTERVIEW(life).on('2026-06-16').does('case-officer', 'recordInterview'),
  DOCUMENT_REQUESTED: (life) => STOPS.HUMAN_REVIEW(life).does('case-officer', 'requestDocument'),
  AWAITING_OPINION: (life) => STOPS.CHECKS_RUNNING(life).answers(),
  OPINION_RECEIVED: (life) => STOPS.AWAITING_OPINION(life).does('charge', 'giveOpinion'),
  ADJUDICATION: (life) => STOPS.CHECKS_RUNNING(life).concluded(),
  HEARING: (life) => STOPS.ADJUDICATION(life).does('adjudicator', 'askSubject'),
  SECOND_READING: (life) =>
    STOPS.HEARING(life)
      .does('subject', 'answerConcerns')
      .does('adjudicator', 'decide', { decision: 'NOT_FOUND' }),
  DECIDED: (life) => STOPS.ADJUDICATION(life).does('adjudicator', 'decide', { decision: 'FOUND' }),
  PLEDGE_PENDING: (life) => STOPS.ADJUDICATION(life).found(),
  PLEDGE_OVERDUE: (life) => STOPS.PLEDGE_PENDING(life).on('2026-07-10'),
  CLEARED: (life) => life.cleared(),
  CLOSED: (life) => STOPS.ADJUDICATION(life).notFound(),
  NOT_CONDUCTED: (life) => STOPS.QUESTIONNAIRE(life).does('subject', 'withdrawConsent'),
};
