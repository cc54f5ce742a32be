import { sql } from 'kysely';
import type { Grant, Role } from '../domain/roles.js';
import { conflictedWith } from './conflicts.js';
import type { Db, Tx } from './db.js';

interface GrantRow {
  role: Role;
  organ_id: string | null;
  contractor_id: string | null;
  subject_id: string | null;
  stand_in: string | null;
  adjudicator: string | null;
  last_day: string | null;
}

/**
 * What the register lets a sign-in do; whoever is named as a stand-in for today is an adjudicator today. A token says only
 * who; never what they may.
 */
export async function grantsOf(db: Db | Tx, sub: string): Promise<Grant[]> {
  const { rows } = await sql<GrantRow>`
    select role, organ_id, contractor_id, subject_id, null::uuid as stand_in, null as adjudicator, null as last_day
    from principals where sub = ${sub}
    union all
    select 'Adjudicator', i.organ_id, null, null, i.id, i.adjudicator, i.last_day from sekisho_standing_in(${sub}) i`.execute(
    db,
  );
  return rows.map((row) => ({
    role: row.role,
    ...(row.organ_id ? { organId: row.organ_id } : {}),
    ...(row.contractor_id ? { contractorId: row.contractor_id } : {}),
    ...(row.subject_id ? { subjectId: row.subject_id } : {}),
    ...(row.stand_in
      ? { standIn: { id: row.stand_in, adjudicator: row.adjudicator, lastDay: row.last_day ?? '' } }
      : {}),
  }));
}

/** Whether this sign-in declared, or was found to have, a tie to the subject: it binds in every case about them. */
export async function isConflicted(tx: Tx, sub: string, subjectId: string): Promise<boolean> {
  return (await conflictedWith(tx, subjectId)).includes(sub);
}
