import { sql } from 'kysely';
import { startOfDay } from '../domain/calendar.js';
import type { FollowUp, GrievanceMatter, GrievanceOutcome } from '../domain/grievance.js';
import type { Tx } from './db.js';

/** A grievance as its own pages tell of it: codes and days; its words rest sealed. */
export interface GrievanceRow {
  readonly about: GrievanceMatter | null;
  readonly late: boolean;
  readonly outcome: GrievanceOutcome | null;
  readonly followUp: FollowUp | null;
  readonly applicationId: string;
  readonly clearanceId: string | null;
  /** On paper: the day it came in. */
  readonly filedAt: string;
  readonly answeredAt: string | null;
  readonly measuresId: string | null;
  readonly reasonsId: string | null;
  /** When its answer was meant by; null for one filed before there was such a day. */
  readonly targetAt: string | null;
}

export async function grievanceRow(tx: Tx, id: string): Promise<GrievanceRow | undefined> {
  const { rows } = await sql<Found>`
    select c.opened_at, o.details ->> 'receivedOn' as received_on, g.about, g.late, g.outcome, g.follow_up, g.application_id, g.clearance_id,
      k.at as answered_at, k.details ->> 'measuresId' as measures_id, k.details ->> 'reasonsId' as reasons_id,
      (select d.due_at from deadlines d where d.case_id = g.id and d.kind = 'GRIEVANCE_TARGET'
        order by d.set_seq limit 1) as target_at
    from grievances g join cases c on c.id = g.id left join commands k on k.case_id = g.id and k.action = 'answerGrievance'
      left join commands o on o.case_id = g.id and o.action = 'openGrievance'
    where g.id = ${id}
  `.execute(tx);
  const row = rows[0];
  return (
    row && {
      about: row.about,
      late: row.late,
      outcome: row.outcome,
      followUp: row.follow_up,
      applicationId: row.application_id,
      clearanceId: row.clearance_id,
      filedAt: row.received_on === null ? row.opened_at.toISOString() : startOfDay(row.received_on),
      answeredAt: row.answered_at?.toISOString() ?? null,
      measuresId: row.measures_id,
      reasonsId: row.reasons_id,
      targetAt: row.target_at?.toISOString() ?? null,
    }
  );
}

interface Found {
  about: GrievanceMatter | null;
  late: boolean;
  outcome: GrievanceOutcome | null;
  follow_up: FollowUp | null;
  application_id: string;
  clearance_id: string | null;
  opened_at: Date;
  received_on: string | null;
  answered_at: Date | null;
  measures_id: string | null;
  reasons_id: string | null;
  target_at: Date | null;
}

/** Whether anybody ever filed a grievance about this application, this clearance, or one that began with it. */
export async function hasGrievance(tx: Tx, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('grievances')
    .select('id')
    .where((e) => e.or([e('application_id', '=', caseId), e('clearance_id', '=', caseId)]))
    .executeTakeFirst();
  return row !== undefined;
}

/** Those that whoever is in charge of these organs is to see to, newest first: overdue, or answered with measures. */
export async function overseenGrievances(tx: Tx, organs: readonly string[]): Promise<string[]> {
  if (organs.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select c.id from cases c join grievances g on g.id = c.id
    where c.kind = 'grievance' and c.organ_id = any (${[...organs]}::uuid[])
      and (c.stage = 'GRIEVANCE_OVERDUE'
        or (c.stage = 'GRIEVANCE_ANSWERED' and g.about = 'CONDUCT' and g.outcome in ('UPHELD', 'PARTLY')))
    order by c.ended, c.opened_at desc, c.id limit ${MOST_OVERSEEN}
  `.execute(tx);
  return rows.map(({ id }) => id);
}
const MOST_OVERSEEN = 30;
