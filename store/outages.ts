import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { dayBeside, dayOf, startOfDay } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import { movedBy, OUTAGE_MOVES } from '../domain/outages.js';
import type { DeadlineKind } from '../domain/policy.js';
import { lockCaseRow } from './case-state.js';
import { tiedTo } from './conflicts.js';
import { cursorOf, readCursor } from './cursor.js';
import type { Db, Tx } from './db.js';
import { openTo } from './declarations.js';
import { derivedId } from './derived-id.js';
import { movesOf, type Outage, outageOf, outageRows, running, toOutage } from './outage-moves.js';
import { SYSTEM } from './step.js';
import { transition } from './transition.js';

export async function recordOutage(
  tx: Tx,
  of: Omit<Outage, 'id' | 'recordedAt' | 'recordedBy' | 'confirmedAt'>,
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  const { organId, kind, source, cause, reference, first, last } = of;
  await tx
    .insertInto('outages')
    .values({
      id,
      organ_id: organId,
      kind,
      source,
      cause,
      reference,
      first_day: first,
      last_day: last,
      recorded_at: now,
      recorded_by: by,
    })
    .execute();
  return id;
}

/** A page of the organ’s outages, newest first. Row-level security decides which exist. */
export async function outagesOf(
  tx: Tx,
  { organId, after, limit }: { organId: string; after?: string | undefined; limit: number },
): Promise<{ outages: Outage[]; next: string | null }> {
  const place = after === undefined ? undefined : readCursor(after);
  const beyond = place
    ? sql`and (recorded_at < ${place.at} or (recorded_at = ${place.at} and id > ${place.id}::uuid))`
    : sql``;
  const { rows } = await outageRows(sql`organ_id = ${organId} ${beyond}`, limit + 1).execute(tx);
  const outages = rows.slice(0, limit).map(toOutage);
  const last = rows.length > limit ? outages.at(-1) : undefined;
  return { outages, next: last ? cursorOf({ at: last.recordedAt, id: last.id }) : null };
}

/** One of them, held until the caller is done with it. */
export async function lockOutage(tx: Tx, id: string): Promise<Outage | undefined> {
  const held = await tx
    .selectFrom('outages')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return held && outageOf(tx, id);
}

/**
 * A second person confirms it: from this transaction on every open deadline that it touches is moved, each case by a step
 * of its own, which is its entry and its bell. Cases are locked in the order of their ids. How many there were.
 */
export async function confirmOutage(
  tx: Tx,
  outage: Outage,
  { by, now }: { by: string; now: string },
): Promise<number> {
  await tx
    .updateTable('outages')
    .set({ confirmed_at: now, confirmed_by: by })
    .where('id', '=', outage.id)
    .execute();
  const cases = new Set((await running(tx, outage)).map(({ caseId }) => caseId));
  let moved = 0;
  for (const caseId of [...cases].toSorted()) if (await extend(tx, caseId, outage, now)) moved += 1;
  return moved;
}

/** So many days after an outage each night still looks what began to run within it: nights may have been out as well. */
const LOOKED_AT_DAYS = 31;

export interface Untouched {
  readonly caseId: string;
  readonly outage: Outage;
}

/**
 * What began to run within an outage, or before one that was said ahead, when it had been confirmed already: its days do
 * not count for that either. By the days alone, as at the confirmation.
 */
export async function* untouched(db: Db, now: string): AsyncGenerator<Untouched> {
  const confirmed = await db
    .selectFrom('outages')
    .select('id')
    .where('confirmed_at', 'is not', null)
    .where('last_day', '>=', dayBeside(dayOf(now), -LOOKED_AT_DAYS))
    .orderBy('recorded_at')
    .execute();
  for (const { id } of confirmed) {
    const outage = await db.transaction().execute((tx) => outageOf(tx, id));
    if (!outage) continue;
    const found = await db.transaction().execute((tx) => running(tx, outage));
    const touched = found.filter((one) => movedBy(one, outage) !== undefined);
    for (const caseId of new Set(touched.map((one) => one.caseId))) yield { caseId, outage };
  }
}

