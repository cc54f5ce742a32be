import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who arranges, moves, calls off, records and confirms an interview: part of expectations.ts. */
export const interviewActs = ({
  officer,
  investigator,
  assessed,
}: Readonly<Record<'officer' | 'investigator' | 'assessed', readonly Account[]>>): Readonly<
  Record<string, ActExpected>
> => ({
  // Asked to come by who investigates, as who weighs the answers; the record is its person's to confirm (Art. 12(6)).
  arrangeInterview: {
    on: 'application',
    tries: [
      { state: 'HUMAN_REVIEW', asked: true, may: [...officer, ...investigator] },
      { state: 'AWAITING_OPINION SELF', may: officer },
    ],
    never: 'ADJUDICATION',
  },
  moveInterview: {
    on: 'application',
    tries: [{ state: 'INTERVIEW', asked: true, may: [...officer, ...investigator] }],
    never: 'HUMAN_REVIEW',
  },
  callOffInterview: {
    on: 'application',
    tries: [{ state: 'INTERVIEW SELF', may: officer }],
    never: 'INTERVIEW_RECORD',
  },
  recordInterview: {
    on: 'application',
    tries: [{ state: 'INTERVIEW', asked: true, may: [...officer, ...investigator] }],
    never: 'HUMAN_REVIEW',
  },
  confirmInterviewRecord: {
    on: 'application',
    tries: [{ state: 'INTERVIEW_RECORD', asked: true, may: assessed }],
    never: 'ADJUDICATION',
  },
});
