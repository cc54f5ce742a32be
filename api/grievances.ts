import type { z } from 'zod';
import { formIn } from '../forms/packs.js';
import { Refused } from '../domain/errors.js';
import { isLate } from '../domain/grievance.js';
import { outcomeOf, withStandingResult } from '../domain/outward.js';
import { startOfDay } from '../domain/calendar.js';
import { readCase } from '../store/case-state.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { caseOr404 } from './case-views.js';
import type { Call } from './route.js';
import type * as s from './schemas.js';
import { policyFor } from './policy-fit.js';

type Filed = z.output<typeof s.Grievance>;

/** About the conduct of it at any time, about its result once there is one that was notified (reading). */
export async function sealAboutApplication(body: Filed, call: Call): Promise<StepDetails> {
  const found = withStandingResult(await caseOr404(call, 'application'));
  const outcome = outcomeOf({ ...found, notified: found.notifiedAt !== null });
  if (body.about === 'RESULT' && outcome === undefined) throw new Refused('WRONG_STAGE');
  return sealed(body, call, found.notifiedAt ?? found.endedAt);
}

/** Of a clearance: how it was begun, stopped or ended is its result, and late is counted from what happened last. */
export async function sealAboutClearance(body: Filed, call: Call): Promise<StepDetails> {
  const found = await caseOr404(call, 'clearance');
  const state = await readCase(call.tx, found.id, call.now);
  return sealed(body, call, found.endedAt ?? state?.clearance?.doubt_served_at?.toISOString() ?? null);
}

/** Late is not too late: nobody is refused for it, and whoever answers is told. A paper is as late as it came in. */
async function sealed(body: Filed, call: Call, since: string | null): Promise<StepDetails> {
  const { periods, version } = await policyFor(call);
  const { receivedOn } = call;
  const late = isLate(since, periods, receivedOn === undefined ? call.now : startOfDay(receivedOn));
  return {
    about: body.about,
    late,
    forms: [formIn('grievance', version).form.id],
    documentId: await seal(call, 'GRIEVANCE', { about: body.about, text: body.text }),
    ...(receivedOn === undefined ? {} : { receivedOn }),
  };
}

export async function sealAnswer(
  { outcome, reasons, measures }: z.output<typeof s.GrievanceAnswer>,
  call: Call,
): Promise<StepDetails> {
  return {
    outcome,
    reasonsId: await seal(call, 'REASONS', { text: reasons }),
    ...(measures === undefined ? {} : { measuresId: await seal(call, 'MEASURES', { text: measures }) }),
  };
}
