import { type RawBuilder, sql } from 'kysely';
import { dayBeside, dayOf, lastMomentOf } from '../domain/calendar.js';
import type { Edge } from '../domain/edges.js';
import { rightOf } from '../domain/handling.js';
import {
  chaseFrom,
  givenBesides,
  mayEndOtherRights,
  mayEndRight,
  mayReturnRight,
} from '../domain/right-ended.js';
import { servedAt } from '../domain/service.js';
import type { ClearanceStage } from '../domain/stages.js';
import type { CaseState } from './case-rows.js';
import { basisEndedOn } from './certified.js';
import { type Db, isTransient, type Tx } from './db.js';
import { momentOf, rightColumns, rightFacts, type RightRow } from './handling-right.js';
import { writeLedger } from './ledger.js';
import { samePersons, samePersonsOf } from './same-persons.js';
import { forOrgan } from './scope.js';
import type { StepDetails } from './step.js';

/** Whose right it is, or was, and at which organ; the contractor is who employs them, where the case says so. */
interface Of {
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
}

/**
 * Whoever ends one of a person's rights, or asks whether another stands, does so one after the other: two that end in the
 * same moment would each take the other for standing, and nobody would be told. Held until the end is committed.
 */
export async function lockRight(tx: Tx, { organId, subjectId }: Omit<Of, 'contractorId'>): Promise<void> {
  await lockRights(tx, organId, await samePersonsOf(tx, subjectId));
}

