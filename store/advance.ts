import { sql } from 'kysely';
import { DEADLINES } from '../domain/policy.js';
import { Refused } from '../domain/errors.js';
import { whoseTurn } from '../domain/stages.js';
import type { Standing } from '../domain/standing.js';
import { type CaseState, lockCase } from './case-state.js';
import { readOffset } from './clock.js';
import type { Tx } from './db.js';
import { type DueDeadline, earliestOpen, nextDue, settleDeadline } from './deadlines.js';
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
  let state = await lockCase(tx, caseId, now);
  if (!state) return undefined;
  if (!state.row.ended) {
    for (const answer of await unfiledAnswers(tx, { caseId, limit: 200 }))
      await fileReceived(tx, answer, now);
    for (;;) {
      const due = await nextDue(tx, caseId, now);
      if (!due) break;
      await fall(tx, caseId, due, now);
    }
    state = await settleChecks(tx, caseId, now);
  }
  await tx.updateTable('cases').set({ handled_seq: state.row.seq }).where('id', '=', caseId).execute();
  return standingOf(tx, state);
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
async function settleChecks(tx: Tx, caseId: string, now: string): Promise<CaseState> {
  const state = await fresh(tx, caseId, now);
  if (state.row.stage !== 'CHECKS_RUNNING' || state.facts.openChecks > 0) return state;
  const action = state.facts.unresolvedFindings > 0 ? 'escalate' : 'completeChecks';
  const commandId = derivedId(caseId, `${action}/${state.row.seq}`);
  await transition(tx, { caseId, action, actor: SYSTEM, commandId, fromWorkflow: true }, now);
  return fresh(tx, caseId, now);
}

async function fresh(tx: Tx, caseId: string, now: string): Promise<CaseState> {
  const state = await lockCase(tx, caseId, now);
  if (!state) throw new Error('a locked case has gone');
  return state;
}

export async function standingOf(tx: Tx, state: CaseState): Promise<Standing> {
  const { row, application } = state;
  const checks = row.ended
    ? []
    : await tx
        .selectFrom('checks')
        .select(['request_id', 'code', 'due_at'])
        .where('case_id', '=', row.id)
        .where('status', '=', 'OPEN')
        .orderBy('request_id')
        .execute();
  return {
    caseId: row.id,
    kind: row.kind,
    stage: row.stage,
    lastSeq: row.seq,
    ended: row.ended,
    waitingOn: row.waiting_on,
    turn: whoseTurn(row.kind, row.stage, application?.ground ?? null, application?.mode ?? null) ?? null,
    since: row.stage_at.toISOString(),
    organId: row.organ_id,
    dueAt: row.ended ? null : await earliestOpen(tx, row.id),
    openChecks: checks.map((c) => ({ requestId: c.request_id, code: c.code, dueAt: c.due_at.toISOString() })),
    offsetMs: await readOffset(tx),
  };
}
