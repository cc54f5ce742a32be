import { sql } from 'kysely';
import type { CaseKind } from '../domain/stages.js';
import { DEADLINES, type DeadlineKind } from '../domain/policy.js';
import { Refused } from '../domain/errors.js';
import type { Db, Tx } from './db.js';
import { settleDeadline } from './deadlines.js';
import { derivedId } from './derived-id.js';
import { SYSTEM } from './step.js';
import { transition } from './transition.js';

export interface DueFile {
  readonly deadlineId: string;
  readonly caseId: string;
  readonly kind: DeadlineKind;
  readonly dueAt: Date;
}

const PAGE = 500;

/** Files, or classes of documents, whose retention has ended, oldest first, by pages. Those that are held stay and are found again each night. */
export async function* dueFiles(db: Db, now: string): AsyncGenerator<DueFile[]> {
  let last: DueFile | undefined;
  for (;;) {
    const page = await dueAfter(db, now, last);
    yield page;
    if (page.length < PAGE) return;
    last = page.at(-1);
  }
}

async function dueAfter(db: Db, now: string, last: DueFile | undefined): Promise<DueFile[]> {
  const rows = await db
    .selectFrom('deadlines')
    .select(['id', 'case_id', 'kind', 'due_at'])
    .where('closed_at', 'is', null)
    .where('handled_by', 'in', ['retention', 'classes'])
    .where('due_at', '<=', new Date(now))
    .$if(last !== undefined, (q) =>
      q.where(sql<boolean>`(due_at, id) > (${last?.dueAt}, ${last?.deadlineId}::uuid)`),
    )
    .orderBy('due_at')
    .orderBy('id')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({ deadlineId: row.id, caseId: row.case_id, kind: row.kind, dueAt: row.due_at }));
}

/**
 * Destroys one file, or what of it has a clock of its own, within a transaction of the caller's. Refused with HELD while a grievance or an unsettled doubt
 * keeps it.
 */
export async function dispose(tx: Tx, file: Omit<DueFile, 'dueAt'>, now: string): Promise<void> {
  const commandId = derivedId(file.deadlineId, 'due');
  const details = { deadline: file.kind };
  // First, as in advance: the step itself closes what is left open as met in time.
  await settleDeadline(tx, file.deadlineId, 'HANDLED', now);
  const { action } = DEADLINES[file.kind];
  await transition(tx, { caseId: file.caseId, action, actor: SYSTEM, commandId, details }, now);
}

/** Destroys one file in one transaction. `HELD`: it is kept, and asked again the next night. */
export async function disposeOf(db: Db, file: DueFile, now: string): Promise<'DISPOSED' | 'HELD' | 'MOOT'> {
  try {
    await db.transaction().execute((tx) => dispose(tx, file, now));
    return 'DISPOSED';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'HELD') return 'HELD';
    await db.transaction().execute((tx) => settleDeadline(tx, file.deadlineId, 'MOOT', now));
    return 'MOOT';
  }
}

/** Longer than the engine keeps an ended run by itself (workers/registration.ts). */
const ENGINE_REMEMBERS_DAYS = 31;

/** Destroyed files of which the engine may still have runs. */
export async function disposedLately(
  db: Db,
  now: string,
): Promise<{ readonly id: string; readonly kind: CaseKind }[]> {
  return db
    .selectFrom('cases')
    .select(['id', 'kind'])
    .where('stage', '=', 'DISPOSED')
    .where('stage_at', '>', new Date(Date.parse(now) - ENGINE_REMEMBERS_DAYS * 86_400_000))
    .execute();
}

/** Working rows that have served: sent messages, ended sessions, remembered answers. All by the wall clock. */
export async function pruneWorkingRows(
  db: Db,
): Promise<{ outbox: number; sessions: number; idempotency: number }> {
  const outbox = await sql`delete from outbox where done_at < clock_timestamp() - interval '7 days'`.execute(
    db,
  );
  const sessions = await sql`delete from sessions where expires_at < clock_timestamp()`.execute(db);
  const answers =
    await sql`delete from idempotency where created_at < clock_timestamp() - interval '30 days'`.execute(db);
  return {
    outbox: Number(outbox.numAffectedRows ?? 0),
    sessions: Number(sessions.numAffectedRows ?? 0),
    idempotency: Number(answers.numAffectedRows ?? 0),
  };
}
