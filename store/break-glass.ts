import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { ASK_MINUTES, type BreakGlassGround, OPEN_MINUTES } from '../domain/break-glass.js';
import { tiedTo } from './conflicts.js';
import { samePersons } from './same-persons.js';
import type { Tx } from './db.js';

/** One case opened for reading to one officer. Row-level security decides which rows exist. */
export interface BreakGlass {
  readonly id: string;
  readonly caseId: string;
  readonly organId: string;
  readonly ground: BreakGlassGround;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly lapsesAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly endsAt: string | null;
  readonly endedAt: string | null;
}

export async function askToBreak(
  tx: Tx,
  of: { caseId: string; organId: string; subjectId: string; ground: BreakGlassGround },
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  await sql`insert into break_glass (id, case_id, organ_id, subject_id, ground, asked_by, asked_at, lapses_at)
    values (${id}, ${of.caseId}, ${of.organId}, ${of.subjectId}, ${of.ground}, ${by}, ${now},
      ${now}::timestamptz + make_interval(mins => ${ASK_MINUTES}))`.execute(tx);
  return id;
}

/** From now on, for the hours there are. */
export async function approveBreaking(
  tx: Tx,
  id: string,
  { by, now }: { by: string; now: string },
): Promise<void> {
  await sql`update break_glass set approved_by = ${by}, approved_at = ${now},
    ends_at = ${now}::timestamptz + make_interval(mins => ${OPEN_MINUTES}) where id = ${id}`.execute(tx);
}

/** Before its hour, at once. */
export async function endBreaking(
  tx: Tx,
  id: string,
  { by, now }: { by: string; now: string },
): Promise<void> {
  await tx.updateTable('break_glass').set({ ended_at: now, ended_by: by }).where('id', '=', id).execute();
}

export async function lockBreaking(tx: Tx, id: string): Promise<BreakGlass | undefined> {
  return (await read(tx, sql`b.id = ${id} for update`))[0];
}

/** By which the case is open to them now: of two, the one that lasts longer. */
export async function openedTo(
  tx: Tx,
  { caseId, sub, now }: { caseId: string; sub: string; now: string },
): Promise<BreakGlass | undefined> {
  const open = sql`b.case_id = ${caseId} and b.asked_by = ${sub} and b.ended_at is null
    and b.approved_at <= ${now} and b.ends_at > ${now} order by b.ends_at desc limit 1`;
  return (await read(tx, open))[0];
}

/** Whether an ask of theirs waits, or the case is open to them: there is no second. */
export async function isAsked(
  tx: Tx,
  { caseId, sub, now }: { caseId: string; sub: string; now: string },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${caseId} ${sub}`}, 7206064))`.execute(tx);
  const running = sql`b.case_id = ${caseId} and b.asked_by = ${sub} and b.ended_at is null
    and coalesce(b.ends_at, b.lapses_at) > ${now} limit 1`;
  return (await read(tx, running)).length > 0;
}

/** What its person is told of: whatever was opened, oldest first. */
export async function openedOf(tx: Tx, caseId: string): Promise<BreakGlass[]> {
  return read(tx, sql`b.case_id = ${caseId} and b.approved_at is not null order by b.approved_at, b.id`);
}

/** The newest two hundred: of these organs, or of all; never of a case whose person the reader is, or is tied to. */
export async function breakingsOf(
  tx: Tx,
  { organs, sub, selves }: { organs: readonly string[] | 'all'; sub: string; selves: readonly string[] },
): Promise<BreakGlass[]> {
  const which = organs === 'all' ? sql`true` : sql`b.organ_id = any (${[...organs]}::uuid[])`;
  return read(
    tx,
    sql`${which} and not (b.subject_id = any (${[...selves]}::uuid[]) or ${sub} = any (${tiedTo(sql`b.subject_id`)}))
      order by b.asked_at desc, b.id limit 200`,
  );
}

/** Whether two sign-ins are one human being's, as far as the register knows: by the persons they are. */
export async function isSameHuman(tx: Tx, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  const { rows } = await sql<{ same: boolean }>`select exists (select 1 from principals p join principals q
    on q.subject_id = any (${samePersons(sql`p.subject_id`)})
    where p.sub = ${one} and q.sub = ${other} and p.role = 'Subject' and q.role = 'Subject') as same`.execute(
    tx,
  );
  return rows[0]?.same === true;
}

interface Row {
  id: string;
  case_id: string;
  organ_id: string;
  ground: BreakGlassGround;
  asked_by: string;
  asked_at: Date;
  lapses_at: Date;
  approved_by: string | null;
  approved_at: Date | null;
  ends_at: Date | null;
  ended_at: Date | null;
}

async function read(tx: Tx, which: RawBuilder<unknown>): Promise<BreakGlass[]> {
  const { rows } =
    await sql<Row>`select b.id, b.case_id, b.organ_id, b.ground, b.asked_by, b.asked_at, b.lapses_at,
    b.approved_by, b.approved_at, b.ends_at, b.ended_at from break_glass b where ${which}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    organId: row.organ_id,
    ground: row.ground,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    lapsesAt: row.lapses_at.toISOString(),
    approvedBy: row.approved_by,
    approvedAt: row.approved_at?.toISOString() ?? null,
    endsAt: row.ends_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
