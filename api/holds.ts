import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { HOLD_GROUND_CODES, mayBeReviewedOn } from '../domain/holds.js';
import { NOT_AHEAD } from '../domain/interview.js';
import { lockCaseRow } from '../store/case-state.js';
import { nextHold, standingHolds } from '../store/legal-holds.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { HoldNumber, holdShown } from './hold-views.js';
import { enterInCharge, inChargeOf } from './officer-in-charge.js';
import type { Call } from './route.js';
import * as s from './schemas.js';
import { policyFor } from './policy-fit.js';

export const HoldBody = z.strictObject({
  ground: z.enum(HOLD_GROUND_CODES),
  reviewOn: s.Day.meta({
    description: 'When it is looked at again: after today, within the period of policy',
  }),
  reasons: s.Reasons,
});
export const LiftBody = z.strictObject({
  hold: HoldNumber.meta({ description: 'The hold by its number on the case' }),
  reasons: s.Reasons,
});
export async function placeDetails(body: z.output<typeof HoldBody>, call: Call): Promise<StepDetails> {
  const { ground, reviewOn, reasons } = body;
  if (!mayBeReviewedOn(reviewOn, call.now, (await policyFor(call)).periods))
    throw new Refused('INVALID', undefined, [{ pointer: '/reviewOn', message: NOT_AHEAD }]);
  // Of two who place one at once each has its own number.
  await lockCaseRow(call.tx, call.params.id ?? '');
  const hold = await nextHold(call.tx, call.params.id ?? '');
  const documentId = await seal(call, 'HOLD', { text: reasons });
  return { hold, holdGround: ground, reviewOn, documentId };
}

export async function liftDetails(body: z.output<typeof LiftBody>, call: Call): Promise<StepDetails> {
  return { hold: body.hold, documentId: await seal(call, 'HOLD', { text: body.reasons }) };
}

export async function listHolds(call: Call<unknown, { organId: string }>) {
  const { organId } = call.query;
  const { principal, tx } = call;
  inChargeOf(call, organId);
  const found = await standingHolds(tx, organId, {
    sub: principal.sub,
    selves: principal.grants.flatMap(({ subjectId }) => subjectId ?? []),
  });
  await enterInCharge(call, {
    organId,
    event: 'HoldsRead',
    article: 'Standards: retention; Records Order: retention extended',
    details: { cases: [...new Set(found.map(({ caseId }) => caseId))] },
  });
  return {
    items: found.map((hold) => ({ ...holdShown(hold, call), caseId: hold.caseId, kind: hold.kind })),
  };
}
