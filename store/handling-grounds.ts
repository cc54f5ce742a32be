import { sql } from 'kysely';
import type { HandlingGround } from '../domain/handling.js';
import { tiedTo } from './conflicts.js';
import { cursorOf, readCursor } from './cursor.js';
import type { Tx } from './db.js';
import { openTo } from './declarations.js';

/** A check as the officer in charge reads it: who asked about whom, what they were told, and why. */
export interface CheckEntry {
  readonly id: string;
  readonly at: string;
  readonly sub: string | null;
  readonly subjectId: string | null;
  readonly itemId: string;
  readonly canHandle: boolean;
  readonly ground: HandlingGround;
  readonly until: string | null;
}

export interface GroundsQuery {
  readonly organId: string;
  readonly itemId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Reader {
  readonly sub: string;
  readonly selves: readonly string[];
}

/**
 * A page of an organ's checks from the ledger, oldest first, without those of whom the reader is told nothing else. Whose organ
 * it is, is for the caller to have settled.
 */
export async function checkEntries(tx: Tx, query: GroundsQuery, reader: Reader) {
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const { rows } = await sql<Omit<CheckEntry, 'at'> & { at: Date }>`
    select id, at, sub, subject_id as "subjectId", details->>'itemId' as "itemId",
      (details->>'canHandle')::boolean as "canHandle", details->>'ground' as ground, details->>'until' as until
    from ledger where event = 'HandlingChecked' and organ_id = ${query.organId}
      ${query.itemId === undefined ? sql`` : sql`and details->>'itemId' = ${query.itemId}`}
      ${after === undefined ? sql`` : sql`and (at, id) > (${after.at}, ${after.id}::uuid)`}
    order by at, id limit ${query.limit + 1}
  `.execute(tx);
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  const subjects = [...new Set(shown.flatMap(({ subjectId }) => subjectId ?? []))];
  const hidden = await hiddenFrom(tx, reader, query.organId, subjects);
  const told = shown.filter(({ subjectId }) => subjectId === null || !hidden.has(subjectId));
  return {
    items: told.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    next: last ? cursorOf({ at: last.at.toISOString(), id: last.id }) : null,
  };
}

/** Who the reader is, or is tied to; and whoever has files of which the reader has said of none that they are not. */
async function hiddenFrom(
  tx: Tx,
  { sub, selves }: Reader,
  organId: string,
  subjects: readonly string[],
): Promise<Set<string>> {
  const files = sql`cases c where c.subject_id = s.id and c.organ_id = ${organId} and c.kind <> 'grievance' and c.stage <> 'DISPOSED'`;
  const { rows } = await sql<{ id: string }>`
    select s.id from unnest(${[...subjects]}::uuid[]) as s(id)
    where s.id = any (${[...selves]}::uuid[]) or ${sub} = any (${tiedTo(sql`s.id`)})
      or exists (select 1 from ${files}) and not exists (select 1 from ${files} and ${openTo(sql`c.id`, sub)})`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}
