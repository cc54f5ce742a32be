import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { StandInReason } from '../domain/stand-ins.js';
import type { Tx } from './db.js';

/** Who acts in whose place, from when until when, both days included; by whose word. Row-level security decides which exist. */
export interface StandIn {
  readonly id: string;
  readonly organId: string;
  readonly adjudicator: string | null;
  readonly sub: string;
  readonly reason: StandInReason;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly recordedAt: string;
  readonly endedAt: string | null;
}

/**
 * One person stands in one place at a time, and one place is taken by one. Undefined where those days cross others of either.
 */
export async function nameStandIn(
  tx: Tx,
  of: Omit<StandIn, 'id' | 'recordedAt' | 'endedAt'>,
  { by, now }: { by: string; now: string },
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${of.organId}, 7206037))`.execute(tx);
  const { rows } = await sql<{ crosses: boolean }>`select exists(select 1 from stand_ins i
    where i.organ_id = ${of.organId} and i.ended_at is null and (i.sub = ${of.sub} or i.adjudicator = ${of.adjudicator})
      and i.first_day <= ${of.lastDay}::date and i.last_day >= ${of.firstDay}::date) as crosses`.execute(tx);
  if (rows[0]?.crosses) return undefined;
  const id = randomUUID();
  await tx
    .insertInto('stand_ins')
    .values({
      id,
      organ_id: of.organId,
      adjudicator: of.adjudicator,
      sub: of.sub,
      reason: of.reason,
      first_day: of.firstDay,
      last_day: of.lastDay,
      recorded_at: now,
      recorded_by: by,
    })
    .execute();
  return id;
}

/** Before its last day, at once. */
export async function endStandIn(
  tx: Tx,
  id: string,
  { by, now }: { by: string; now: string },
): Promise<void> {
  await tx.updateTable('stand_ins').set({ ended_at: now, ended_by: by }).where('id', '=', id).execute();
}

export async function lockStandIn(tx: Tx, id: string): Promise<StandIn | undefined> {
  const { rows } = await standInsWhere(sql`id = ${id} for update`).execute(tx);
  return rows[0] && toStandIn(rows[0]);
}

/** The newest two hundred of an organ's. */
export async function standInsOf(tx: Tx, organId: string): Promise<StandIn[]> {
  const { rows } = await standInsWhere(
    sql`organ_id = ${organId} order by recorded_at desc, id limit 200`,
  ).execute(tx);
  return rows.map(toStandIn);
}

/** Of a step that was taken in somebody's place: in whose, where that may be seen and there is one; else null. */
export interface InPlace {
  readonly adjudicator: string | null;
}
export function placeOf(command: string): RawBuilder<InPlace | null> {
  const details = sql.ref(`${command}.details`);
  return sql<InPlace | null>`case when ${details} ? 'standIn' then jsonb_build_object('adjudicator',
    (select i.adjudicator from stand_ins i where i.id = (${details} ->> 'standIn')::uuid)) end`;
}

interface Row {
  id: string;
  organ_id: string;
  adjudicator: string | null;
  sub: string;
  reason: StandInReason;
  first_day: string;
  last_day: string;
  recorded_at: Date;
  ended_at: Date | null;
}

function standInsWhere(which: RawBuilder<unknown>) {
  return sql<Row>`
    select id, organ_id, adjudicator, sub, reason, first_day::text as first_day, last_day::text as last_day, recorded_at, ended_at
    from stand_ins where ${which}`;
}

function toStandIn(row: Row): StandIn {
  return {
    id: row.id,
    organId: row.organ_id,
    adjudicator: row.adjudicator,
    sub: row.sub,
    reason: row.reason,
    firstDay: row.first_day,
    lastDay: row.last_day,
    recordedAt: row.recorded_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
