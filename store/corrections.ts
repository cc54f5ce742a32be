import { type RawBuilder, sql } from 'kysely';
import { renewalOpening } from '../domain/calendar.js';
import { CLASS_CLOCKS } from '../domain/document-classes.js';
import type { Correction } from '../domain/edges.js';
import type { Facts } from '../domain/rules.js';
import { tiedTo } from './conflicts.js';
import type { Tx } from './db.js';
import { closeClocks, setDeadline } from './deadlines.js';
import { derivedId } from './derived-id.js';
import { dueOf } from '../domain/due.js';
import { pushAll, ring } from './outbox.js';
import { tellReturn } from './right-ended.js';
import { samePersons } from './same-persons.js';
import { type StepContext, SYSTEM } from './step.js';

/** Who was mistaken for whom, and what becomes of it: proposed by one person, performed by a second. */

export interface CorrectionRow {
  correction: Correction;
  correction_by: string | null;
  without_doubt: Facts['withoutDoubt'];
}

const ABOUT_CASE = [
  'proposeMistake',
  'confirmMistake',
  'dropMistake',
  'proposeDoubtVoid',
  'confirmDoubtVoid',
  'dropDoubtVoid',
];
const ABOUT_NOTICE = ['proposeNoticeVoid', 'confirmNoticeVoid', 'dropNoticeVoid', 'notifyResult'];
const NOTIFIED: ReadonlySet<string> = new Set(['PLEDGE_PENDING', 'PLEDGE_OVERDUE', 'CLEARED', 'CLOSED']);

/** As columns of the one statement that gathers a case's facts. A proposal stands until it is confirmed or dropped. */
export function correctionColumns(of: {
  id: string;
  subject_id: string;
  stage: string;
}): RawBuilder<unknown> {
  // What was said of a notice says nothing of the next one, and nothing of who was nominated.
  const about = NOTIFIED.has(of.stage) ? ABOUT_NOTICE : ABOUT_CASE;
  const last = sql`select p.action, p.sub from commands p where p.case_id = ${of.id} and p.action = any (${about})
    order by p.seq desc limit 1`;
  return sql`
    coalesce((select case when l.action like 'propose%' then 'OPEN' else 'NONE' end from (${last}) l), 'NONE') as correction,
    (select case when l.sub = any (${tiedTo(sql`${of.subject_id}::uuid`)})
      then null else l.sub end from (${last}) l where l.action like 'propose%') as correction_by,
    -- What was reported while it was suspended waits for a person as it would have without the notice.
    (select case when d.from_stage = 'ACTIVE' and exists(select 1 from commands r
          where r.case_id = d.case_id and r.action in ('reportChange', 'reportAsOther') and r.seq > d.seq) then 'REVIEW' else d.from_stage end
      from commands d join clearances cl on cl.id = d.case_id and cl.doubt_served_at is not null
      where d.case_id = ${of.id} and d.action = 'serveDoubtNotice' order by d.seq desc limit 1) as without_doubt`;
}

/**
 * The case was about the wrong person. Nothing that was gathered is read any more (the database sees to it, migration
 * 0020); every source that was asked is told to delete, not only those that have not answered; and a clock runs after which
 * it is destroyed. The case itself stays as long as any other that was not conducted, so that nobody outside can tell.
 */
export async function endMistaken(context: StepContext): Promise<void> {
  await sealGathered(context);
  const { tx, before } = context;
  const proposed = await tx
    .selectFrom('commands')
    .select('details')
    .where('case_id', '=', before.row.id)
    .where('action', '=', 'proposeMistake')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { signInElsewhere } = (proposed?.details ?? {}) as { signInElsewhere?: boolean };
  if (signInElsewhere === true) await sql`select sekisho_end_sign_in(${before.row.id}::uuid)`.execute(tx);
  const { clearance_id: clearanceId } = before.application ?? {};
  if (before.facts.ground === 'RENEWAL' && clearanceId) await renewAgain(context, clearanceId);
  // What its result had ended, before the notice of it was void, was somebody else's to lose.
  await tellReturn(tx, { organId: before.row.organ_id, subjectId: before.row.subject_id }, context.now);
}

/** A reassessment whose notice was void. One that had been told its result keeps it: that was no mistake. */
export async function endReassessment(context: StepContext): Promise<void> {
  if (context.edge.endsAs) await sealGathered(context);
}

async function sealGathered({ tx, now, seq, before }: StepContext): Promise<void> {
  const caseId = before.row.id;
  const answered = await tx
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', caseId)
    // Those that had not answered have been told with the end of the case.
    .where('status', '=', 'ANSWERED')
    .where('reused', '=', false)
    .execute();
  // What was proposed or decided of the wrong person is nobody's to see in a list either; the step that did keeps it.
  await tx.updateTable('applications').set({ decision: null }).where('id', '=', caseId).execute();
  const requests = answered.map(({ request_id }) => request_id);
  await pushAll(tx, caseId, requests, 'check.cancelled');
  const kind = 'GATHERED_BY_MISTAKE';
  await setDeadline(tx, { caseId, seq, kind, dueAt: dueOf(kind, now, before.periods) });
}

/**
 * A doubt notice that should not have been served: the clearance is again what it was, from this moment and never for the
 * time before. Who was told no meanwhile was told rightly. What was begun by it ends, and a renewal it had taken over is
 * opened anew, the normal way.
 */
