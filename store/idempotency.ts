import { sql } from 'kysely';
import type { Tx } from './db.js';

/**
 * Answers already given, by caller and key: a request repeated after a lost answer gets it again and does nothing. An
 * equal request under way is waited for: it would otherwise be met halfway, and told that what it asks is already there.
 */
export async function recallAnswer(tx: Tx, sub: string, key: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify([sub, key])}, 7206002))`.execute(
    tx,
  );
  return tx
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'body'])
    .where('sub', '=', sub)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function rememberAnswer(
  tx: Tx,
  answer: { sub: string; key: string; fingerprint: Buffer; status: number; body: unknown },
): Promise<void> {
  await tx
    .insertInto('idempotency')
    .values({ ...answer, body: JSON.stringify(answer.body) })
    .execute();
}
