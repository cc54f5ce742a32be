import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './db.js';

/** One end of a reporting line: a sign-in, or the person of a file, who may have none yet. */
export type LineEnd = { readonly sub: string } | { readonly subjectId: string };

/** Who reported to whom, from when until when, both days included; by whose word. Row-level security decides which exist. */
export interface ReportingLine {
  readonly id: string;
  readonly organId: string;
  readonly person: LineEnd;
  readonly superior: LineEnd;
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly recordedAt: string;
  readonly endedAt: string | null;
}

/** Sign-ins of those above and below a person, as of today, that hold an office that judges. */
export function lineOfPerson(subjectId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`sekisho_line_of_person(${subjectId})`;
}

/** Sign-ins above and below any of these, as of today. */
export async function lineOfSubs(tx: Tx, subs: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ line: string[] }>`select sekisho_line_of_subs(${[...subs]}) as line`.execute(
    tx,
  );
  return rows[0]?.line ?? [];
}

export async function recordLine(
  tx: Tx,
  of: Omit<ReportingLine, 'id' | 'recordedAt' | 'endedAt'>,
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('reporting_lines')
    .values({
      id,
      organ_id: of.organId,
      ...columns('person', of.person),
      ...columns('superior', of.superior),
      first_day: of.firstDay,
      last_day: of.lastDay,
      recorded_at: now,
      recorded_by: by,
    })
    .execute();
  return id;
}

/** Once: with the last day that it was so. */
export async function endLine(
  tx: Tx,
  id: string,
  { lastDay, by, now }: { lastDay: string; by: string; now: string },
): Promise<void> {
  await tx
    .updateTable('reporting_lines')
    .set({ last_day: lastDay, ended_at: now, ended_by: by })
    .where('id', '=', id)
    .execute();
}

export async function lockLine(tx: Tx, id: string): Promise<ReportingLine | undefined> {
  const { rows } = await linesWhere(sql`id = ${id} for update`).execute(tx);
  return rows[0] && toLine(rows[0]);
}

/** The newest two hundred of an organ's. */
export async function linesOf(tx: Tx, organId: string): Promise<ReportingLine[]> {
  const { rows } = await linesWhere(
    sql`organ_id = ${organId} order by recorded_at desc, id limit 200`,
  ).execute(tx);
  return rows.map(toLine);
}

/** Whether the organ has a file of this person that the caller sees. */
export async function hasFileOf(tx: Tx, organId: string, subjectId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('cases')
    .select('id')
    .where('organ_id', '=', organId)
    .where('subject_id', '=', subjectId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** With the last file about a person it is forgotten whom they reported to, and who to them. */
export async function forgetLines(tx: Tx, subjectId: string): Promise<void> {
  await tx
    .deleteFrom('reporting_lines')
    .where((e) => e.or([e('person_subject', '=', subjectId), e('superior_subject', '=', subjectId)]))
    .execute();
}

interface LineRow {
  id: string;
  organ_id: string;
  person_sub: string | null;
  person_subject: string | null;
  superior_sub: string | null;
  superior_subject: string | null;
  first_day: string;
  last_day: string | null;
  recorded_at: Date;
  ended_at: Date | null;
}

function linesWhere(which: ReturnType<typeof sql>) {
  return sql<LineRow>`
    select id, organ_id, person_sub, person_subject, superior_sub, superior_subject, first_day::text as first_day,
      last_day::text as last_day, recorded_at, ended_at
    from reporting_lines where ${which}`;
}

function toLine(row: LineRow): ReportingLine {
  return {
    id: row.id,
    organId: row.organ_id,
    person: endOf(row.person_sub, row.person_subject),
    superior: endOf(row.superior_sub, row.superior_subject),
    firstDay: row.first_day,
    lastDay: row.last_day,
    recordedAt: row.recorded_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

function endOf(sub: string | null, subjectId: string | null): LineEnd {
  return subjectId === null ? { sub: sub ?? '' } : { subjectId };
}

function columns<E extends 'person' | 'superior'>(end: E, of: LineEnd) {
  const [sub, subjectId] = 'sub' in of ? [of.sub, null] : [null, of.subjectId];
  return { [`${end}_sub`]: sub, [`${end}_subject`]: subjectId } as Record<
    `${E}_sub` | `${E}_subject`,
    string | null
  >;
}
