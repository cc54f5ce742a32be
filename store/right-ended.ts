import { sql } from 'kysely';
import { dayBeside, dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import { rightOf } from '../domain/handling.js';
import { chaseFrom, mayEndRight, mayReturnRight, type Recipient } from '../domain/right-ended.js';
import type { ClearanceStage } from '../domain/stages.js';
import type { CaseState } from './case-state.js';
import { basisEndedOn } from './certified.js';
import { type Db, isTransient, type Tx } from './db.js';
import { momentOf, rightColumns, rightFacts, type RightRow } from './handling-right.js';
import { writeLedger } from './ledger.js';
import { samePersons, samePersonsOf } from './same-persons.js';

/** That a right has ended, for everybody whose business it is: which day, and never why (Art. 11, 16). */
export interface RightEndedNotice {
  readonly id: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly recipient: Recipient;
  readonly itemId: string | null;
  readonly contractorId: string | null;
  /** Who keeps the item now, for the notice of a custodian. */
  readonly custodian: string | null;
  readonly endedOn: string;
  readonly toldAt: string;
  readonly remindAt: string;
  readonly overdueAt: string;
  readonly acknowledgedAt: string | null;
  /** Since when the person may handle again: nobody is to see any more that they do not, but that they may. */
  readonly returnedOn: string | null;
}

/**
 * After a step on a clearance, in its transaction: if the person had the right by it and has it by nothing else either, the
 * lists end and all are told. Asked again under the locks the step holds.
 */
export async function tellIfRightEnded(
  tx: Tx,
  before: CaseState,
  to: ClearanceStage,
  now: string,
): Promise<void> {
  const { row, clearance } = before;
  if (row.kind !== 'clearance' || !clearance) return;
  const from = row.stage as ClearanceStage;
  if (mayReturnRight(from, to))
    return tellReturn(tx, { organId: row.organ_id, subjectId: row.subject_id }, now);
  if (!mayEndRight(from, to, clearance.pledged_at !== null)) return;
  const of = { organId: row.organ_id, subjectId: row.subject_id, contractorId: row.contractor_id };
  const day = await endedOn(tx, before, now);
  await tellEnd(tx, of, day, now);
  for (const subjectId of await otherRecords(tx, of))
    await tellEnd(tx, { ...of, subjectId, contractorId: null }, day, now);
}

/** Other records of the person by which they had the right at that organ, or are listed there: it ends with this one's. */
async function otherRecords(tx: Tx, { organId, subjectId }: Of): Promise<string[]> {
  const persons = (await samePersonsOf(tx, subjectId)).filter((one) => one !== subjectId);
  if (persons.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select p.id from unnest(${persons}::uuid[]) p (id) where exists (
      select 1 from cases c where c.subject_id = p.id and c.organ_id = ${organId} and c.stage in ('ACTIVE', 'REVIEW'))
    or exists (select 1 from item_handlers h join information_items i on i.id = h.item_id
      where h.subject_id = p.id and i.organ_id = ${organId} and h.ended_at is null)`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The day with which it ended: today, or the one before on which its ten years, or its ground in Art. 10, ran out. */
async function endedOn(tx: Tx, { row, clearance, facts }: CaseState, now: string): Promise<string> {
  const basis =
    facts.certified || row.contractor_id === null
      ? null
      : await basisEndedOn(tx, { contractorId: row.contractor_id, organId: row.organ_id }, now);
  const days = [dayOf(now), clearance?.last_valid_day ?? dayOf(now), basis ?? dayOf(now)];
  return days.sort()[0] ?? dayOf(now);
}

interface Of {
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
}

/** How many were told: none where the person may still handle, by whatever else they hold. */
export async function tellEnd(tx: Tx, of: Of, day: string, now: string): Promise<number> {
  if (await mayStillHandle(tx, of, now)) return 0;
  const { remindAt, overdueAt } = chaseFrom(now);
  const { rows } = await sql<{ told: number }>`select sekisho_tell_right_ended(${of.subjectId}, ${of.organId},
    ${of.contractorId}::uuid, ${day}::date, ${now}::timestamptz, ${remindAt}::timestamptz, ${overdueAt}::timestamptz) as told`.execute(
    tx,
  );
  await writeLedger(tx, {
    at: now,
    event: 'RightEndTold',
    article: 'Art. 11, 16; Standards: handler list',
    caseId: null,
    organId: of.organId,
    subjectId: of.subjectId,
    sub: null,
    role: 'System',
    purpose: 'PROTECTION',
    details: { endedOn: day },
  });
  return rows[0]?.told ?? 0;
}

/**
 * Whoever was told that it ended is told that it is on again, whatever brought it back and whether or not they had
 * answered; and is asked for no answer any more. Nobody is, where the person may not handle after all.
 */
export async function tellReturn(tx: Tx, of: Omit<Of, 'contractorId'>, now: string): Promise<void> {
  if (!(await mayStillHandle(tx, of, now))) return;
  const { rows } = await sql<{
    told: number;
  }>`select sekisho_tell_right_returned(${of.subjectId}, ${of.organId},
    ${dayOf(now)}::date) as told`.execute(tx);
  if ((rows[0]?.told ?? 0) === 0) return;
  await writeLedger(tx, {
    at: now,
    event: 'RightReturnTold',
    article: 'Art. 11, 16; Standards: handler list',
    caseId: null,
    organId: of.organId,
    subjectId: of.subjectId,
    sub: null,
    role: 'System',
    purpose: 'PROTECTION',
    details: { returnedOn: dayOf(now) },
  });
}

async function mayStillHandle(tx: Tx, of: Omit<Of, 'contractorId'>, now: string): Promise<boolean> {
  const at = momentOf(now);
  const asked = { persons: samePersons(sql`${of.subjectId}::uuid`), organId: sql`${of.organId}::uuid` };
  const { rows } = await sql<RightRow>`select ${rightColumns(asked, at)}`.execute(tx);
  return rightOf(rightFacts(rows[0] ?? { results: null, sds: null, offices: null }), at).canHandle;
}

/** A night may be missed, and some; what ended before this was there to tell it is nobody's news. */
const MISSED_DAYS = 31;

/**
 * The night: offices and results under the 2014 Act whose last day is over, each told once, in its own transaction; what
 * a clearance gave is told with the step that ends it.
 */
export async function tellCalendarEnds(db: Db, now: string): Promise<{ told: number; failed: number }> {
  const { rows } = await sql<{ organId: string; subjectId: string; day: string }>`
    select organ_id as "organId", subject_id as "subjectId", max(last_day)::text as day from (
      select organ_id, subject_id, first_day as since, last_day from office_records
        where ended_at is null and last_day < ${dayOf(now)}::date and last_day >= ${dayBeside(dayOf(now), -MISSED_DAYS)}::date
      union all
      select organ_id, subject_id, notified_on, last_valid_day from sds_results
        where ended_at is null and last_valid_day < ${dayOf(now)}::date and last_valid_day >= ${dayBeside(dayOf(now), -MISSED_DAYS)}::date
    ) o where not exists (select 1 from right_ended_notices n
      where n.organ_id = o.organ_id and n.subject_id = o.subject_id and n.ended_on >= o.since)
    group by organ_id, subject_id order by 3, 1, 2`.execute(db);
  const report = { told: 0, failed: 0 };
  for (const { organId, subjectId, day } of rows) {
    try {
      const of = { organId, subjectId, contractorId: null };
      report.told += (await db.transaction().execute((tx) => tellEnd(tx, of, day, now))) > 0 ? 1 : 0;
    } catch (error) {
      if (isTransient(error)) throw error;
      report.failed += 1;
    }
  }
  return report;
}

/** The night: whoever was told and has not answered by the day is reminded, once, and the ledger says so. */
export async function chaseUnacknowledged(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const chased = await tx
      .updateTable('right_ended_notices')
      .set({ reminded_at: now })
      .where('acknowledged_at', 'is', null)
      .where('reminded_at', 'is', null)
      .where('returned_on', 'is', null)
      .where('remind_at', '<=', new Date(now))
      .returning(['id', 'organ_id', 'subject_id'])
      .execute();
    for (const { id, organ_id, subject_id } of chased)
      await writeLedger(tx, {
        at: now,
        event: 'RightEndChased',
        article: 'policy: reminders',
        caseId: null,
        organId: organ_id,
        subjectId: subject_id,
        sub: null,
        role: 'System',
        purpose: 'OPERATION',
        details: { noticeId: id },
      });
    return chased.length;
  });
}

/** Those the caller's rows hold, oldest first; which of them are theirs is for the caller to say. */
export async function rightEndedNotices(
  tx: Tx,
  only: { id?: string; open?: boolean } = {},
): Promise<RightEndedNotice[]> {
  const rows = await tx
    .selectFrom('right_ended_notices as n')
    .leftJoin('item_custodians as k', (on) =>
      on.onRef('k.item_id', '=', 'n.item_id').on('k.ended_at', 'is', null),
    )
    .selectAll('n')
    .select('k.sub as custodian')
    .$if(only.id !== undefined, (q) => q.where('n.id', '=', only.id ?? ''))
    .$if(only.open === true, (q) => q.where(isOpen))
    .orderBy('n.told_at')
    .orderBy('n.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organId: row.organ_id,
    subjectId: row.subject_id,
    recipient: row.recipient,
    itemId: row.item_id,
    contractorId: row.contractor_id,
    custodian: row.custodian,
    endedOn: row.ended_on,
    toldAt: row.told_at.toISOString(),
    remindAt: row.remind_at.toISOString(),
    overdueAt: row.overdue_at.toISOString(),
    acknowledgedAt: (row.returned_on ? row.returned_seen_at : row.acknowledged_at)?.toISOString() ?? null,
    returnedOn: row.returned_on,
  }));
}

/** An end that nobody has said they know; or a return that they have not seen. */
const isOpen = sql<boolean>`case when n.returned_on is null then n.acknowledged_at else n.returned_seen_at end is null`;

/** @throws Refused NOT_FOUND where it was acknowledged already. */
export async function acknowledge(tx: Tx, id: string, { by, now }: { by: string; now: string }) {
  const notice = tx.updateTable('right_ended_notices').where('id', '=', id);
  const { numUpdatedRows: seen } = await notice
    .set({ returned_seen_at: now, returned_seen_by: by })
    .where('returned_on', 'is not', null)
    .where('returned_seen_at', 'is', null)
    .executeTakeFirst();
  if (seen === 1n) return;
  const { numUpdatedRows } = await notice
    .set({ acknowledged_at: now, acknowledged_by: by })
    .where('returned_on', 'is', null)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused('NOT_FOUND');
}
