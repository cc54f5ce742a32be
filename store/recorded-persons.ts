import { sql } from 'kysely';
import { after, dayOf } from '../domain/calendar.js';
import { policyOn } from '../domain/policy.js';
import type { Db, Tx } from './db.js';

/** Of people recorded by an office or a result under the 2014 Act: when the last of these rights ended, if all have. */
interface Recorded {
  readonly subjectId: string;
  readonly endedAt: Date | null;
}

/** Whether a right of theirs is on record that stands, or ended too short a while ago to be forgotten. */
export async function recordsAreKept(tx: Tx, subjectId: string, now: string): Promise<boolean> {
  const [recorded] = await endsOf(tx, sql`subject_id = ${subjectId}`);
  return recorded !== undefined && !isOver(recorded, now);
}

/** People of whom nothing is left but such a right, long over, and an identity. */
export async function forgettablePersons(db: Db | Tx, now: string): Promise<string[]> {
  const recorded = await endsOf(
    db,
    sql`exists (select 1 from vault_documents d where d.owner_kind = 'subject' and d.owner_id = subject_id)
      and not exists (select 1 from cases c where c.subject_id = r.subject_id and c.stage <> 'DISPOSED')`,
  );
  return recorded.filter((one) => isOver(one, now)).map(({ subjectId }) => subjectId);
}

/** A right ends on its last day, or when it is ended before; one without either stands. */
async function endsOf(db: Db | Tx, which: ReturnType<typeof sql>): Promise<Recorded[]> {
  const { rows } = await sql<Recorded>`
    select subject_id as "subjectId", case when bool_and(ends is not null) then max(ends) end as "endedAt" from (
      select subject_id, least(ended_at, (last_day + 1)::timestamp at time zone 'Asia/Tokyo') as ends from office_records
      union all
      select subject_id, least(ended_at, (last_valid_day + 1)::timestamp at time zone 'Asia/Tokyo') from sds_results) r
    where ${which} group by subject_id order by subject_id`.execute(db);
  return rows;
}

function isOver({ endedAt }: Recorded, now: string): boolean {
  if (endedAt === null) return false;
  const ended = endedAt.toISOString();
  return after(ended, policyOn(dayOf(ended)).periods.RETENTION_RECORDED) <= now;
}
