import type { Rule } from '../../../domain/edges.js';
import type { Facts } from '../../../domain/rules.js';

/** For each rule, a fact that breaks it; nothing where it is about what comes with the step. */
export const BROKEN: Record<Rule, Partial<Facts>> = {
  contractorCertified: { certified: false },
  noOtherOpenCase: { otherOpenCase: true },
  notYetCleared: { alreadyCleared: true },
  textWasServed: { servedText: 'another' },
  nothingOpen: { openChecks: 1 },
  nothingUnresolved: { unresolvedFindings: 1 },
  noDoubtServed: { doubtServed: true },
  nothingHolds: { held: true },
  reasonsGiven: {},
  timeAhead: {},
  interviewBegun: { interviewBegun: false },
  somethingTold: {},
  everythingWeighed: {},
  subjectWasHeard: { hearing: 'ASKED' },
  notWhoProposed: { proposedBy: 'me' },
  officerApart: { proposedBy: 'the officer named' },
  notWhoInvestigated: { investigators: ['me'] },
  notWhoWorkedOnIt: { workers: ['me'] },
  notWhoDecidedBefore: { answeredGrievances: ['me'] },
  answerFits: {},
  consentStands: { consentWithdrawn: true },
  doubtEndedWithoutAssessment: { doubtEndedWithoutAssessment: false },
  investigationReusable: { reusable: false },
};
