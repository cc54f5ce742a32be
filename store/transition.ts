import { retentionFrom } from './earlier-results.js';
import { conflictedWith } from './conflicts.js';
import { startOfDay } from '../domain/calendar.js';
import type { Action } from '../domain/edges.js';
import { Refused } from '../domain/errors.js';
import { type ActorRole, type CaseTies, closedTo, rolesOn } from '../domain/roles.js';
import { permit, takenOnSight, type Acting } from '../domain/rules.js';
import { type CaseKind, hasEnded, stageRow, type Stage } from '../domain/stages.js';
import { standingIn } from '../domain/stand-ins.js';
import { lockCase } from './case-state.js';
import { policyOfNew } from './policy-of-case.js';
import { factsOfNew } from './new-case-facts.js';
import { violated, type Tx } from './db.js';
import { EFFECTS, endNotConducted, OPENING_EFFECTS } from './effects.js';
import { enter } from './entering.js';
import { stepInput } from './step-input.js';
import { ring } from './outbox.js';
import { base, record } from './step-entry.js';
import { givenByOthers, tellIfRightEnded } from './right-ended.js';
import {
  type Actor,
  type Opening,
  type Outcome,
  type Step,
  type StepContext,
  type StepDetails,
} from './step.js';

/**
 * The one write path. In the caller's transaction: lock, ask the table, write stage, command, ledger entry, deadlines
 * and bell, then what the step means (effects.ts). Effective at commit, whether or not the engine is there to hear it.
 * @throws Refused; the caller rolls back and nothing has changed.
 */
export async function transition(tx: Tx, step: Step, now: string): Promise<Outcome> {
  const state = await lockCase(tx, step.caseId, now);
  if (!state) throw new Refused('NOT_FOUND');
  const done = await outcomeOf(tx, step.commandId);
  if (done && done.case_id !== step.caseId) throw new Refused('KEY_REUSED');
  if (done) return repeated(done, step);

  const acting = actingOn(step.actor, state.ties);
  if (acting.roles.length === 0) {
    if ('sub' in step.actor) throw closedTo(step.actor.grants, step.actor.sub, state.ties);
    throw new Refused('NOT_FOUND');
  }
  const details = step.details ?? {};
  // Before the stage is asked: who decided on what is no longer so is told that it moved, not that they may not.
  const needsSight = 'sub' in step.actor && takenOnSight(state.row.kind, step.action, acting.roles);
  if (needsSight && step.seen !== state.row.seq)
    throw new Refused('STALE', `the case is at version ${state.row.seq}`);
  const { edge, role } = permit(step.action, state.facts, acting, stepInput(details, now, state));

  const to = edge.to === 'SAME' ? state.row.stage : edge.to;
  const seq = state.row.seq + 1;
  const moved = to !== state.row.stage;
  const byOthers = await givenByOthers(tx, state, edge, now);
  await writeCase(tx, {
    id: step.caseId,
    kind: state.row.kind,
    stage: to,
    seq,
    now,
    moved,
    wasEnded: state.row.ended,
  });
  await record(tx, {
    ...base(step, edge, role, now),
    details: { ...details, ...inPlaceOf(step.actor, role, state.ties) },
    seq,
    from: state.row.stage,
    to,
    ties: state.ties,
  });
  if (moved) {
    const endedFrom = await retentionFrom(tx, state, { action: step.action, details }, now);
    await enter(
      tx,
      {
        caseId: step.caseId,
        kind: state.row.kind,
        stage: to,
        seq,
        periods: state.periods,
        endedFrom,
        reopened: state.row.ended,
      },
      now,
    );
  }
  const context: StepContext = {
    tx,
    now,
    grants: step.grants,
    edge,
    role,
    before: state,
    details,
    commandId: step.commandId,
    seq,
    take: (next) => transition(tx, next, now),
    open: (next) => openCase(tx, next, now),
  };
  if (edge.endsAs) await endNotConducted(context, edge.endsAs);
  await EFFECTS[step.action]?.(context);
  if (moved) await tellIfRightEnded(tx, { before: state, to, byOthers, details }, now);
  // A case that goes on after its end is looked at again; one that has ended and stays so concerns no workflow.
  const lives = !state.row.ended || !hasEnded(state.row.kind, to);
  if (lives && !step.fromWorkflow && ringsEngine(step.action)) await ring(tx, step.caseId);
  return { caseId: step.caseId, stage: to, seq, repeated: false, before: state };
}