/** Each record of the person by itself, in one order: whoever waits was begun before two of them were joined, or after. */
export async function lockRights(tx: Tx, organId: string, persons: readonly string[]): Promise<void> {
  for (const subjectId of [...new Set(persons)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${organId}/${subjectId}`}, 7206027))`.execute(
      tx,
    );
}

/**
 * Before a step is written that may end what an office or a result under the 2014 Act gives: whether one of these gives the
 * right, and no clearance does, whose own end tells.
 */
export async function givenByOthers(tx: Tx, { row }: CaseState, edge: Edge, now: string): Promise<boolean> {
  if (!mayEndOtherRights(edge)) return false;
  const of = ofCase(row);
  await lockRight(tx, of);
  const { results } = await factsOf(tx, of, now, { persons: sql`array[${of.subjectId}::uuid]` });
  return givenBesides(await factsOf(tx, of, now), momentOf(now), results);
}

/**
 * After a step, in its transaction: if the person had the right by what it ended, and has it by nothing else either, the
 * lists end and all are told. Asked again under the locks the step holds.
 */
export async function tellIfRightEnded(
  tx: Tx,
  { before, to, byOthers, details }: EndingStep,
  now: string,
): Promise<void> {
  const { row, clearance } = before;
  const of = ofCase(row);
  const from = row.stage as ClearanceStage;
  if (clearance && mayReturnRight(from, to as ClearanceStage)) return tellReturn(tx, of, now);
  const byThis =
    clearance !== undefined && mayEndRight(from, to as ClearanceStage, clearance.pledged_at !== null);
  if (!byThis && !byOthers) return;
  const days = [byThis ? await endedOn(tx, before, now) : dayOf(now), await receivedOn(tx, details, now)];
  await tellEnd(tx, of, days.sort()[0] ?? dayOf(now), now);
}

interface EndingStep {
  readonly before: CaseState;
  readonly to: string;
  readonly byOthers: boolean;
  readonly details: StepDetails;
}

/**
 * Of a result that ends a right: the day on which its person received it, as they read it themselves. Whoever is told hears
 * of no other day, however much later it was keyed in; every other step ends with its own day.
 */
async function receivedOn(tx: Tx, { service, applicationId }: StepDetails, now: string): Promise<string> {
  if (service) return dayOf(servedAt(service, now));
  if (applicationId === undefined) return dayOf(now);
  const told = await tx
    .selectFrom('applications')
    .select('notified_at')
    .where('id', '=', applicationId)
    .where('decision', '=', 'NOT_FOUND')
    .executeTakeFirst();
  return told?.notified_at ? dayOf(told.notified_at.toISOString()) : dayOf(now);
}

/** Other records of the person by which they had the right at that organ, or are listed there: it ends with this one's. */
async function otherRecords(tx: Tx, { organId, subjectId }: Of, now: string): Promise<string[]> {
  const persons = (await samePersonsOf(tx, subjectId)).filter((one) => one !== subjectId);
  if (persons.length === 0) return [];
  const found = sql<{ id: string }>`select p.id from unnest(${persons}::uuid[]) p (id) where exists (
      select 1 from cases c where c.subject_id = p.id and c.organ_id = ${organId} and c.stage in ('ACTIVE', 'REVIEW'))
    or exists (select 1 from sds_results s where s.subject_id = p.id and s.organ_id = ${organId}
      and s.ended_at is null and s.last_valid_day >= ${dayOf(now)}::date)
    or exists (select 1 from item_handlers h join information_items i on i.id = h.item_id
      where h.subject_id = p.id and i.organ_id = ${organId} and h.ended_at is null)`;
  const { rows } = await forOrgan(tx, organId, () => found.execute(tx));
  return rows.map(({ id }) => id);
}

const ofCase = (row: CaseState['row']): Of => ({
  organId: row.organ_id,
  subjectId: row.subject_id,
  contractorId: row.contractor_id,
});

/** The day with which it ended: today, or the one before on which its ten years, or its ground in Art. 10, ran out. */
async function endedOn(tx: Tx, { row, clearance, facts }: CaseState, now: string): Promise<string> {
  const basis =
    facts.certified || row.contractor_id === null
      ? null
      : await basisEndedOn(tx, { contractorId: row.contractor_id, organId: row.organ_id }, now);
  const days = [dayOf(now), clearance?.last_valid_day ?? dayOf(now), basis ?? dayOf(now)];
  return days.sort()[0] ?? dayOf(now);
}

/**
 * That the person may not handle any more, by this record and by every other of theirs: the lists end and all are told. How
 * many were told: none where they may still handle, by whatever else they hold.
 */
export async function tellEnd(tx: Tx, of: Of, day: string, now: string): Promise<number> {
  let told = await tellEndOfRecord(tx, of, day, now);
  for (const subjectId of await otherRecords(tx, of, now))
    told += await tellEndOfRecord(tx, { ...of, subjectId, contractorId: null }, day, now);
  return told;
}

/** By one record alone. */
export async function tellEndOfRecord(tx: Tx, of: Of, day: string, now: string): Promise<number> {
  await lockRight(tx, of);
  const at = momentOf(now);
  if (rightOf(await factsOf(tx, of, now), at).canHandle) return 0;
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
  await lockRight(tx, of);
  if (!rightOf(await factsOf(tx, of, now), momentOf(now)).canHandle) return;
  // As its end was told of each record of the person, so is its return.
  for (const subjectId of await samePersonsOf(tx, of.subjectId))
    await tellReturnOf(tx, { ...of, subjectId }, now);
}

async function tellReturnOf(tx: Tx, of: Omit<Of, 'contractorId'>, now: string): Promise<void> {
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

/** By default of all records of the person, and whatever who takes the step may see of them. */
async function factsOf(
  tx: Tx,
  of: Omit<Of, 'contractorId'>,
  now: string,
  { persons = samePersons(sql`${of.subjectId}::uuid`), until }: FactsAsked = {},
) {
  const asked = { persons, organId: sql`${of.organId}::uuid` };
  const columns = sql<RightRow>`select ${rightColumns(asked, momentOf(now), until)}`;
  const { rows } = await forOrgan(tx, of.organId, () => columns.execute(tx));
  return rightFacts(rows[0] ?? { results: null, sds: null, offices: null });
}
interface FactsAsked {
  readonly persons?: RawBuilder<unknown>;
  readonly until?: string;
}

/** A night may be missed, and some; what ended before this was there to tell it is nobody's news. */
const MISSED_DAYS = 31;

/**
 * The night: offices and results under the 2014 Act whose last day is over, each told once, in its own transaction; what
 * a clearance gave is told with the step that ends it, and so is what a doubt or a negative result ended before that day.
 * Of several that ran out while nights were missed the last one that still gave the right counts, and is told alone.
 */
export async function tellCalendarEnds(db: Db, now: string): Promise<{ told: number; failed: number }> {
  const today = dayOf(now);
  const first = dayBeside(today, -MISSED_DAYS);
  const { rows } = await sql<{ organId: string; subjectId: string; day: string }>`
    select distinct organ_id as "organId", subject_id as "subjectId", last_day::text as day from (
      select organ_id, subject_id, last_day from office_records
        where ended_at is null and last_day < ${today}::date and last_day >= ${first}::date
      union all
      select organ_id, subject_id, last_valid_day from sds_results
        where ended_at is null and last_valid_day < ${today}::date and last_valid_day >= ${first}::date
    ) o order by day desc, 1, 2`.execute(db);
  const report = { told: 0, failed: 0 };
  for (const { organId, subjectId, day } of rows) {
    try {
      const of = { organId, subjectId, contractorId: null };
      report.told += (await db.transaction().execute((tx) => tellRunOut(tx, of, day, now))) > 0 ? 1 : 0;
    } catch (error) {
      if (isTransient(error)) throw error;
      report.failed += 1;
    }
  }
  return report;
}

/** Only if it still gave the right in the last moment of its last day, and nothing was told since. */
async function tellRunOut(tx: Tx, of: Of, day: string, now: string): Promise<number> {
  await lockRight(tx, of);
  const last = lastMomentOf(day);
  const { rows } = await sql<{ told: boolean }>`select exists (select 1 from right_ended_notices
    where organ_id = ${of.organId} and subject_id = ${of.subjectId} and told_at > ${last}::timestamptz) as told`.execute(
    tx,
  );
  if (rows[0]?.told !== false) return 0;
  const { results: _, ...others } = await factsOf(tx, of, last, { until: last });
  if (!rightOf({ results: [], ...others }, momentOf(last)).canHandle) return 0;
  return tellEnd(tx, of, day, now);
}
