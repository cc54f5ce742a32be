import { sql } from 'kysely';
import type { Db, Tx } from './db.js';

/**
 * The one clock: the wall clock plus an offset row that only a sandbox ever moves. Everything that decides by time reads
 * it here, in the transaction it decides in.
 */
export async function readNow(tx: Tx | Db): Promise<string> {
  return timeAt(await readOffset(tx));
}

/** What the clock reads when it is `offsetMs` ahead of the wall. */
export function timeAt(offsetMs: number): string {
  return new Date(Date.now() + offsetMs).toISOString();
}

/** Milliseconds the clock is ahead of the wall. 0 wherever nobody moved it. */
export async function readOffset(tx: Tx | Db): Promise<number> {
  const row = await tx.selectFrom('clock').select('offset_ms').executeTakeFirstOrThrow();
  return Number(row.offset_ms);
}

/** Moves the clock forward so that it reads at least `target`, never back, and wakes the relay. Returns what it reads. */
export async function moveClock(db: Db, target: string): Promise<string> {
  const ahead = Date.parse(target) - Date.now();
  await sql`update clock set offset_ms = greatest(offset_ms, ${Math.max(0, Math.ceil(ahead))})`.execute(db);
  await sql`select pg_notify('sekisho_relay', 'clock')`.execute(db);
  return readNow(db);
}
