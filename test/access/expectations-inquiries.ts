import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who puts questions to others, puts them again, and weighs what came: part of expectations.ts. */
export const inquiryActs = ({
  officer,
  investigator,
  assessed,
}: Readonly<Record<'officer' | 'investigator' | 'assessed', readonly Account[]>>): Readonly<
  Record<string, ActExpected>
> => ({
  inquire: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW MORE', may: [...officer, ...investigator] },
      { state: 'AWAITING_OPINION MORE', asked: true, may: [...officer, ...investigator] },
      { state: 'CHECKS_RUNNING MORE', may: [...officer, ...investigator] },
    ],
    never: 'ADJUDICATION',
  },
  // What was not consented to is asked for; to agree or not, and to take back what was agreed to, is the person's (Art. 12(3)).
  requestSupplement: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW', asked: true, may: [...officer, ...investigator] },
      { state: 'CHECKS_RUNNING', asked: true, may: [...officer, ...investigator] },
      { state: 'AWAITING_OPINION SELF', may: officer },
      { state: 'INVESTIGATION', may: officer },
    ],
    never: 'ADJUDICATION',
  },
  answerSupplement: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW SUPPLEMENT', asked: true, may: assessed },
      { state: 'AWAITING_OPINION SUPPLEMENT', asked: true, may: assessed },
    ],
    never: 'HUMAN_REVIEW',
  },
  wantReasons: {
    on: 'application',
    tries: [
      { state: 'CHECKS_RUNNING WAIVED', asked: true, may: assessed },
      { state: 'DECIDED WAIVED', asked: true, may: assessed },
    ],
    never: 'PLEDGE_PENDING',
  },
  withdrawInquiry: {
    on: 'application',
    tries: [
      { state: 'CHECKS_RUNNING', asked: true, may: assessed },
      { state: 'QUESTIONNAIRE', may: assessed },
      { state: 'DECIDED', asked: true, may: assessed },
    ],
    never: 'PLEDGE_PENDING',
  },
  // In place of an inquiry; to hand it in or not is the person's (Art. 12(6)).
  requestDocument: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW', asked: true, may: [...officer, ...investigator] },
      { state: 'AWAITING_OPINION SELF', may: officer },
    ],
    never: 'ADJUDICATION',
  },
  provideDocument: {
    on: 'application',
    tries: [{ state: 'DOCUMENT_REQUESTED', asked: true, may: assessed }],
    never: 'HUMAN_REVIEW',
  },
  declineDocument: {
    on: 'application',
    tries: [{ state: 'DOCUMENT_REQUESTED', asked: true, may: assessed }],
    never: 'ADJUDICATION',
  },
  askAgain: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW', asked: true, may: [...officer, ...investigator] },
      { state: 'HUMAN_REVIEW SELF', may: officer },
    ],
    never: 'ADJUDICATION',
  },
  resolveReview: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW', asked: true, may: [...officer, ...investigator] },
      { state: 'HUMAN_REVIEW SELF', may: officer },
    ],
    never: 'AWAITING_OPINION',
  },
});
