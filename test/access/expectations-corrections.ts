import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who says that something was a mistake, and who else puts it right: part of expectations.ts. */
export const correctionActs = ({
  officer,
  inCharge,
  adjudicator,
}: Readonly<Record<'officer' | 'inCharge' | 'adjudicator', readonly Account[]>>): Readonly<
  Record<string, ActExpected>
> => {
  const head = [...inCharge, ...adjudicator];
  return {
    // Whoever works on it for the organ says so; the head's people, not the one who said it, put it right.
    proposeMistake: {
      on: 'application',
      tries: [
        { state: 'NOMINATED', may: [...officer, ...head] },
        { state: 'DECIDED', asked: true, may: [...officer, ...head] },
      ],
      never: 'PLEDGE_PENDING',
    },
    confirmMistake: {
      on: 'application',
      tries: [{ state: 'MISTAKE_PROPOSED', asked: true, may: head }],
      never: 'CHECKS_RUNNING',
    },
    dropMistake: {
      on: 'application',
      tries: [{ state: 'MISTAKE_PROPOSED', asked: true, may: head }],
      never: 'CHECKS_RUNNING',
    },
    // What goes out on paper is the case officer's; that it did not arrive, another's to say.
    issueResult: {
      on: 'application',
      tries: [{ state: 'DECIDED', asked: true, may: officer }],
      never: 'ADJUDICATION',
    },
    takeBackNotice: {
      on: 'application',
      tries: [{ state: 'ISSUED', asked: true, may: inCharge }],
      never: 'DECIDED',
    },
    proposeNoticeVoid: {
      on: 'application',
      tries: [
        { state: 'PLEDGE_PENDING', asked: true, may: [...officer, ...head] },
        { state: 'CLOSED', asked: true, may: [...officer, ...head] },
      ],
      never: 'DECIDED',
    },
    confirmNoticeVoid: {
      on: 'application',
      tries: [{ state: 'NOTICE_VOID_PROPOSED', asked: true, may: head }],
      never: 'PLEDGE_PENDING',
    },
    dropNoticeVoid: {
      on: 'application',
      tries: [{ state: 'NOTICE_VOID_PROPOSED', asked: true, may: head }],
      never: 'PLEDGE_PENDING',
    },
    proposeDoubtVoid: {
      on: 'clearance',
      tries: [{ state: 'SUSPENDED', may: [...officer, ...head] }],
      never: 'ACTIVE',
    },
    confirmDoubtVoid: {
      on: 'clearance',
      tries: [{ state: 'DOUBT_VOID_PROPOSED', may: head }],
      never: 'SUSPENDED',
    },
    dropDoubtVoid: {
      on: 'clearance',
      tries: [{ state: 'DOUBT_VOID_PROPOSED', may: head }],
      never: 'SUSPENDED',
    },
  };
};
