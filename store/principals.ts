import type { Grant } from '../domain/roles.js';
import { conflictedWith } from './conflicts.js';
import type { Db, Tx } from './db.js';

/** What the register lets a sign-in do. A token says only who; never what they may. */
export async function grantsOf(db: Db | Tx, sub: string): Promise<Grant[]> {
  const rows = await db
    .selectFrom('principals')
    .select(['role', 'organ_id', 'contractor_id', 'subject_id'])
    .where('sub', '=', sub)
    .execute();
  return rows.map((row) => ({
    role: row.role,
    ...(row.organ_id ? { organId: row.organ_id } : {}),
    ...(row.contractor_id ? { contractorId: row.contractor_id } : {}),
    ...(row.subject_id ? { subjectId: row.subject_id } : {}),
  }));
}

/** Whether this sign-in declared, or was found to have, a tie to the subject: it binds in every case about them. */
export async function isConflicted(tx: Tx, sub: string, subjectId: string): Promise<boolean> {
  return (await conflictedWith(tx, subjectId)).includes(sub);
}
