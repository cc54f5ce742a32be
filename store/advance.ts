import { sql } from 'kysely';
import { DEADLINES } from '../domain/policy.js';
import { Refused } from '../domain/errors.js';
import type { CheckCode } from '../domain/checks.js';
import { type Ground, type InvestigationMode, whoseTurn } from '../domain/stages.js';
import type { Standing } from '../domain/standing.js';
import type { CaseRow } from './case-rows.js';
import { lockCase, lockCaseRow } from './case-state.js';
import type { Tx } from './db.js';
import { type DueDeadline, nextDue, settleDeadline } from './deadlines.js';
import { derivedId } from './derived-id.js';
import { fileReceived, unfiledAnswers } from './inbox.js';
import { type Step, SYSTEM } from './step.js';
import { transition } from './transition.js';

/**
 * One wake-up of a case: file what came in, do what has fallen due, settle what is complete, and say where the case
 * stands. All in the caller's transaction. Undefined if the register knows no such case: then nothing happens at all.
 * Safe to repeat: each thing done closes the row that called for it.
 */
export async function advanceCase(tx: Tx, caseId: string, now: string): Promise<Standing | undefined> {
  const row = await lockCaseRow(tx, caseId);
  return row && advanceLocked(tx, row, now);
}

/** The same for who holds the case's lock already, with its row as it was read under it. */
export async function advanceLocked(tx: Tx, locked: CaseRow, now: string): Promise<Standing> {
  const caseId = locked.id;
  let row = locked;
  if (!row.ended) {
    const answers = await unfiledAnswers(tx, { caseId, limit: 200 });
    for (const answer of answers) await fileReceived(tx, answer, now);
    let moved = answers.length > 0;
    for (;;) {
      const due = await nextDue(tx, caseId, now);
      if (!due) break;
      await fall(tx, caseId, due, now);
      moved = true;
    }
    if (moved) row = await again(tx, caseId);
    if (row.stage === 'CHECKS_RUNNING' && (await settleChecks(tx, caseId, now)))
      row = await again(tx, caseId);
  }
  await tx.updateTable('cases').set({ handled_seq: row.seq }).where('id', '=', caseId).execute();
  return standingOf(tx, row);
}

/** A deadline falls due: the table is asked for its action; where the case has moved past it, it is moot. */
async function fall(tx: Tx, caseId: string, due: DueDeadline, now: string): Promise<void> {
  const step: Step = {
    caseId,
    action: DEADLINES[due.kind].action,
    actor: SYSTEM,
    commandId: derivedId(due.id, 'due'),
    details: { deadline: due.kind, ...(due.requestId ? { requestId: due.requestId } : {}) },
    fromWorkflow: true,
  };
  await sql`savepoint deadline`.execute(tx);
  try {
    // First, so that a step which ends the case does not call its own deadline met in time.
    await settleDeadline(tx, due.id, 'HANDLED', now);
    await transition(tx, step, now);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await sql`rollback to savepoint deadline`.execute(tx);
    await settleDeadline(tx, due.id, 'MOOT', now);
  }
  await sql`release savepoint deadline`.execute(tx);
}

/** All sources have answered or fallen silent: clean findings go on, anything else goes to a person. */
async function settleChecks(tx: Tx, caseId: string, now: string): Promise<boolean> {
  const state = await lockCase(tx, caseId, now);
  if (!state) throw gone();
  if (state.facts.openChecks > 0) return false;
  const action = state.facts.unresolvedFindings > 0 ? 'escalate' : 'completeChecks';
  const commandId = derivedId(caseId, `${action}/${state.row.seq}`);
  await transition(tx, { caseId, action, actor: SYSTEM, commandId, fromWorkflow: true }, now);
  return true;
}

async function again(tx: Tx, caseId: string): Promise<CaseRow> {
  const row = await lockCaseRow(tx, caseId);
  if (!row) throw gone();
  return row;
}

function gone(): Error {
  return new Error('a locked case has gone');
}

/** One statement: most looks find nothing to do, and this is then most of what they cost. */
async function standingOf(tx: Tx, row: CaseRow): Promise<Standing> {
  const { rows } = await sql<{
    offset_ms: string;
    due_at: Date | null;
    ground: Ground | null;
    mode: InvestigationMode | null;
    checks: { requestId: string; code: CheckCode; dueAt: string }[];
  }>`
    select k.offset_ms, a.ground, a.mode,
      (select min(due_at) from deadlines
        where case_id = ${row.id} and closed_at is null and handled_by = 'workflow') as due_at,
      (select coalesce(json_agg(json_build_object('requestId', request_id, 'code', code, 'dueAt', due_at)
          order by request_id), '[]')
        from checks where case_id = ${row.id} and status = 'OPEN') as checks
    from clock k left join applications a on a.id = ${row.id}
  `.execute(tx);
  const more = rows[0];
  if (!more) throw new Error('a register without a clock');
  return {
    caseId: row.id,
    kind: row.kind,
    stage: row.stage,
    lastSeq: row.seq,
    ended: row.ended,
    waitingOn: row.waiting_on,
    turn: whoseTurn(row.kind, row.stage, more.ground, more.mode) ?? null,
    since: row.stage_at.toISOString(),
    organId: row.organ_id,
    dueAt: row.ended || more.due_at === null ? null : more.due_at.toISOString(),
    openChecks: row.ended
      ? []
      : more.checks.map((check) => ({ ...check, dueAt: new Date(check.dueAt).toISOString() })),
    offsetMs: Number(more.offset_ms),
  };
}
