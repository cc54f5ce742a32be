import { sql } from 'kysely';
import type { Answer, CheckCode, Source } from '../domain/checks.js';
import type { Stage } from '../domain/stages.js';
import type { Db, Tx } from './db.js';

/** The source a credential belongs to. Only hashes are kept. */
export async function sourceWith(db: Db, credentialHash: Buffer): Promise<Source | undefined> {
  const row = await db
    .selectFrom('providers')
    .select('source')
    .where('credential_hash', '=', credentialHash)
    .executeTakeFirst();
  return row?.source;
}

/** Whom a request is put to. */
export async function sourceOf(db: Db, requestId: string): Promise<Source | undefined> {
  const row = await db
    .selectFrom('checks')
    .select('source')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.source;
}

/** One request as its provider's transaction holds it. */
export interface OpenRequest {
  readonly requestId: string;
  readonly caseId: string;
  readonly subjectId: string;
  readonly code: CheckCode;
  /** The policy its case froze: the question is put as that has it. */
  readonly policy: string;
  readonly status: 'OPEN' | 'ANSWERED' | 'LATE' | 'CANCELLED';
  readonly stage: Stage;
  readonly consented: boolean;
  readonly dueAt: string;
  readonly received: { readonly id: string; readonly contentHash: Buffer } | undefined;
}

/**
 * Holds the request's case against whoever would change it, so that no answer to a fetch begins after a withdrawal has
 * committed, then reads it. Other sources may hold the same case: they change nothing of it, and eight of them ask at once.
 * About one request one at a time: of two answers the second finds the first, and nobody can hold a case for ever by
 * asking side by side, since who would change it waits for all who share it.
 * Undefined if the request is unknown or another source's.
 */
export async function lockRequest(
  tx: Tx,
  requestId: string,
  source: Source,
): Promise<OpenRequest | undefined> {
  const known = await tx
    .selectFrom('checks')
    .select('case_id')
    .where('request_id', '=', requestId)
    .where('source', '=', source)
    // Nobody was asked what came from an earlier case.
    .where('reused', '=', false)
    .executeTakeFirst();
  if (!known) return undefined;
  await sql`select pg_advisory_xact_lock(hashtextextended(${requestId}, 7206003))`.execute(tx);
  await shareCase(tx, known.case_id);
  return requestOf(tx, requestId);
}

/** Holds a case against whoever would change it, beside others who only read it. */
export async function shareCase(tx: Tx, caseId: string): Promise<void> {
  await tx.selectFrom('cases').select('id').where('id', '=', caseId).forShare().executeTakeFirst();
}

/** The request alone, for whoever holds its case already: then no source is in between. Undefined if it is unknown. */
export async function requestOf(tx: Tx, requestId: string): Promise<OpenRequest | undefined> {
  const row = await tx
    .selectFrom('checks as k')
    .innerJoin('cases as c', 'c.id', 'k.case_id')
    .innerJoin('applications as a', 'a.id', 'k.case_id')
    .leftJoin('inbox as i', 'i.request_id', 'k.request_id')
    .select([
      'k.case_id',
      'k.code',
      'k.status',
      'k.due_at',
      'c.stage',
      'c.subject_id',
      'c.policy_version',
      'a.consented_at',
      'i.id as inbox_id',
      'i.content_hash',
    ])
    .where('k.request_id', '=', requestId)
    .where('k.reused', '=', false)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    requestId,
    caseId: row.case_id,
    subjectId: row.subject_id,
    code: row.code,
    policy: row.policy_version,
    status: row.status,
    stage: row.stage,
    consented: row.consented_at !== null,
    dueAt: row.due_at.toISOString(),
    received:
      row.inbox_id && row.content_hash ? { id: row.inbox_id, contentHash: row.content_hash } : undefined,
  };
}

/** Every open request of a source whose answer has not come, oldest first. */
export async function openRequestsOf(
  tx: Tx,
  source: Source,
): Promise<{ requestId: string; dueAt: string }[]> {
  const rows = await tx
    .selectFrom('checks as k')
    .leftJoin('inbox as i', 'i.request_id', 'k.request_id')
    .select(['k.request_id', 'k.due_at'])
    .where('k.source', '=', source)
    // In the text: as a value the index of open ones would not serve it.
    .where('k.status', '=', sql.lit('OPEN' as const))
    .where('i.id', 'is', null)
    .orderBy('k.created_at')
    .execute();
  return rows.map((row) => ({ requestId: row.request_id, dueAt: row.due_at.toISOString() }));
}

/** The answer is ours to keep from here on: "accepted" means this row and its ledger entry are committed. */
export async function receiveAnswer(
  tx: Tx,
  answer: {
    id: string;
    requestId: string;
    source: Source;
    answer: Answer;
    statementId: string | null;
    contentHash: Buffer;
  },
  now: string,
): Promise<void> {
  await tx
    .insertInto('inbox')
    .values({
      id: answer.id,
      request_id: answer.requestId,
      source: answer.source,
      answer: answer.answer,
      statement_id: answer.statementId,
      content_hash: answer.contentHash,
      received_at: now,
    })
    .execute();
}
