import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { PAPER_CHANNELS, type Service, unfitService, unfitWay } from '../domain/service.js';
import { formIn } from '../forms/packs.js';
import { RESULT_ISSUED } from '../forms/spec.js';
import type { CaseState } from '../store/case-rows.js';
import { readCase } from '../store/case-state.js';
import { issuesOf } from '../store/issues.js';
import { hasAccount } from '../store/service.js';
import type { StepDetails } from '../store/step.js';
import type { CaseSummary } from '../store/views.js';
import { caseOr404, rolesIn } from './case-views.js';
import type { Call } from './route.js';
import { Seen } from './schemas.js';

/** Asked where it may be taken: whoever may not is told that, and nothing of the case. @throws Refused INVALID */
export async function fittingService(call: Call, of: CaseSummary, service: Service, handsOver: boolean) {
  const state = await readCase(call.tx, of.id, call.now);
  if (state?.row.stage !== 'DECIDED') return;
  const { out } = await issuesOf(call.tx, of.id);
  const unfit = unfitService(service, {
    since: out?.at ?? state.row.stage_at.toISOString(),
    now: call.now,
    ...(await wayFacts(call, of, state, handsOver)),
  });
  if (unfit.length > 0) throw new Refused('INVALID', undefined, unfit);
}

async function wayFacts(call: Call, of: CaseSummary, { row, facts }: CaseState, handsOver = false) {
  return {
    hasAccount: handsOver || (await hasAccount(call.tx, of)),
    ofContractor: row.contractor_id !== null,
    owesReasons: facts.decision === 'NOT_FOUND' && !facts.reasonsWaived,
  };
}

/** By which way a notice goes out on paper. */
export const ResultIssue = z.strictObject({
  seen: Seen,
  channel: z.enum(PAPER_CHANNELS).meta({ description: 'By which way it goes out; it is served by the same' }),
});

/** The text it is set in and what its boxes say are kept with the step: printed again, it is the same. */
export async function issuing({ channel }: z.output<typeof ResultIssue>, call: Call): Promise<StepDetails> {
  const summary = await caseOr404(call, 'application');
  const state = await readCase(call.tx, summary.id, call.now);
  const waived = state?.facts.reasonsWaived === true;
  const officer = (await rolesIn(call, summary)).includes('CaseOfficer');
  if (officer && state?.row.stage === 'DECIDED') {
    const unfit = unfitWay(channel, await wayFacts(call, summary, state));
    if (unfit.length > 0) throw new Refused('INVALID', undefined, unfit);
  }
  return { text: formIn(RESULT_ISSUED, summary.policy).form.id, issue: { channel, waived } };
}
