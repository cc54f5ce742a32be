import { sql } from 'kysely';
import { dayBeside, startOfDay } from '../domain/calendar.js';
import type { Source } from '../domain/checks.js';
import {
  type Days,
  type Extension,
  extensionOf,
  movedBy,
  OUTAGE_MOVES,
  type OutageCause,
  type OutageKind,
} from '../domain/outages.js';
import type { DeadlineKind } from '../domain/policy.js';
import type { Tx } from './db.js';
import type { StepContext } from './step.js';

/** Outages of an organ, and the deadlines they move. */
export interface Outage extends Days {
  readonly id: string;
  readonly organId: string;
  readonly kind: OutageKind;
  readonly source: Source | null;
  readonly cause: OutageCause;
  /** Where the organ keeps what it knows of it. */
  readonly reference: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly confirmedAt: string | null;
}

/** One of them, by its id. */
export async function outageOf(tx: Tx, id: string): Promise<Outage | undefined> {
  const { rows } = await outageRows(sql`id = ${id}`, 1).execute(tx);
  return rows[0] && toOutage(rows[0]);
}

interface OutageRow {
  id: string;
  organ_id: string;
  kind: OutageKind;
  source: Source | null;
  cause: OutageCause;
  reference: string;
  first_day: string;
  last_day: string;
  recorded_at: Date;
  recorded_by: string;
  confirmed_at: Date | null;
}

export function outageRows(which: ReturnType<typeof sql>, limit: number) {
  return sql<OutageRow>`
    select id, organ_id, kind, source, cause, reference, first_day::text as first_day, last_day::text as last_day,
      recorded_at, recorded_by, confirmed_at
    from outages where ${which} order by recorded_at desc, id limit ${limit}`;
}

export function toOutage(row: OutageRow): Outage {
  return {
    id: row.id,
    organId: row.organ_id,
    kind: row.kind,
    source: row.source,
    cause: row.cause,
    reference: row.reference,
    first: row.first_day,
    last: row.last_day,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
  };
}

/** What the step means: its deadlines, and what the sources are told, are moved. Once for each outage. */
export function move(action: Extension) {
  return async ({ tx, before, details }: StepContext): Promise<void> => {
    const outage = await outageOf(tx, details.outage ?? '');
    if (!outage) throw new Error('an extension without its outage');
    const caseId = before.row.id;
    for (const { id, requestId, days, dueAt, dueBefore } of movesOf(
      await running(tx, outage, caseId),
      outage,
      action,
    )) {
      await tx
        .insertInto('outage_moves')
        .values({
          outage_id: outage.id,
          deadline_id: id,
          case_id: caseId,
          days,
          due_before: dueBefore,
          due_after: dueAt,
        })
        .execute();
      await tx.updateTable('deadlines').set({ due_at: dueAt }).where('id', '=', id).execute();
      if (requestId)
        await tx.updateTable('checks').set({ due_at: dueAt }).where('request_id', '=', requestId).execute();
    }
  };
}

interface RunningDeadline {
  readonly id: string;
  readonly caseId: string;
  readonly kind: DeadlineKind;
  readonly requestId: string | null;
  readonly from: string;
  readonly dueAt: string;
  readonly counted: readonly Days[];
}

export function movesOf(found: readonly RunningDeadline[], outage: Days, action: Extension) {
  return found
    .filter(({ kind }) => extensionOf(kind) === action)
    .flatMap((one) => {
      const moved = movedBy(one, outage);
      return moved ? [{ id: one.id, requestId: one.requestId, dueBefore: one.dueAt, ...moved }] : [];
    });
}

/** Open deadlines of the kinds it moves that it may touch, and by which outages each was moved before. */
export async function running(tx: Tx, outage: Outage, caseId?: string): Promise<RunningDeadline[]> {
  const { organId, kind, source, first, last } = outage;
  const { rows } = await sql<{
    id: string;
    case_id: string;
    kind: DeadlineKind;
    request_id: string | null;
    set_at: Date;
    due_at: Date;
    counted: Days[];
  }>`
    select d.id, d.case_id, d.kind, d.request_id, s.at as set_at, d.due_at,
      (select coalesce(jsonb_agg(jsonb_build_object('first', o.first_day, 'last', o.last_day)), '[]')
        from outage_moves m join outages o on o.id = m.outage_id where m.deadline_id = d.id) as counted
    from deadlines d
    join cases c on c.id = d.case_id
    join commands s on s.case_id = d.case_id and s.seq = d.set_seq
    left join checks k on k.request_id = d.request_id
    where c.organ_id = ${organId} and not c.ended and d.closed_at is null
      and d.kind = any (${[...OUTAGE_MOVES[kind]]})
      and (${source}::text is null or k.source = ${source})
      and d.due_at > ${startOfDay(first)} and s.at < ${startOfDay(dayBeside(last, 1))}
      ${caseId === undefined ? sql`` : sql`and d.case_id = ${caseId}`}
    order by d.case_id, d.due_at, d.id
  `.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    requestId: row.request_id,
    from: row.set_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    counted: row.counted,
  }));
}
