import { type RawBuilder, sql } from 'kysely';
import type { DocumentCode } from '../domain/document-classes.js';
import type { Action } from '../domain/edges.js';
import type { CaseKind } from '../domain/stages.js';
import { comesOver, holdsUp, type WaitingText } from '../domain/words-waiting.js';
import type { Tx } from './db.js';

/** Texts of which words wait, of a file and of those it may rest on, as a column of a statement about the file. */
export function waitingColumn(caseId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(to_jsonb(w)), '[]') from sekisho_texts_waiting(${caseId}) w)`;
}

export interface WaitingRow {
  readonly of_file: WaitingText['of'];
  readonly class: DocumentCode;
  readonly step: Action | null;
  readonly own: boolean;
  readonly raised: boolean;
  readonly put: boolean;
  readonly since: string;
}

function toWaiting({ of_file: of, class: docClass, since, ...is }: WaitingRow): WaitingText {
  return { of, docClass, ...is, since: new Date(since).toISOString() };
}

/** Whether a decision on this case, or its revocation, waits for any of them. */
export function anyHoldsUp(kind: CaseKind, rows: readonly WaitingRow[]): boolean {
  return rows.some((row) => holdsUp(kind, toWaiting(row)));
}

/** Whether what would come over into another case has a hole in it that is yet to be filled. */
export function anyComesOver(rows: readonly WaitingRow[]): boolean {
  return rows.some((row) => comesOver(toWaiting(row)));
}

/** Since when the oldest waits of those that the decision on this case waits for; undefined where it waits for none. */
export async function heldUpSince(
  tx: Tx,
  { id, kind }: { readonly id: string; readonly kind: CaseKind },
): Promise<string | undefined> {
  const { rows } = await sql<{
    words: WaitingRow[];
  }>`select ${waitingColumn(sql`${id}::uuid`)} as words`.execute(tx);
  return (rows[0]?.words ?? [])
    .map(toWaiting)
    .filter((one) => holdsUp(kind, one))
    .map(({ since }) => since)
    .toSorted()[0];
}

/** A case at an organ of the caller's on which words wait, and since when the oldest does. */
export interface CaseWithWords {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly since: string;
}

/** The oldest first. A grievance's words are not among them. */
export async function casesWithWords(tx: Tx): Promise<CaseWithWords[]> {
  const { rows } = await sql<{ case_id: string; kind: CaseKind; since: Date }>`
    select case_id, kind, since from sekisho_cases_with_words() order by since, case_id`.execute(tx);
  return rows.map(({ case_id: caseId, kind, since }) => ({ caseId, kind, since: since.toISOString() }));
}

/** How many texts are overdue, of all organs together: for operations, which learns of no case. */
export async function wordsOverdue(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select sekisho_words_overdue() as count`.execute(tx);
  return rows[0]?.count ?? 0;
}
