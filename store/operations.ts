import { sql } from 'kysely';
import { policyNamed } from '../domain/policy.js';
import type { Db, Tx } from './db.js';
import { wordsOverdue } from './words-waiting.js';

/** What operations staff look at: ids, codes and ages. Counted by a function that sees every row and shows no person. */
export async function stuckCases(tx: Tx, now: string) {
  const { rows } = await sql<{
    id: string;
    kind: string;
    stage: string;
    since: Date;
    unseen: boolean;
    overdue: number;
  }>`
    select * from sekisho_stuck_cases(${now}) order by since limit 200
  `.execute(tx);
  return {
    unseen: rows.filter((row) => row.unseen).length,
    overdue: rows.filter((row) => row.overdue > 0).length,
    textsOverdue: await wordsOverdue(tx),
    items: rows.map((row) => ({ ...row, since: row.since.toISOString() })),
  };
}

/** Policies that cases have frozen and no pack has any more: whoever took a folder away stops every step on these. */
export async function policiesMissing(db: Db | Tx): Promise<string[]> {
  const { rows } = await sql<{ used: string[] }>`select sekisho_policies_in_use() as used`.execute(db);
  return (rows[0]?.used ?? []).filter((version) => policyNamed(version) === undefined);
}

/** Whether everything written has been seen and done: no message on its way, no answer unfiled, no deadline due. */
export async function isQuiet(tx: Tx, now: string): Promise<boolean> {
  const { rows } = await sql<{ quiet: boolean }>`select sekisho_quiet(${now}) as quiet`.execute(tx);
  return rows[0]?.quiet === true;
}

/** The next instant at which time alone calls for something, up to `until`; null if nothing does. */
export async function nextDueUpTo(tx: Tx, until: string): Promise<string | null> {
  const { rows } = await sql<{ due_at: Date | null }>`select sekisho_next_due(${until}) as due_at`.execute(
    tx,
  );
  return rows[0]?.due_at?.toISOString() ?? null;
}
