import { sql } from 'kysely';
import { renewalOpening } from '../domain/calendar.js';
import { hasEnded } from '../domain/stages.js';
import { setDeadline } from './deadlines.js';
import { derivedId } from './derived-id.js';
import { leftBehindOf } from './moves.js';
import { dueOf } from '../domain/due.js';
import { closeClocks } from './deadlines.js';
import { forgetPerson } from './persons.js';
import { tellReturn } from './right-ended.js';
import { samePersons } from './same-persons.js';
import { forOrgan } from './scope.js';
import { type Opening, type StepContext, SYSTEM } from './step.js';
import { destroyVault } from './vault.js';
import { wasVoided } from './void-notices.js';

/** What assessments do to clearances, and clearances to assessments. Locks: the clearance is always locked first. */

/** The pledge is signed: the clearance starts, counted from its notification; the one it follows is superseded. */
export async function startClearance(context: StepContext): Promise<void> {
  // It may be of another record of theirs, which whoever signs does not see: what was left behind under a former name.
  await forOrgan(context.tx, context.before.row.organ_id, async () => {
    await supersede(context, [...(await heldBefore(context)), ...(await leftBehindBesides(context))]);
  });
  await grant(context);
}

/**
 * The pledge was never signed: the positive result stays, out of force, and may be reinstated with a new pledge. Where
 * an earlier clearance is still in force, that one simply goes on to its own end (reading). A doubted one has nothing to
 * go on with, nor has one that was left behind with another employer: this result takes its place, or the person could never
 * be reinstated.
 */
export async function lapseUnpledged(context: StepContext): Promise<void> {
  const old = await heldBefore(context);
  if (old.length > 0 && context.before.facts.ground === 'RENEWAL') return;
  await supersede(context, [...old, ...(await leftBehindBesides(context))]);
  await grant(context);
  await context.take({
    caseId: await clearanceOf(context),
    action: 'lapse',
    actor: SYSTEM,
    commandId: derivedId(context.commandId, 'lapse'),
    details: { reason: 'UNPLEDGED' },
  });
}

async function supersede(context: StepContext, old: readonly string[]): Promise<void> {
  for (const [n, caseId] of old.entries())
    await context.take({
      caseId,
      action: 'supersede',
      actor: SYSTEM,
      commandId: derivedId(context.commandId, each('supersede', n, caseId)),
      details: { clearanceId: await clearanceOf(context) },
    });
}

/** The first has the name it always had: a step that is repeated across a release is found again. */
function each(name: string, n: number, caseId: string): string {
  return n === 0 ? name : `${name}/${caseId}`;
}

/** A negative result of a renewal or a reassessment ends the right at its notification (reading). */
export async function revokeByNegativeResult(context: StepContext): Promise<void> {
  const old = [...(await heldBefore(context)), ...(await leftBehindBesides(context))];
  for (const [n, caseId] of old.entries())
    await context.take({
      caseId,
      action: 'revokeByResult',
      actor: SYSTEM,
      commandId: derivedId(context.commandId, each('revokeByResult', n, caseId)),
      details: { applicationId: context.before.row.id },
    });
}

/**
 * A doubt notice is served: the right to handle ends in this transaction, the organ's open renewal is absorbed, and the
 * reassessment waits for the person's own fresh consent (Art. 12(1)(iii), 12(3)).
 */
export async function startReassessment(context: StepContext): Promise<void> {
  const { tx, now, before } = context;
  await absorbRenewals(context);
  const applicationId = derivedId(context.commandId, 'reassessment');
  await context.open({
    ...follows(context),
    caseId: applicationId,
    kind: 'application',
    action: 'openReassessment',
    commandId: derivedId(context.commandId, 'openReassessment'),
    ground: 'DOUBT',
    details: { clearanceId: before.row.id, ...(context.details.text ? { text: context.details.text } : {}) },
  });
  await tx
    .updateTable('clearances')
    .set({ doubt_served_at: now, doubt_application_id: applicationId })
    .where('id', '=', before.row.id)
    .execute();
}

/** Whichever record of the person it is under: one human being is doubted, and not one of their names. */
async function absorbRenewals(context: StepContext): Promise<void> {
  const { row } = context.before;
  const open = await context.tx
    .selectFrom('cases as c')
    .innerJoin('applications as a', 'a.id', 'c.id')
    .select('c.id')
    .where('c.organ_id', '=', row.organ_id)
    .where('c.subject_id', '=', sql<string>`any (${samePersons(sql`${row.subject_id}::uuid`)})`)
    .where('c.ended', '=', false)
    .where('a.ground', '=', 'RENEWAL')
    // Its own first.
    .orderBy((e) => e('c.subject_id', '<>', row.subject_id))
    .orderBy('c.id')
    .execute();
  for (const [n, { id }] of open.entries())
    await context.take({
      caseId: id,
      action: 'absorb',
      actor: SYSTEM,
      commandId: derivedId(context.commandId, each('absorb', n, id)),
    });
}

/** Twelve months ahead: an application that serves no notice until the organ confirms that the need goes on. */
export async function proposeRenewal(context: StepContext): Promise<void> {
  const applicationId = derivedId(context.commandId, 'renewal');
  await context.open({
    ...follows(context),
    caseId: applicationId,
    kind: 'application',
    action: 'proposeRenewal',
    commandId: derivedId(context.commandId, 'proposeRenewal'),
    ground: 'RENEWAL',
    details: { clearanceId: context.before.row.id },
  });
  await context.tx
    .updateTable('clearances')
    .set({ renewal_application_id: applicationId })
    .where('id', '=', context.before.row.id)
    .execute();
}