export async function voidDoubt(context: StepContext): Promise<void> {
  const { tx, before } = context;
  const { clearance, row } = before;
  const reassessment = clearance?.doubt_application_id;
  // The notice itself stays where it was recorded: as the step that served it, with its time.
  await tx
    .updateTable('clearances')
    .set({ doubt_served_at: null, doubt_application_id: null })
    .where('id', '=', row.id)
    .execute();
  if (reassessment && (await isOpen(tx, reassessment)))
    await context.take({
      caseId: reassessment,
      action: 'voidReassessment',
      actor: SYSTEM,
      commandId: derivedId(context.commandId, 'voidReassessment'),
      details: { clearanceId: row.id },
    });
  // What it ended by another record of the person is back, wherever this one stands; its own return is told with the step.
  await tellReturn(tx, { organId: row.organ_id, subjectId: row.subject_id }, context.now);
  if (!clearance) return;
  const { renewal_application_id: renewal, last_valid_day: lastDay } = clearance;
  for (const other of await absorbedBesides(tx, row)) await renewAgain(context, other);
  // Or its time came while it was suspended, when none could be opened.
  const missed = renewal === null && renewalOpening(lastDay, before.periods.RENEWAL_LEAD) <= context.now;
  if (missed || (renewal !== null && (await wasAbsorbed(tx, renewal)))) await renewAgain(context, row.id);
}

/** No renewal was had: another may be opened, at once where its time has come. */
async function renewAgain({ tx, now }: StepContext, clearanceId: string): Promise<void> {
  await tx
    .updateTable('clearances')
    .set({ renewal_application_id: null })
    .where('id', '=', clearanceId)
    .execute();
  const held = await tx
    .selectFrom('cases')
    .select(['seq', 'ended'])
    .where('id', '=', clearanceId)
    .executeTakeFirstOrThrow();
  if (held.ended) return;
  await setDeadline(tx, { caseId: clearanceId, seq: held.seq, kind: 'RENEWAL_OPENING', dueAt: now });
  await ring(tx, clearanceId);
}

/** Clearances of other records of the person whose renewal this doubt had taken over, and no other doubt holds. */
async function absorbedBesides(tx: Tx, of: { subject_id: string; organ_id: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from cases c join clearances cl on cl.id = c.id
    where c.subject_id = any (${samePersons(sql`${of.subject_id}::uuid`)}) and c.subject_id <> ${of.subject_id}
      and c.organ_id = ${of.organ_id} and not c.ended and cl.doubt_served_at is null
      and exists (select 1 from commands m where m.case_id = cl.renewal_application_id and m.action = 'absorb')
    order by c.id`.execute(tx);
  return rows.map(({ id }) => id);
}

async function isOpen(tx: Tx, caseId: string): Promise<boolean> {
  const row = await tx.selectFrom('cases').select('ended').where('id', '=', caseId).executeTakeFirst();
  return row?.ended === false;
}

async function wasAbsorbed(tx: Tx, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('commands')
    .select('seq')
    .where('case_id', '=', caseId)
    .where('action', '=', 'absorb')
    .executeTakeFirst();
  return row !== undefined;
}

/** Its clock has run out: documents, keys and codes go; why the case was a mistake stays, and that there was one. */
export async function destroyGathered({ tx, now, before }: StepContext): Promise<void> {
  const caseId = before.row.id;
  // All of it goes now: nothing is left for a clock of its own.
  await closeClocks(tx, caseId, CLASS_CLOCKS, now);
  // Why, what was filed about it, and a paper of a grievance that still waits for its second person. Words that wait to be
  // screened go with the text they are of, by the database's own trigger (migration 0032).
  const kept = ['CORRECTION', 'GRIEVANCE', 'HOLD', 'ORIGINAL', 'UNSCREENED_TEXT'];
  await tx
    .deleteFrom('vault_documents')
    .where('owner_kind', '=', 'case')
    .where('owner_id', '=', caseId)
    .where('class', 'not in', kept)
    .execute();
  await tx
    .updateTable('vault_keys')
    .set({ kek_id: null, wrapped: null, destroyed_at: now })
    .where('owner_kind', '=', 'case')
    .where('owner_id', '=', caseId)
    .where('class', 'not in', kept)
    .where('destroyed_at', 'is', null)
    .execute();
  await tx
    .updateTable('inbox')
    .set({ answer: null, statement_id: null })
    .where('request_id', 'in', (q) =>
      q.selectFrom('checks').select('request_id').where('case_id', '=', caseId),
    )
    .execute();
  await tx
    .updateTable('checks')
    .set({ status: 'CANCELLED', finding: null })
    .where('case_id', '=', caseId)
    .execute();
  await tx
    .updateTable('applications')
    .set({ stated_items: [], inquiry_consent: '{}' })
    .where('id', '=', caseId)
    .execute();
}

/** When a correction was made of a case, for its person. Of a doubt notice: unless another was served since. */
export async function correctionMade(tx: Tx, caseId: string): Promise<{ at: string } | undefined> {
  const row = await tx
    .selectFrom('commands')
    .select(['at', 'action'])
    .where('case_id', '=', caseId)
    .where('action', 'in', ['confirmMistake', 'voidReassessment', 'confirmDoubtVoid', 'serveDoubtNotice'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && row.action !== 'serveDoubtNotice' ? { at: row.at.toISOString() } : undefined;
}
