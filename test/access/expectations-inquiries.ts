import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who puts questions to others, puts them again, and weighs what came: part of expectations.ts. */
export const inquiryActs = ({
  officer,
  investigator,
}: Readonly<Record<'officer' | 'investigator', readonly Account[]>>): Readonly<
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
