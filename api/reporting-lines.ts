import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import { LINE_ARTICLE } from '../domain/reporting-lines.js';
import { casesToReassign } from '../store/conflicts.js';
import { grantsOf, isConflicted } from '../store/principals.js';
import * as register from '../store/reporting-lines.js';
import type { LineEnd, ReportingLine } from '../store/reporting-lines.js';
import { invalid } from './invalid.js';
import { enterInCharge, inChargeOf } from './officer-in-charge.js';
import type { Call } from './route.js';
import * as s from './schemas.js';

/** Who reports to whom, said by an officer in charge: nobody of a person's line judges them, from the same moment on. */
const End = z
  .strictObject({ sub: s.Account.optional(), subjectId: s.Id.optional() })
  .meta({ description: 'A sign-in, or the person of a file of this organ: one of the two' });
export const LineBody = z.strictObject({
  organId: s.Id,
  person: End,
  superior: End,
  firstDay: s.Day,
  lastDay: s.Day.optional(),
});
export const LineEndBody = z.strictObject({
  lastDay: s.Day.meta({ description: 'The last day on which it is so: today, or a later one' }),
});
const Shown = z.strictObject({ sub: z.string().nullable(), subjectId: s.Id.nullable() });
export const LineShown = z.strictObject({
  id: s.Id,
  person: Shown,
  superior: Shown,
  firstDay: s.Day,
  lastDay: s.Day.nullable(),
  recordedAt: z.string(),
  endedAt: z.string().nullable(),
});
export const LineList = z.strictObject({
  items: z.array(LineShown),
  toReassign: z.array(s.Id).meta({
    description: 'Open cases all of whose officers are tied to their person, or stand in their line',
  }),
});

export async function list(call: Call<unknown, { organId: string }>) {
  const { tx, query } = call;
  inChargeOf(call, query.organId);
  const lines: ReportingLine[] = [];
  for (const one of await register.linesOf(tx, query.organId)) if (await isSeen(call, one)) lines.push(one);
  const toReassign: string[] = [];
  for (const { id, subjectId } of await casesToReassign(tx, query.organId))
    if (!(await isTiedTo(call, subjectId))) toReassign.push(id);
  await enter(call, query.organId, 'ReportingLinesRead', { lines: lines.map(({ id }) => id) });
  return { items: lines.map((one) => shown(one)), toReassign };
}

export async function record(call: Call<z.output<typeof LineBody>>) {
  const { tx, now, principal, body } = call;
  const { organId, firstDay, lastDay = null } = body;
  inChargeOf(call, organId);
  const person = await endOf(call, 'person');
  const superior = await endOf(call, 'superior');
  if (await isOne(call, person, superior)) throw invalid('/superior', 'the same person');
  if (lastDay !== null && (lastDay < firstDay || lastDay < dayOf(now)))
    throw invalid('/lastDay', 'before the first day, or over');
  const of = { organId, person, superior, firstDay, lastDay };
  const id = await register.recordLine(tx, of, { by: principal.sub, now });
  await enter(call, organId, 'ReportingLineRecorded', { line: id, firstDay, lastDay });
  return { id };
}

export async function end(call: Call<z.output<typeof LineEndBody>>) {
  const { tx, now, principal, params, body } = call;
  const line = await register.lockLine(tx, params.id ?? '');
  if (!line || line.endedAt !== null) throw new Refused('NOT_FOUND');
  inChargeOf(call, line.organId);
  if (!(await isSeen(call, line))) throw new Refused('NOT_FOUND');
  // Whoever it keeps from a case would open that case to themselves.
  const subs = [line.person, line.superior].flatMap((one) => ('sub' in one ? [one.sub] : []));
  if ([...subs, ...(await register.lineOfSubs(tx, subs))].includes(principal.sub))
    throw new Refused('SAME_PERSON', 'whoever stands in a line does not end it');
  const { lastDay } = body;
  if (lastDay < dayOf(now) || lastDay < line.firstDay)
    throw invalid('/lastDay', 'today or later, and not before the first day');
  await register.endLine(tx, line.id, { lastDay, by: principal.sub, now });
  await enter(call, line.organId, 'ReportingLineEnded', { line: line.id, lastDay });
  return { id: line.id };
}

/** A sign-in that the register knows, or a person whose file this organ has. @throws Refused INVALID */
async function endOf(call: Call<z.output<typeof LineBody>>, end: 'person' | 'superior'): Promise<LineEnd> {
  const { sub, subjectId } = call.body[end];
  if (sub !== undefined && subjectId === undefined) {
    if ((await grantsOf(call.tx, sub)).length === 0) throw invalid(`/${end}/sub`, 'nobody here');
    return { sub };
  }
  if (sub !== undefined || subjectId === undefined) throw invalid(`/${end}/sub`, 'one of the two');
  const theirs = await register.hasFileOf(call.tx, call.body.organId, subjectId);
  // Of whom one is, or is tied to, there is no file.
  if (!theirs || (await isTiedTo(call, subjectId))) throw invalid(`/${end}/subjectId`, 'nobody here');
  return { subjectId };
}

async function isOne({ tx }: Call, one: LineEnd, other: LineEnd): Promise<boolean> {
  const [sub, subjectId] = [
    'sub' in one ? one.sub : 'sub' in other ? other.sub : null,
    'subjectId' in one ? one.subjectId : 'subjectId' in other ? other.subjectId : null,
  ];
  if (sub === null || subjectId === null) return JSON.stringify(one) === JSON.stringify(other);
  return (await grantsOf(tx, sub)).some((grant) => grant.subjectId === subjectId);
}

async function isSeen(call: Call, { person, superior }: ReportingLine): Promise<boolean> {
  for (const one of [person, superior])
    if ('subjectId' in one && (await isTiedTo(call, one.subjectId))) return false;
  return true;
}

async function isTiedTo({ tx, principal }: Call, subjectId: string): Promise<boolean> {
  const self = principal.grants.some((grant) => grant.subjectId === subjectId);
  return self || isConflicted(tx, principal.sub, subjectId);
}

function shown({ id, person, superior, firstDay, lastDay, recordedAt, endedAt }: ReportingLine) {
  return { id, person: side(person), superior: side(superior), firstDay, lastDay, recordedAt, endedAt };
}
function side(one: LineEnd) {
  return 'sub' in one ? { sub: one.sub, subjectId: null } : { sub: null, subjectId: one.subjectId };
}

function enter(
  call: Pick<Call, 'tx' | 'now' | 'principal' | 'commandId'>,
  organId: string,
  event: string,
  details: Record<string, unknown>,
): Promise<void> {
  return enterInCharge(call, { organId, event, article: LINE_ARTICLE, details });
}