/** Back in force without a new assessment, but not before a new pledge; a missed renewal opening is set again. */
export async function reinstate(context: StepContext): Promise<void> {
  const { tx, before } = context;
  const { clearance } = before;
  if (!clearance) throw new Error('a clearance without its row');
  await tx.updateTable('clearances').set({ pledged_at: null }).where('id', '=', before.row.id).execute();
  const opening = renewalOpening(clearance.last_valid_day, before.periods.RENEWAL_LEAD);
  if (clearance.renewal_application_id === null && opening <= context.now)
    await setDeadline(tx, {
      caseId: before.row.id,
      seq: context.seq,
      kind: 'RENEWAL_OPENING',
      dueAt: opening,
    });
}

/** Its time runs on as it did; what of it was over when it ended is not set again. */
export async function returnWithNotice({ tx, now, seq, before: { row, clearance, periods } }: StepContext) {
  if (!clearance) throw new Error('a clearance without its row');
  await tx.updateTable('clearances').set({ superseded_by: null }).where('id', '=', row.id).execute();
  const of = { caseId: row.id, seq };
  await setDeadline(tx, { ...of, kind: 'EXPIRY', dueAt: clearance.expires_at.toISOString() });
  const opening = renewalOpening(clearance.last_valid_day, periods.RENEWAL_LEAD);
  // One that has passed, whoever reinstates it sets.
  if (clearance.renewal_application_id === null && opening > now)
    await setDeadline(tx, { ...of, kind: 'RENEWAL_OPENING', dueAt: opening });
}

/** A renewal that the calendar ended for want of a basis was none: with a new basis another may be opened. */
export async function forgetRenewal({ tx, before }: StepContext): Promise<void> {
  await tx
    .updateTable('clearances')
    .set({ renewal_application_id: null })
    .where('renewal_application_id', '=', before.row.id)
    .where('id', '=', before.application?.clearance_id ?? null)
    .execute();
}

export async function renewPledge({ tx, now, before }: StepContext): Promise<void> {
  await tx.updateTable('clearances').set({ pledged_at: now }).where('id', '=', before.row.id).execute();
  await tellReturn(tx, { organId: before.row.organ_id, subjectId: before.row.subject_id }, now);
}

export async function noteSuccessor({ tx, before, details }: StepContext): Promise<void> {
  await tx
    .updateTable('clearances')
    .set({ superseded_by: details.clearanceId ?? null })
    .where('id', '=', before.row.id)
    .execute();
}

/**
 * Retention has ended: keys and documents go. What the rows held went with the stage itself, by the database's own
 * trigger (migrations 0008 and 0009); they and the ledger stay, without content, as proof of disposal.
 */
export async function destroyFile({ tx, now, before }: StepContext): Promise<void> {
  await destroyVault(tx, { kind: 'case', id: before.row.id }, now);
  await forgetPerson(tx, before.row.subject_id, now);
}

/** The clearance this application was about, if it is still held. */
async function heldBefore({ tx, before }: StepContext): Promise<string[]> {
  const id = before.application?.clearance_id;
  if (!id) return [];
  const row = await tx.selectFrom('cases').select('stage').where('id', '=', id).executeTakeFirst();
  return row && !hasEnded('clearance', row.stage) ? [id] : [];
}

/** What the person left behind besides, under other records of theirs: of one human being there is one result here. */
async function leftBehindBesides({ tx, before }: StepContext): Promise<string[]> {
  const { row, application } = before;
  if (application?.ground !== 'NEW_HANDLER') return [];
  const all = await leftBehindOf(tx, row);
  return all.filter((id) => id !== application.clearance_id);
}

/** One notice, one clearance: its id follows from the application's, and after a void notice from the step that begins it. */
async function clearanceOf({ tx, before, commandId }: StepContext): Promise<string> {
  return derivedId((await wasVoided(tx, before.row.id)) ? commandId : before.row.id, 'clearance');
}

async function grant(context: StepContext): Promise<void> {
  await context.open({
    ...follows(context),
    caseId: await clearanceOf(context),
    kind: 'clearance',
    action: 'grant',
    commandId: derivedId(context.commandId, 'grant'),
    ground: null,
    details: { applicationId: context.before.row.id },
  });
  const { organ_id: organId, subject_id: subjectId } = context.before.row;
  await tellReturn(context.tx, { organId, subjectId }, context.now);
}

/** What a case inherits from the one it follows: the same organ, person, employer and case officers, each to be asked anew. */
function follows({
  before,
}: StepContext): Pick<Opening, 'actor' | 'organId' | 'subjectId' | 'contractorId' | 'assigned'> {
  return {
    actor: SYSTEM,
    organId: before.row.organ_id,
    subjectId: before.row.subject_id,
    contractorId: before.row.contractor_id,
    assigned: [...before.ties.assigned, ...before.ties.undeclared],
  };
}

/** Before it ends its holder is asked, as before a decision against them; where the scheme hears people. */
export async function putToHolder({ tx, now, seq, before }: StepContext): Promise<void> {
  if (!before.facts.steps.includes('HEARING')) return;
  const kind = 'HEARING_WINDOW';
  await setDeadline(tx, { caseId: before.row.id, seq, kind, dueAt: dueOf(kind, now, before.periods) });
}

/** Of a clearance, where the stage does not end it. */
export async function endHearing({ tx, now, before }: StepContext): Promise<void> {
  if (before.row.kind === 'clearance') await closeClocks(tx, before.row.id, ['HEARING_WINDOW'], now);
}
