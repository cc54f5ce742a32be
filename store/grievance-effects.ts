import { sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import type { FollowUp } from '../domain/grievance.js';
import { permit } from '../domain/rules.js';
import { lockCase } from './case-state.js';
import { derivedId } from './derived-id.js';
import { keepNotified } from './earlier-results.js';
import { isVoid } from './void-notices.js';
import { type StepContext, SYSTEM } from './step.js';

/** What grievances do to the cases they are about (Art. 14). Locks: the grievance, then as everybody does. */

/** A grievance is a case of its own, of its own officers: nothing of it is written into the one it is about. */
export async function openGrievance(context: StepContext): Promise<void> {
  const { row, clearance } = context.before;
  const { documentId, about, late, receivedOn } = context.details;
  await context.open({
    caseId: derivedId(context.commandId, 'grievance'),
    kind: 'grievance',
    action: 'openGrievance',
    actor: SYSTEM,
    commandId: derivedId(context.commandId, 'openGrievance'),
    organId: row.organ_id,
    subjectId: row.subject_id,
    contractorId: null,
    ground: null,
    assigned: [],
    details: {
      applicationId: clearance?.application_id ?? row.id,
      ...(clearance ? { clearanceId: row.id } : {}),
      ...(documentId ? { documentId } : {}),
      ...(about ? { about } : {}),
      ...(late === undefined ? {} : { late }),
      ...(receivedOn === undefined ? {} : { receivedOn }),
    },
  });
}

/** What the answer means: an upheld grievance about a result takes that result back to those who decide. */
export async function answerGrievance(context: StepContext): Promise<void> {
  const { tx, before, details } = context;
  const { outcome } = details;
  const about = before.facts.grievance?.about;
  const followUp = outcome === 'UPHELD' && about === 'RESULT' ? await decideAnew(context) : null;
  await tx
    .updateTable('grievances')
    .set({ outcome: outcome ?? null, follow_up: followUp })
    .where('id', '=', before.row.id)
    .execute();
}

/** Where the file can carry no new decision, the person is told to have a new assessment asked for. */
async function decideAnew(context: StepContext): Promise<FollowUp> {
  const { tx, now, before, commandId } = context;
  const about = await tx
    .selectFrom('grievances')
    .select(['application_id', 'clearance_id'])
    .where('id', '=', before.row.id)
    .executeTakeFirstOrThrow();
  // A clearance that was revoked without an assessment has none to decide on again (reading: revoked is final).
  if (about.clearance_id !== null) return 'NEW_ASSESSMENT';
  const file = await lockCase(tx, about.application_id, now);
  if (!file || !mayReopen(file.facts)) return 'NEW_ASSESSMENT';
  await context.take({
    caseId: about.application_id,
    action: 'reopenAdjudication',
    actor: SYSTEM,
    commandId: derivedId(commandId, 'reopenAdjudication'),
  });
  return 'NEW_DECISION';
}

function mayReopen(facts: Parameters<typeof permit>[1]): boolean {
  try {
    permit('reopenAdjudication', facts, { roles: ['System'], sub: null }, {});
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** The result that was notified is kept as it was, and the case begins to wait for a new one. */
export async function keepResult({ tx, before }: StepContext): Promise<void> {
  await keepNotified(tx, before);
  await tx
    .updateTable('applications')
    .set({ decision: null, decided_at: null, notified_at: null })
    .where('id', '=', before.row.id)
    .execute();
}

/** It ends without a new decision: the result before stands as it did. */
export async function restoreResult({ tx, before }: StepContext): Promise<void> {
  const kept = await tx
    .selectFrom('earlier_results as e')
    .select(['decision', 'decided_at', 'notified_at'])
    .where('application_id', '=', before.row.id)
    .where(({ not }) => not(isVoid(sql`e.id`)))
    .orderBy('notified_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('applications')
    .set({
      decision: kept.decision,
      decided_at: kept.decided_at.toISOString(),
      notified_at: kept.notified_at.toISOString(),
    })
    .where('id', '=', before.row.id)
    .execute();
}
