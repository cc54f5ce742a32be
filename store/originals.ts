import { sql } from 'kysely';
import type { Answer } from '../domain/checks.js';
import type { Action } from '../domain/edges.js';
import { Refused } from '../domain/errors.js';
import type { Desk, OriginalRef, OriginalState, StepSince } from '../domain/original.js';
import type { CaseKind, Stage } from '../domain/stages.js';
import { violated, type Tx } from './db.js';

/** A signed paper as the register knows it; what it says rests in the vault until it is settled. */
export interface Original extends Omit<OriginalRef, 'confirmedBy'> {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly desk: Desk;
  readonly action: Action;
  readonly requestId: string | null;
  /** The version of the case when it was keyed in. */
  readonly seen: number;
  readonly contentId: string;
  readonly keyedAt: string;
  /** The step, where it did not wait for the second person. */
  readonly commandId: string | null;
  readonly status: OriginalState;
  readonly settledBy: string | null;
  readonly settledAt: string | null;
}

export async function addOriginal(
  tx: Tx,
  of: Omit<Original, 'kind' | 'status' | 'settledBy' | 'settledAt'>,
  as: 'WAITING' | 'STALE' = 'WAITING',
): Promise<void> {
  try {
    await tx
      .insertInto('originals')
      .values({
        id: of.id,
        case_id: of.caseId,
        desk: of.desk,
        action: of.action,
        request_id: of.requestId,
        hash: of.hash,
        pages: of.pages,
        signed_on: of.signedOn,
        received_on: of.receivedOn,
        came: of.came,
        seen: of.seen,
        content_id: of.contentId,
        keyed_by: of.keyedBy,
        keyed_at: of.keyedAt,
        command_id: of.commandId,
        status: as,
        settled_at: as === 'STALE' ? of.keyedAt : null,
      })
      .execute();
  } catch (error) {
    if (violated(error) === 'originals_once') throw new Refused('ORIGINAL_WAITING');
    throw error;
  }
}

export interface OriginalQuery {
  readonly id?: string;
  readonly caseId?: string;
  readonly waiting?: true;
  readonly limit: number;
}

/** Oldest first: what waits longest is on top. Row-level security decides which rows exist for the caller. */
export async function listOriginals(tx: Tx, query: OriginalQuery): Promise<Original[]> {
  const { rows } = await sql<OriginalRow>`
    select o.id, o.case_id, c.kind, o.desk, o.action, o.request_id, o.hash, o.pages, o.signed_on::text as signed_on,
      o.received_on::text as received_on, o.came, o.seen, o.content_id, o.keyed_by, o.keyed_at, o.command_id, o.status,
      o.settled_by, o.settled_at
    from originals o join cases c on c.id = o.case_id
    where true
      ${query.id === undefined ? sql`` : sql`and o.id = ${query.id}`}
      ${query.caseId === undefined ? sql`` : sql`and o.case_id = ${query.caseId}`}
      ${query.waiting ? sql`and o.status = 'WAITING'` : sql``}
    order by o.keyed_at, o.id
    limit ${query.limit}
  `.execute(tx);
  return rows.map(toOriginal);
}

/** The second person's word, once. The row is the caller's for the rest of the transaction. */
export async function settleOriginal(
  tx: Tx,
  id: string,
  as: {
    status: Exclude<OriginalState, 'WAITING'>;
    by: string;
    now: string;
    reasonsId?: string;
  },
): Promise<void> {
  await tx
    .updateTable('originals')
    .set({
      status: as.status,
      settled_by: as.by,
      settled_at: as.now,
      ...(as.reasonsId === undefined ? {} : { reasons_id: as.reasonsId }),
    })
    .where('id', '=', id)
    .execute();
}

/** How signed papers of a case stand, for whoever works on it: that there are some, and nothing of which. */
export interface PapersOf {
  readonly waiting: number;
  /** Since when the oldest of them waits. */
  readonly since: string | null;
  /** Found after the case was closed for silence, or its result told, though they had come in before. */
  readonly foundLate: number;
}

export async function papersOf(tx: Tx, caseId: string): Promise<PapersOf> {
  const { rows } = await sql<{ waiting: number; since: Date | null; found_late: number }>`
    select waiting, since, found_late from sekisho_papers_of(${caseId}::uuid)
  `.execute(tx);
  const [row] = rows;
  return {
    waiting: row?.waiting ?? 0,
    since: row?.since?.toISOString() ?? null,
    foundLate: row?.found_late ?? 0,
  };
}

