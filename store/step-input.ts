import { codesOf } from '../domain/inquiries.js';
import { liesAhead } from '../domain/interview.js';
import type { Periods, Policy } from '../domain/policy.js';
import type { StepInput } from '../domain/rules.js';
import { answeredIn } from '../domain/supplements.js';
import type { StepDetails } from './step.js';

/** What of a step's details the rules look at. */
export function stepInput(
  details: StepDetails,
  now: string,
  { policy, periods }: { readonly policy: Policy; readonly periods: Periods },
): StepInput {
  const { reasonsId, reason, text, decision, caseOfficer, worksheet, marks } = details;
  const { mode, selfGround, drifting, interviewAt, inquired, agreed, reportId, hold, documentId } = details;
  const { outcome, measuresId, inquiries, codes, original, service } = details;
  return {
    // The words of a hold lie apart from all others, and are its reasons.
    reasons:
      reasonsId !== undefined || reason !== undefined || (hold !== undefined && documentId !== undefined),
    ...(hold === undefined ? {} : { hold }),
    ...(text === undefined ? {} : { text }),
    ...(decision === undefined ? {} : { decision }),
    ...(caseOfficer === undefined ? {} : { officer: caseOfficer }),
    ...(mode === undefined ? {} : { mode }),
    ...(selfGround === undefined ? {} : { selfGround }),
    ...(inquired === undefined ? {} : { asks: codesOf(policy, inquired), needs: inquired }),
    ...(inquiries === undefined ? {} : { answers: answeredIn(inquiries) }),
    ...(codes === undefined ? {} : { codes }),
    ...(worksheet === undefined ? {} : { worksheet }),
    ...(marks === undefined ? {} : { marks }),
    ...(outcome === undefined ? {} : { outcome, measures: measuresId !== undefined }),
    ...(drifting === undefined ? {} : { drifting }),
    ...(reportId === undefined ? {} : { report: reportId }),
    ...(service === undefined ? {} : { served: service }),
    ...(original === undefined ? {} : { receivedOn: original.receivedOn }),
    ...(interviewAt === undefined
      ? {}
      : { ahead: liesAhead(interviewAt, now, { periods, agreed: agreed === true }) }),
  };
}
