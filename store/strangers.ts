import { sql } from 'kysely';
import type { CaseRow } from './case-rows.js';
import type { Db, Tx } from './db.js';
import { writeLedger } from './ledger.js';

/** What the register remembers of those who can write to the engine. None of it moves a case. */

/**
 * Which run looks after a case. A run that neither looked before nor continues the one that did has taken its place:
 * ours was ended, reset, deleted or lost, and that is told. Asked for by ourselves (`expectNewRun`), it is not.
 */
export async function noteRun(
  tx: Tx,
  { id: caseId, run_id: before, ended_run_id: ended }: Pick<CaseRow, 'id' | 'run_id' | 'ended_run_id'>,
  { runId, continuedFrom }: { runId: string; continuedFrom: string | null },
  now: string,
): Promise<void> {
  // A run that we have ended may still be at its last look: that one is over, and nobody's.
  if (before === runId || ended === runId) return;
  await tx.updateTable('cases').set({ run_id: runId }).where('id', '=', caseId).execute();
  if (before === null || before === continuedFrom) return;
  await traceForeign(tx, { event: 'WorkflowReplaced', caseId, details: { before, now: runId } }, now);
}

/** The runs that looked last at these cases. */
export async function lastRuns(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'run_id'])
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.flatMap(({ id, run_id }) => (run_id === null ? [] : [[id, run_id] as const])));
}

/**
 * Before we start a workflow anew ourselves, which leaves a trace of its own. `ended`: the run that we are about to end
 * for it, if one runs. Should that fail, `doNotExpect` it.
 */
export async function expectNewRun(db: Db | Tx, caseId: string, ended: string | null): Promise<void> {
  await db
    .updateTable('cases')
    .set({ run_id: null, ...(ended === null ? {} : { ended_run_id: ended }) })
    .where('id', '=', caseId)
    .execute();
}

/** The run that was to end runs on: its next look is remembered again. */
export async function doNotExpect(db: Db | Tx, caseId: string, runId: string): Promise<void> {
  await db
    .updateTable('cases')
    .set({ ended_run_id: null })
    .where('id', '=', caseId)
    .where('ended_run_id', '=', runId)
    .execute();
}

/**
 * Completions that were not ours: of checks still open, or sealed by somebody else whatever the check has become. Each
 * is told, and where findings are still weighed, its check needs a person from now on, whatever its source will say.
 */
export async function noteForgeries(
  tx: Tx,
  { caseId, claimed, forged }: { caseId: string; claimed: readonly string[]; forged: readonly string[] },
  now: string,
): Promise<void> {
  if (claimed.length === 0) return;
  const { rows } = await sql<{ request_id: string }>`
    with noted as (
      select k.request_id, c.stage in ('CHECKS_RUNNING', 'HUMAN_REVIEW', 'INTERVIEW', 'INTERVIEW_RECORD', 'DOCUMENT_REQUESTED') as weighed
      from checks k join cases c on c.id = k.case_id
      where k.case_id = ${caseId} and k.request_id = any (${[...claimed]})
        and (k.status = 'OPEN' or k.request_id = any (${[...forged]}))
    ), marked as (
      update checks k set forgery_at = ${now} from noted n
      where k.request_id = n.request_id and n.weighed and k.resolved_at is null and k.forgery_at is null
    )
    select request_id from noted order by request_id
  `.execute(tx);
  for (const { request_id: requestId } of rows)
    await traceForeign(tx, { event: 'ForgedCompletion', caseId, details: { requestId } }, now);
}

type StrangersEvent =
  | 'UnknownCaseStarted'
  | 'ForeignSignal'
  | 'ForeignLook'
  | 'ForgedCompletion'
  | 'WorkflowReplaced'
  | 'ScheduleRestored';

/** What came through the engine and has no row: it does nothing, but it is not forgotten either. */
export async function traceForeign(
  tx: Tx,
  trace: {
    event: StrangersEvent;
    caseId: string | null;
    details: Record<string, unknown>;
  },
  now: string,
): Promise<void> {
  await writeLedger(tx, {
    at: now,
    event: trace.event,
    article: 'design: nothing that comes through the engine is authority',
    caseId: trace.caseId,
    sub: null,
    role: 'System',
    purpose: 'OPERATION',
    details: trace.details,
  });
}