/** When this step was taken last; undefined where it never was. */
export async function lastTakenAt(tx: Tx, caseId: string, action: Action): Promise<string | undefined> {
  const row = await tx
    .selectFrom('commands')
    .select('at')
    .where('case_id', '=', caseId)
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at.toISOString();
}

/** Steps of a case after a version of it, in order. */
export async function stepsAfter(tx: Tx, caseId: string, version: number): Promise<StepSince[]> {
  const rows = await tx
    .selectFrom('commands')
    .select(['action', 'role', 'from_stage', 'to_stage'])
    .where('case_id', '=', caseId)
    .where('seq', '>', version)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    action: row.action,
    role: row.role,
    from: row.from_stage as Stage | 'NEW',
    to: row.to_stage,
  }));
}

/** The paper behind the last step of this name up to then, if it came on one. */
export async function originalBehind(
  tx: Tx,
  caseId: string,
  action: Action,
  until: string,
): Promise<OriginalRef | undefined> {
  const row = await tx
    .selectFrom('commands')
    .select('details')
    .where('case_id', '=', caseId)
    .where('action', '=', action)
    .where('at', '<=', new Date(until))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row?.details as { original?: OriginalRef } | undefined)?.original;
}

/** From here on a row of this person's is theirs to write, by hand of whoever holds their signed paper. */
export async function actFor(tx: Tx, subjectId: string): Promise<void> {
  await sql`select set_config('sekisho.subjects', ${subjectId}, true)`.execute(tx);
}

/**
 * Tries a piece of work within the transaction. `keep` says of its result whether what it did stays; what it throws
 * undoes it as well.
 */
export async function attempt<T>(tx: Tx, work: () => Promise<T>, keep: boolean): Promise<T> {
  await sql`savepoint original`.execute(tx);
  let done = false;
  try {
    const result = await work();
    done = keep;
    return result;
  } finally {
    await (done ? sql`release savepoint original` : sql`rollback to savepoint original`).execute(tx);
  }
}

/** A source's reply that came as a letter: into the inbox, where one over the gateway would lie. */
export async function receiveByLetter(
  tx: Tx,
  of: {
    paper: string;
    /** One that the paper answers beside the question it names. */
    question?: string;
    second: string;
    receiptId: string;
    answer: Answer;
    statementId: string | null;
    contentHash: Buffer;
  },
  now: string,
): Promise<void> {
  const said = sql`${of.second}, ${of.receiptId}::uuid, ${of.answer}, ${of.statementId}::uuid, ${of.contentHash},
    ${now}::timestamptz`;
  await (of.question === undefined
    ? sql`select sekisho_reply_by_letter(${of.paper}::uuid, ${said})`
    : sql`select sekisho_further_reply_by_letter(${of.paper}::uuid, ${of.question}::uuid, ${said})`
  ).execute(tx);
}

/** Further questions that a paper answers, beside the one it names. */
export async function bindQuestions(tx: Tx, id: string, questions: readonly string[]): Promise<void> {
  if (questions.length === 0) return;
  await tx
    .insertInto('original_questions')
    .values(questions.map((request_id) => ({ original_id: id, request_id })))
    .execute();
}

interface OriginalRow {
  id: string;
  case_id: string;
  kind: CaseKind;
  desk: Desk;
  action: Action;
  request_id: string | null;
  hash: string;
  pages: number;
  signed_on: string;
  received_on: string;
  came: Original['came'];
  seen: number;
  content_id: string;
  keyed_by: string;
  keyed_at: Date;
  command_id: string | null;
  status: OriginalState;
  settled_by: string | null;
  settled_at: Date | null;
}

function toOriginal(row: OriginalRow): Original {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    desk: row.desk,
    action: row.action,
    requestId: row.request_id,
    hash: row.hash,
    pages: row.pages,
    signedOn: row.signed_on,
    receivedOn: row.received_on,
    came: row.came,
    seen: row.seen,
    contentId: row.content_id,
    keyedBy: row.keyed_by,
    keyedAt: row.keyed_at.toISOString(),
    commandId: row.command_id,
    status: row.status,
    settledBy: row.settled_by,
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}
