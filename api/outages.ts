import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { mayBeRecorded, OUTAGE_CAUSES, OUTAGE_KINDS } from '../domain/outages.js';
import { DEADLINES, type DeadlineKind } from '../domain/policy.js';
import { SOURCE_CODES } from '../policies.js';
import { written } from '../gateway/shapes.js';
import { type Outage, outageOf } from '../store/outage-moves.js';
import { confirmOutage, lockOutage, outagesOf, passedDuring, recordOutage } from '../store/outages.js';
import { invalid } from './invalid.js';
import { enterInCharge, inChargeOf } from './officer-in-charge.js';
import type { Call } from './route.js';
import * as s from './schemas.js';

/** Outages, said by two officers in charge: the days do not count for what people and sources owe. */
const ARTICLE = 'policy: outages';

export const OutageBody = z.strictObject({
  organId: s.Id,
  kind: z.enum(OUTAGE_KINDS).meta({ description: 'Our system, one source, or the post' }),
  source: z.enum(SOURCE_CODES).optional().meta({ description: 'Which source, if it is one' }),
  cause: z.enum(OUTAGE_CAUSES),
  reference: written(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)).meta({
    description: 'Where the organ keeps what it knows of it: letters, digits and hyphens',
  }),
  firstDay: s.Day,
  lastDay: s.Day,
});
const Kind = z.enum(Object.keys(DEADLINES) as [DeadlineKind, ...DeadlineKind[]]);
export const OutageShown = z.strictObject({
  id: s.Id,
  kind: z.enum(OUTAGE_KINDS),
  source: z.enum(SOURCE_CODES).nullable(),
  cause: z.enum(OUTAGE_CAUSES),
  reference: z.string(),
  firstDay: s.Day,
  lastDay: s.Day,
  recordedAt: z.string(),
  you: z.boolean().meta({ description: 'The reader recorded it, and so does not confirm it' }),
  confirmedAt: z.string().nullable(),
  passed: z
    .array(z.strictObject({ caseId: s.Id, kind: Kind, lastDay: s.Day }))
    .meta({ description: 'What passed while it lasted: only an officer’s own step gives more time' }),
  passedNext: z.string().nullable().meta({
    description: 'Where more of it passed: ask for this outage alone, with it as `passedAfter`',
  }),
});
const Cursor = z.string().max(200).optional();
export const OutagesQuery = z.strictObject({
  organId: s.Id,
  after: Cursor,
  limit: z.coerce.number().int().min(1).max(100).default(100),
  outage: s.Id.optional().meta({ description: 'This one alone' }),
  passedAfter: Cursor.meta({ description: 'Of one outage: what passed after that place' }),
});
export const Confirmed = z.strictObject({
  id: s.Id,
  cases: z.number().int().meta({ description: 'How many cases have more time' }),
});

export async function list(call: Call<unknown, z.output<typeof OutagesQuery>>) {
  const { tx, principal, query } = call;
  inChargeOf(call, query.organId);
  if (query.passedAfter !== undefined && query.outage === undefined)
    throw invalid('/query/passedAfter', 'of one outage alone');
  const reader = {
    sub: principal.sub,
    selves: principal.grants.flatMap(({ subjectId }) => subjectId ?? []),
  };
  const { outages, next } = await asked(call);
  const items = [];
  for (const outage of outages)
    items.push(shownTo(principal.sub, outage, await passedDuring(tx, outage, reader, query.passedAfter)));
  const cases = items.flatMap(({ passed }) => passed.map(({ caseId }) => caseId));
  await enter(call, query.organId, 'OutagesRead', { cases: [...new Set(cases)] });
  return { items, next };
}

async function asked({ tx, query }: Call<unknown, z.output<typeof OutagesQuery>>) {
  if (query.outage === undefined) return outagesOf(tx, query);
  const outage = await outageOf(tx, query.outage);
  if (outage?.organId !== query.organId) throw new Refused('NOT_FOUND');
  return { outages: [outage], next: null };
}

export async function record(call: Call<z.output<typeof OutageBody>>) {
  const { tx, now, principal, body } = call;
  const { organId, kind, source = null, cause, reference, firstDay: first, lastDay: last } = body;
  inChargeOf(call, organId);
  if (!mayBeRecorded({ first, last }, now)) throw invalid('/lastDay', 'before the first, or too far from it');
  if ((kind === 'SOURCE') !== (source !== null))
    throw invalid('/source', 'named if it is a source, and only then');
  const of = { organId, kind, source, cause, reference, first, last };
  const id = await recordOutage(tx, of, { by: principal.sub, now });
  await enter(call, organId, 'OutageRecorded', { outage: id, kind, source, cause, first, last });
  return { id };
}

export async function confirm(call: Call) {
  const { tx, now, principal, params } = call;
  const outage = await lockOutage(tx, params.id ?? '');
  if (!outage) throw new Refused('NOT_FOUND');
  inChargeOf(call, outage.organId);
  if (outage.confirmedAt !== null) throw new Refused('NOT_FOUND');
  if (outage.recordedBy === principal.sub)
    throw new Refused('SAME_PERSON', 'whoever records an outage does not confirm it');
  await enter(call, outage.organId, 'OutageConfirmed', { outage: outage.id });
  return { id: outage.id, cases: await confirmOutage(tx, outage, { by: principal.sub, now }) };
}

function shownTo(
  sub: string,
  outage: Outage,
  { passed, next: passedNext }: Awaited<ReturnType<typeof passedDuring>>,
) {
  const { id, kind, source, cause, reference, first, last, recordedAt, recordedBy, confirmedAt } = outage;
  const you = recordedBy === sub;
  const days = { firstDay: first, lastDay: last };
  return { id, kind, source, cause, reference, ...days, recordedAt, you, confirmedAt, passed, passedNext };
}

function enter(
  call: Pick<Call, 'tx' | 'now' | 'principal' | 'commandId'>,
  organId: string,
  event: string,
  details: Record<string, unknown>,
): Promise<void> {
  return enterInCharge(call, { organId, event, article: ARTICLE, details });
}