/** Opens a case: same rules, same records. @throws Refused ALREADY_OPEN where the register allows only one. */
export async function openCase(tx: Tx, opening: Opening, now: string): Promise<Outcome> {
  const done = await outcomeOf(tx, opening.commandId);
  if (done) return repeated(done, opening);
  const policy = await policyOfNew(tx, opening, now);
  const facts = await factsOfNew(tx, { ...opening, policy }, now);
  const ties: CaseTies = {
    kind: opening.kind,
    organId: opening.organId,
    subjectId: opening.subjectId,
    contractorId: opening.contractorId,
    investigatedByCabinet: false,
    assigned: opening.assigned,
    undeclared: [],
    declared: 'sub' in opening.actor ? [opening.actor.sub] : [], // no file is there yet
    conflicted: await conflictedWith(tx, opening.subjectId),
    screening: false,
    workers: [],
    screeners: [],
  };
  const details = opening.details ?? {};
  const input = stepInput(details, now, { policy, periods: policy.periods });
  const { edge, role } = permit(opening.action, facts, actingOn(opening.actor, ties), input);
  if (edge.to === 'SAME') throw new Error(`${opening.action} opens no case`);
  const row = stageRow(opening.kind, edge.to);
  try {
    await tx
      .insertInto('cases')
      .values({
        id: opening.caseId,
        kind: opening.kind,
        organ_id: opening.organId,
        subject_id: opening.subjectId,
        contractor_id: opening.contractorId,
        stage: edge.to,
        seq: 1,
        waiting_on: row.waitingOn,
        ended: row.ended === true,
        policy_version: policy.version,
        periods: JSON.stringify(policy.periods),
        opened_at: now,
        stage_at: now,
        rung_seq: 1,
      })
      .execute();
  } catch (error) {
    if (violated(error) === 'cases_one_open_application') throw new Refused('ALREADY_OPEN');
    if (violated(error) === 'cases_one_held_clearance') throw new Refused('ALREADY_CLEARED');
    throw error;
  }
  await OPENING_EFFECTS[opening.kind](tx, opening, now);
  if (opening.assigned.length > 0)
    await tx
      .insertInto('assignments')
      .values(opening.assigned.map((sub) => ({ case_id: opening.caseId, sub, declares: true })))
      .execute();
  const opened = { ...base(opening, edge, role, now), policy: policy.version };
  await record(tx, { ...opened, seq: 1, from: 'NEW', to: edge.to, ties });
  const { caseId, kind } = opening;
  const { periods } = policy;
  const entered = { caseId, kind, stage: edge.to, seq: 1, periods, endedFrom: now, reopened: false };
  // What came on paper is owed an answer from the day it came in.
  await enter(tx, entered, details.receivedOn === undefined ? now : startOfDay(details.receivedOn));
  await ring(tx, opening.caseId);
  return { caseId: opening.caseId, stage: edge.to, seq: 1, repeated: false };
}

/** Answers are told to the engine by completing their activity; disposal concerns no workflow. */
function ringsEngine(action: Action): boolean {
  return action !== 'fileAnswer' && action !== 'dispose';
}

function actingOn(actor: Actor, ties: CaseTies): Acting {
  return 'machine' in actor
    ? { roles: [actor.machine], sub: null }
    : {
        roles: rolesOn(actor.grants, actor.sub, ties),
        sub: actor.sub,
        inPlaceOf: standingIn(actor.grants, ties.organId)?.adjudicator ?? null,
      };
}

/** Said with the step: what a row of stand-ins is today says nothing of that day. */
function inPlaceOf(actor: Actor, role: ActorRole, { organId }: CaseTies): StepDetails {
  const standIn =
    role === 'Adjudicator' && 'sub' in actor ? standingIn(actor.grants, organId)?.id : undefined;
  return standIn === undefined ? {} : { standIn };
}

async function outcomeOf(tx: Tx, commandId: string) {
  return tx
    .selectFrom('commands')
    .select(['case_id', 'action', 'sub', 'to_stage', 'seq'])
    .where('command_id', '=', commandId)
    .executeTakeFirst();
}

function repeated(
  done: { case_id: string; action: string; sub: string | null; to_stage: Stage; seq: number },
  again: { caseId: string; action: string; actor: Actor },
): Outcome {
  const sub = 'sub' in again.actor ? again.actor.sub : null;
  if (done.action !== again.action || done.sub !== sub) throw new Refused('KEY_REUSED');
  return { caseId: done.case_id, stage: done.to_stage, seq: done.seq, repeated: true };
}

async function writeCase(
  tx: Tx,
  to: {
    id: string;
    kind: CaseKind;
    stage: Stage;
    seq: number;
    now: string;
    moved: boolean;
    wasEnded: boolean;
  },
): Promise<void> {
  const row = stageRow(to.kind, to.stage);
  const ended = row.ended === true;
  await tx
    .updateTable('cases')
    .set({
      seq: to.seq,
      ...(to.moved ? { stage: to.stage, stage_at: to.now, waiting_on: row.waitingOn, ended } : {}),
      ...(ended && !to.wasEnded ? { ended_at: to.now } : {}),
      ...(to.wasEnded && !ended ? { ended_at: null, run_id: null } : {}), // another workflow is expected
    })
    .where('id', '=', to.id)
    .execute()
    .catch((error: unknown) => {
      // Nominated again in the same instant in which the decision is reopened.
      if (violated(error) === 'cases_one_open_application') throw new Refused('ALREADY_OPEN');
      throw error;
    });
}
