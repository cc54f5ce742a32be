import { sql } from 'kysely';
import type { Db } from './db.js';
import { FAILING_AFTER } from './relay-queue.js';

/** How much waits to be carried, for the operators' gauges. */
export interface Backlog {
  readonly outboxWaiting: number;
  readonly outboxOldestSeconds: number;
  readonly deadLetters: number;
  readonly inboxUnfiled: number;
  readonly casesUnseen: number;
}

export async function readBacklog(db: Db): Promise<Backlog> {
  const { rows } = await sql<{
    waiting: number;
    oldest: number;
    dead: number;
    unfiled: number;
    unseen: number;
  }>`
    select
      (select count(*)::int from outbox where done_at is null and dead_at is null) as waiting,
      (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float from outbox
        where done_at is null and dead_at is null) as oldest,
      (select count(*)::int from sekisho_dead_letters(${FAILING_AFTER})) as dead,
      (select count(*)::int from inbox where filed_at is null) as unfiled,
      (select count(*)::int from cases where handled_seq < rung_seq) as unseen
  `.execute(db);
  const row = rows[0];
  if (!row) throw new Error('no backlog');
  return {
    outboxWaiting: row.waiting,
    outboxOldestSeconds: row.oldest,
    deadLetters: row.dead,
    inboxUnfiled: row.unfiled,
    casesUnseen: row.unseen,
  };
}
