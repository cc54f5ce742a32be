import { sql } from 'kysely';
import { startOfDay } from '../../domain/calendar.js';
import { advanceCase } from '../../store/advance.js';
import type { Tx } from '../../store/db.js';
import { dispose } from '../../store/retention.js';

/** The cases of one person with one organ: what one line tells of, and all that a deadline of it can touch. */
export interface Bundle {
  readonly subjectId: string;
  readonly organId: string;
}

/** When the `nth` leg of a line was, on a day that many days before `today`: in office hours, in order. */
export function momentOf(today: string, daysAgo: number, nth: number): string {
  const minutes = 9 * 60 + nth * 17;
  // Japan keeps one offset all year, so a day is a day.
  return new Date(Date.parse(startOfDay(today)) - daysAgo * 86_400_000 + minutes * 60_000).toISOString();
}

/**
 * What time alone did up to `until`, each thing at the moment it was due, as the workflow would have had it done, and
 * for files whose time was over the nightly retention.
 * Returns when the next thing is due.
 */
export async function letTimePass(tx: Tx, of: Bundle, until: string): Promise<string> {
  for (;;) {
    const due = await tx
      .selectFrom('deadlines as d')
      .innerJoin('cases as c', 'c.id', 'd.case_id')
      .select(['d.id', 'd.case_id', 'd.kind', 'd.due_at', 'd.handled_by'])
      .where('c.subject_id', '=', of.subjectId)
      .where('c.organ_id', '=', of.organId)
      .where('d.closed_at', 'is', null)
      .orderBy('d.due_at')
      .limit(1)
      .executeTakeFirst();
    const dueAt = due?.due_at.toISOString() ?? NEVER;
    if (!due || dueAt > until) return dueAt;
    if (due.handled_by === 'workflow') await advanceCase(tx, due.case_id, dueAt);
    else await dispose(tx, { deadlineId: due.id, caseId: due.case_id, kind: due.kind }, dueAt);
  }
}
const NEVER = '9999-12-31T00:00:00.000Z';

/** What has been done since the workflow last looked is seen to: answers all in, cases opened or moved by others. */
export async function settle(tx: Tx, of: Bundle, now: string): Promise<void> {
  const unseen = await tx
    .selectFrom('cases')
    .select('id')
    .where('subject_id', '=', of.subjectId)
    .where('organ_id', '=', of.organId)
    .whereRef('handled_seq', '<', 'rung_seq')
    .execute();
  for (const { id } of unseen) await advanceCase(tx, id, now);
}

/**
 * The messages of a past that nobody lived are owed to nobody. What stays: a bell for each open case, which starts its
 * workflow, and what the source of each open question must still hear.
 */
export async function forgetOldMessages(tx: Tx): Promise<void> {
  await sql`
    delete from outbox o where kind = 'COMPLETE'
      or (kind = 'PUSH' and not exists (select 1 from checks k
        where k.request_id = (o.payload ->> 'requestId')::uuid and k.status = 'OPEN'))
      or (kind = 'RING' and (exists (select 1 from cases c where c.id = o.case_id and c.ended)
        or exists (select 1 from outbox n where n.lane = o.lane and n.kind = 'RING' and n.id > o.id)))
  `.execute(tx);
}
