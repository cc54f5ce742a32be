import { sql } from 'kysely';
import type { Tx } from './db.js';
import { isVoid } from './void-notices.js';

/** The list of assessed persons (適性評価者名簿): who was assessed, the outcome that was told, and nothing about the rest. */
export interface AssessedPerson {
  readonly subjectId: string;
  readonly organId: string;
  readonly contractorId: string | null;
  readonly outcome: 'FOUND' | 'NOT_FOUND';
  readonly notifiedAt: string;
}

/** Results of assessments that were notified, of these contractors' people, oldest first (Art. 13(2)). */
export async function assessedPersonsOf(tx: Tx, contractors: readonly string[]): Promise<AssessedPerson[]> {
  const { rows } = await sql<Omit<AssessedPerson, 'notifiedAt'> & { notifiedAt: Date }>`
    select c.subject_id as "subjectId", c.organ_id as "organId", c.contractor_id as "contractorId",
      case when a.notified_at is null then e.decision else a.decision end as outcome,
      coalesce(a.notified_at, e.notified_at) as "notifiedAt"
    from cases c join applications a on a.id = c.id
      -- While a decision is taken anew, what was notified before stands outside.
      left join lateral (select r.decision, r.notified_at from earlier_results r where r.application_id = a.id
        and not ${isVoid(sql`r.id`)}
        order by r.notified_at desc limit 1) e on true
    where c.kind = 'application' and c.contractor_id = any (${[...contractors]})
      and coalesce(a.notified_at, e.notified_at) is not null
      and (a.notified_at is null or a.decision is not null) and a.not_conducted_reason is null and c.stage <> 'DISPOSED'
    order by coalesce(a.notified_at, e.notified_at), c.id`.execute(tx);
  return rows.map(({ notifiedAt, ...row }) => ({ ...row, notifiedAt: notifiedAt.toISOString() }));
}