/** One case, in a transaction of its own. `MOOT`: what ran has been met meanwhile. */
export async function extendLater(
  db: Db,
  { caseId, outage }: Untouched,
  now: string,
): Promise<'EXTENDED' | 'MOOT'> {
  try {
    return (await db.transaction().execute((tx) => extend(tx, caseId, outage, now))) ? 'EXTENDED' : 'MOOT';
  } catch (error) {
    // Its stage has moved on.
    if (error instanceof Refused) return 'MOOT';
    throw error;
  }
}

/** Asked again under the case's lock: what has been met meanwhile needs no more time. */
async function extend(tx: Tx, caseId: string, outage: Outage, now: string): Promise<boolean> {
  await lockCaseRow(tx, caseId);
  const found = await running(tx, outage, caseId);
  for (const action of ['extendForOutage', 'extendChecksForOutage'] as const) {
    const moves = movesOf(found, outage, action);
    if (moves.length === 0) continue;
    const days = Math.max(...moves.map((move) => move.days));
    const details = { outage: outage.id, outageFrom: outage.first, outageTo: outage.last, days };
    // Named by what it moves: a deadline that was set later, within the same outage, is another step.
    const commandId = derivedId(outage.id, `${action}/${moves.map(({ id }) => id).join()}`);
    await transition(tx, { caseId, action, actor: SYSTEM, commandId, details }, now);
  }
  return found.some((one) => movedBy(one, outage) !== undefined);
}

const PASSED_AT_ONCE = 200;

export interface PassedDeadline {
  readonly caseId: string;
  readonly kind: DeadlineKind;
  readonly lastDay: string;
}

/**
 * Deadlines that passed while it lasted, of cases that are still open: nothing opens them again but an officer's own step,
 * so that they are named, to whoever has said of the case that they are not tied to its person. So many at once, from
 * `after` on; `next` leads on.
 */
export async function passedDuring(
  tx: Tx,
  outage: Outage,
  reader: { sub: string; selves: readonly string[] },
  after?: string,
): Promise<{ passed: PassedDeadline[]; next: string | null }> {
  const { organId, kind, source, first, last } = outage;
  const place = after === undefined ? undefined : readCursor(after, '/query/passedAfter');
  const { rows } = await sql<Passed>`
    select d.id, d.due_at, d.case_id, d.kind, ((d.due_at at time zone 'Asia/Tokyo')::date - 1)::text as last_day
    from deadlines d
    join cases c on c.id = d.case_id
    left join checks k on k.request_id = d.request_id
    where c.organ_id = ${organId} and not c.ended and d.outcome = 'HANDLED'
      and d.kind = any (${[...OUTAGE_MOVES[kind]]})
      and (${source}::text is null or k.source = ${source})
      and d.due_at > ${startOfDay(first)} and d.due_at <= ${startOfDay(dayBeside(last, 1))}
      and not (c.subject_id = any (${[...reader.selves]}::uuid[]) or ${reader.sub} = any (${tiedTo(sql`c.subject_id`)}))
      and ${openTo(sql`c.id`, reader.sub)}
      ${place ? sql`and (d.due_at, d.id) > (${place.at}, ${place.id}::uuid)` : sql``}
    order by d.due_at, d.id limit ${PASSED_AT_ONCE + 1}
  `.execute(tx);
  const shown = rows.slice(0, PASSED_AT_ONCE);
  const end = rows.length > PASSED_AT_ONCE ? shown.at(-1) : undefined;
  return {
    passed: shown.map((row) => ({ caseId: row.case_id, kind: row.kind, lastDay: row.last_day })),
    next: end ? cursorOf({ at: end.due_at.toISOString(), id: end.id }) : null,
  };
}

interface Passed {
  id: string;
  due_at: Date;
  case_id: string;
  kind: DeadlineKind;
  last_day: string;
}
