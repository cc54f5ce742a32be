import { sql } from 'kysely';
import type { Tx } from './db.js';

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
      a.decision as outcome, a.notified_at as "notifiedAt"
    from cases c join applications a on a.id = c.id
    where c.kind = 'application' and c.contractor_id = any (${[...contractors]}) and a.notified_at is not null
      and a.decision is not null and a.not_conducted_reason is null and c.stage <> 'DISPOSED'
    order by a.notified_at, c.id`.execute(tx);
  return rows.map(({ notifiedAt, ...row }) => ({ ...row, notifiedAt: notifiedAt.toISOString() }));
}
