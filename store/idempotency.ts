import type { Tx } from './db.js';

/** Answers already given, by caller and key: a request repeated after a lost answer gets it again and does nothing. */
export async function recallAnswer(tx: Tx, sub: string, key: string) {
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
