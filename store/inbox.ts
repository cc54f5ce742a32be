import { sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import { lockCaseRow } from './case-state.js';
import type { Tx } from './db.js';
import { writeLedger } from './ledger.js';
import { PROVIDER } from './step.js';
import { transition } from './transition.js';

export interface UnfiledAnswer {
  readonly id: string;
  readonly requestId: string;
  readonly caseId: string;
}

/** Answers received but not yet on a file, oldest first; of one case, or of all, or of those that do not back off. */
export async function unfiledAnswers(
  tx: Tx,
  of: { caseId?: string; ready?: true; limit: number },
): Promise<UnfiledAnswer[]> {
  const rows = await tx
    .selectFrom('inbox as i')
    .innerJoin('checks as c', 'c.request_id', 'i.request_id')
    .select(['i.id', 'i.request_id', 'c.case_id'])
    .where('i.filed_at', 'is', null)
    .$if(of.caseId !== undefined, (q) => q.where('c.case_id', '=', of.caseId ?? ''))
    .$if(of.ready === true, (q) => q.where('i.next_at', '<=', sql<Date>`clock_timestamp()`))
    .orderBy('i.received_at')
    .orderBy('i.id')
    .limit(of.limit)
    .execute();
  return rows.map((row) => ({ id: row.id, requestId: row.request_id, caseId: row.case_id }));
}

/**
 * Files one answer, or drops it if the case no longer takes any (withdrawn, decided): then only the request id, a hash
 * and the time stay. Safe to repeat: the inbox id is the command id.
 */
export async function fileReceived(
  tx: Tx,
  unfiled: UnfiledAnswer,
  now: string,
): Promise<'FILED' | 'DROPPED'> {
  // Lock order: the case (and its clearance before it), then its inbox rows.
  await lockCaseRow(tx, unfiled.caseId);
  const row = await tx
    .selectFrom('inbox')
    .select(['answer', 'statement_id', 'content_hash', 'filed_at', 'disposition'])
    .where('id', '=', unfiled.id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.filed_at) return row?.disposition ?? 'FILED';
  const disposition = await tryFiling(tx, unfiled, row.answer, row.statement_id, now);
  if (disposition === 'DROPPED') await forget(tx, unfiled, row.statement_id, row.content_hash, now);
  await tx.updateTable('inbox').set({ filed_at: now, disposition }).where('id', '=', unfiled.id).execute();
  return disposition;
}

async function tryFiling(
  tx: Tx,
  unfiled: UnfiledAnswer,
  answer: 'RECORD' | 'NO_RECORD' | 'DECLINED' | 'UNAVAILABLE' | null,
  documentId: string | null,
  now: string,
): Promise<'FILED' | 'DROPPED'> {
  const check = await tx
    .selectFrom('checks')
    .select('status')
    .where('request_id', '=', unfiled.requestId)
    .executeTakeFirst();
  if (!answer || (check?.status !== 'OPEN' && check?.status !== 'LATE')) return 'DROPPED';
  await sql`savepoint answer`.execute(tx);
  try {
    await transition(
      tx,
      {
        caseId: unfiled.caseId,
        action: 'fileAnswer',
        actor: PROVIDER,
        commandId: unfiled.id,
        details: {
          requestId: unfiled.requestId,
          inboxId: unfiled.id,
          finding: answer,
          ...(documentId ? { documentId } : {}),
        },
      },
      now,
    );
    await sql`release savepoint answer`.execute(tx);
    return 'FILED';
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'WRONG_STAGE') throw error;
    await sql`rollback to savepoint answer`.execute(tx);
    return 'DROPPED';
  }
}

async function forget(tx: Tx, unfiled: UnfiledAnswer, documentId: string | null, hash: Buffer, now: string) {
  if (documentId) await tx.deleteFrom('vault_documents').where('id', '=', documentId).execute();
  await tx
    .updateTable('inbox')
    .set({ answer: null, statement_id: null })
    .where('id', '=', unfiled.id)
    .execute();
  await writeLedger(tx, {
    at: now,
    event: 'AnswerDropped',
    article: 'Art. 12(3), 16; nothing is kept that comes after the end',
    caseId: unfiled.caseId,
    sub: null,
    role: 'Provider',
    purpose: 'ASSESSMENT',
    details: { requestId: unfiled.requestId, contentHash: hash.toString('hex') },
  });
}
