import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import {
  isAdjudicator,
  mayStandIn,
  STAND_IN_ARTICLE,
  STAND_IN_REASONS,
  wrongDay,
} from '../domain/stand-ins.js';
import { grantsOf } from '../store/principals.js';
import { lineOfSubs } from '../store/reporting-lines.js';
import * as register from '../store/stand-ins.js';
import { invalid } from './invalid.js';
import { enterInCharge, inChargeOf } from './officer-in-charge.js';
import type { Call } from './route.js';
import * as s from './schemas.js';

/** Who acts in an adjudicator's place, named ahead by an officer in charge, who is neither of the two. */
export const StandInBody = z.strictObject({
  organId: s.Id,
  adjudicator: s.Account.optional().meta({
    description: 'In whose place; left out where the office is vacant, and only then',
  }),
  standIn: s.Account,
  reason: z.enum(STAND_IN_REASONS),
  firstDay: s.Day,
  lastDay: s.Day.meta({ description: 'At most 184 days in all; it ends with this day by itself' }),
});
export const StandInShown = z.strictObject({
  id: s.Id,
  adjudicator: z.string().nullable(),
  standIn: z.string(),
  reason: z.enum(STAND_IN_REASONS),
  firstDay: s.Day,
  lastDay: s.Day,
  recordedAt: z.string(),
  endedAt: z.string().nullable(),
});
export const StandInList = z.strictObject({ items: z.array(StandInShown) });

export async function list(call: Call<unknown, { organId: string }>) {
  const { organId } = call.query;
  inChargeOf(call, organId);
  const items = await register.standInsOf(call.tx, organId);
  await enter(call, organId, 'StandInsRead', { standIns: items.map(({ id }) => id) });
  return { items: items.map(({ organId: _, sub, ...of }) => ({ ...of, standIn: sub })) };
}

export async function name(call: Call<z.output<typeof StandInBody>>) {
  const { tx, now, principal, body } = call;
  const { organId, adjudicator = null, standIn: sub, reason, firstDay, lastDay } = body;
  inChargeOf(call, organId);
  if ((adjudicator === null) !== (reason === 'VACANCY'))
    throw invalid('/adjudicator', 'left out where the office is vacant, and only then');
  if (sub === adjudicator) throw invalid('/standIn', 'the same person');
  const wrong = wrongDay(body, dayOf(now));
  if (wrong) throw invalid(`/${wrong}`, 'from today on, and for 184 days at most');
  if (adjudicator !== null && !isAdjudicator(await grantsOf(tx, adjudicator), organId))
    throw invalid('/adjudicator', 'no adjudicator of this organ');
  // Nobody gives themselves a decision to take.
  if (sub === principal.sub) throw new Refused('SAME_PERSON', 'whoever names a stand-in is none');
  if (!mayStandIn(await grantsOf(tx, sub), organId))
    throw invalid('/standIn', 'nobody who may stand in here');
  // Of who is kept from a person by a tie, nobody who follows their orders, or gives them, decides instead.
  if (reason === 'TIE' && adjudicator !== null && (await lineOfSubs(tx, [adjudicator])).includes(sub))
    throw new Refused('SAME_LINE');
  const of = { organId, adjudicator, sub, reason, firstDay, lastDay };
  const id = await register.nameStandIn(tx, of, { by: principal.sub, now });
  if (id === undefined) throw invalid('/firstDay', 'one of the two has a place on these days');
  await enter(call, organId, 'StandInNamed', { standIn: id, firstDay, lastDay });
  return { id };
}

export async function end(call: Call) {
  const { tx, now, principal, params } = call;
  const found = await register.lockStandIn(tx, params.id ?? '');
  if (!found || found.endedAt !== null || found.lastDay < dayOf(now)) throw new Refused('NOT_FOUND');
  inChargeOf(call, found.organId);
  await register.endStandIn(tx, found.id, { by: principal.sub, now });
  await enter(call, found.organId, 'StandInEnded', { standIn: found.id });
  return { id: found.id };
}

function enter(
  call: Pick<Call, 'tx' | 'now' | 'principal' | 'commandId'>,
  organId: string,
  event: string,
  details: Record<string, unknown>,
): Promise<void> {
  return enterInCharge(call, { organId, event, article: STAND_IN_ARTICLE, details });
}
