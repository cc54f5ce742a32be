import type { Tx } from './db.js';

export async function conflictedWith(tx: Tx, subjectId: string): Promise<string[]> {
  const rows = await tx.selectFrom('conflicts').select('sub').where('subject_id', '=', subjectId).execute();
  return rows.map((row) => row.sub);
}
