import { z } from 'zod';
import { hasCome } from '../domain/moves.js';
import { contractorExists, organExists } from '../store/organs.js';
import type { StepDetails } from '../store/step.js';
import { withReasons } from './acts.js';
import { caseOr404 } from './case-views.js';
import { namedOfficer } from './named-officer.js';
import { invalid } from './invalid.js';
import type { Call } from './route.js';
import { Account, Day, Id, Reasons, SectionCode, Seen } from './schemas.js';

/** Where the holder of a clearance goes, as it is told. */
const On = Day.meta({ description: 'The day from which it is so; not to come' });

export const Transfer = z.strictObject({
  seen: Seen,
  section: SectionCode,
  on: On,
  caseOfficer: Account.optional().meta({ description: 'Who joins the case from now on' }),
});
export const Secondment = z.strictObject({
  seen: Seen,
  to: Id.meta({ description: 'The organ or contractor of this register to which they go' }),
  on: On,
  backBy: Day.optional().meta({
    description: 'When they are meant to be back; nothing ends or begins with it',
  }),
  reasons: Reasons,
});
export const Departure = z.strictObject({ on: On });

export async function transferOf(body: z.output<typeof Transfer>, call: Call): Promise<StepDetails> {
  const named = body.caseOfficer === undefined ? {} : await namedOfficer('clearance', body.caseOfficer, call);
  return { ...dayOfMove(body, call), section: body.section, ...named };
}

/** To another organ or contractor than the one the clearance is for. @throws Refused INVALID */
export async function secondmentOf(body: z.output<typeof Secondment>, call: Call): Promise<StepDetails> {
  const { to, on, backBy } = body;
  const { organId, contractorId } = await caseOr404(call, 'clearance');
  const moved = dayOfMove(body, call);
  if (to === organId || to === contractorId) throw invalid('/to', 'where they are already');
  if (backBy !== undefined && backBy <= on) throw invalid('/backBy', 'before they go');
  const organ = await organExists(call.tx, to);
  if (!organ && !(await contractorExists(call.tx, to)))
    throw invalid('/to', 'no organ and no contractor of this register');
  return {
    ...moved,
    ...(organ ? { toOrgan: to } : { toContractor: to }),
    ...(backBy === undefined ? {} : { backBy }),
    ...(await withReasons(body, call)),
  };
}

export async function departureOf(body: z.output<typeof Departure>, call: Call): Promise<StepDetails> {
  return dayOfMove(body, call);
}

function dayOfMove({ on }: { on: string }, { now }: Call): { movedOn: string } {
  if (!hasCome(on, now)) throw invalid('/on', 'not yet');
  return { movedOn: on };
}
