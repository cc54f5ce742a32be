import { sql } from 'kysely';
import type { HandlingGround } from '../domain/handling.js';
import { cursorOf, readCursor } from './cursor.js';
import type { Tx } from './db.js';

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

/** A page of an organ's checks from the ledger, oldest first. Whose organ it is, is for the caller to have settled. */
export async function checkEntries(tx: Tx, query: GroundsQuery) {
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
  return {
    items: shown.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    next: last ? cursorOf({ at: last.at.toISOString(), id: last.id }) : null,
  };
}
