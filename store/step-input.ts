import { liesAhead } from '../domain/interview.js';
import type { Periods } from '../domain/policy.js';
import type { StepInput } from '../domain/rules.js';
import type { StepDetails } from './step.js';

/** What of a step's details the rules look at. */
export function stepInput(details: StepDetails, now: string, periods: Periods): StepInput {
  const { reasonsId, reason, text, decision, caseOfficer, worksheet, marks } = details;
  const { mode, drifting, interviewAt, outcome, measuresId } = details;
  return {
    reasons: reasonsId !== undefined || reason !== undefined,
    ...(text === undefined ? {} : { text }),
    ...(decision === undefined ? {} : { decision }),
    ...(caseOfficer === undefined ? {} : { officer: caseOfficer }),
    ...(mode === undefined ? {} : { mode }),
    ...(worksheet === undefined ? {} : { worksheet }),
    ...(marks === undefined ? {} : { marks }),
    ...(drifting === undefined ? {} : { drifting }),
    ...(outcome === undefined ? {} : { outcome, measures: measuresId !== undefined }),
    ...(interviewAt === undefined ? {} : { ahead: liesAhead(interviewAt, now, periods) }),
  };
}
