import { type RawBuilder, sql } from 'kysely';
import { timeAt } from './clock.js';
import type { Db, Tx } from './db.js';

/** What a request may see, for row-level security. Absent parts see nothing. */
export interface Scope {
  readonly organs?: readonly string[];
  readonly subjects?: readonly string[];
  readonly contractors?: readonly string[];
  readonly cabinet?: boolean;
  /** Demands for correction, of whatever organ; and nothing else. */
  readonly audits?: boolean;
  /** Organs whose unscreened words may be seen, and nothing else of theirs. */
  readonly screens?: readonly string[];
}

/** Runs `work` in one transaction in which row-level security sees `scope`, and tells it the time (clock.ts). */
export async function inScope<T>(
  db: Db,
  scope: Scope,
  work: (tx: Tx, now: string) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await scopeQuery(scope).execute(tx);
    return work(tx, timeAt(Number(rows[0]?.offset_ms)));
  });
}

/** Sets it for the transaction, and reads the clock. */
export function scopeQuery(scope: Scope): RawBuilder<{ offset_ms: string }> {
  return sql<{ offset_ms: string }>`select offset_ms,
    set_config('sekisho.organs', ${(scope.organs ?? []).join(',')}, true),
    set_config('sekisho.subjects', ${(scope.subjects ?? []).join(',')}, true),
    set_config('sekisho.contractors', ${(scope.contractors ?? []).join(',')}, true),
    set_config('sekisho.screens', ${(scope.screens ?? []).join(',')}, true),
    set_config('sekisho.audits', ${scope.audits ? 'on' : 'off'}, true),
    set_config('sekisho.cabinet', ${scope.cabinet ? 'on' : 'off'}, true) from clock`;
}

/**
 * A piece of work that asks for the organ, whoever takes the step that calls for it: what others hold about the person is not
 * theirs to see, and must not be missed. Nothing that is read in it may be answered. What undoes the work undoes this too.
 */
export async function forOrgan<T>(tx: Tx, organId: string, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{
    was: string | null;
  }>`select current_setting('sekisho.organs', true) as was`.execute(tx);
  await sql`select set_config('sekisho.organs', ${organId}, true)`.execute(tx);
  const done = await work();
  await sql`select set_config('sekisho.organs', ${rows[0]?.was ?? ''}, true)`.execute(tx);
  return done;
}
