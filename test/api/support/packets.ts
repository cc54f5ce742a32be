import type { Tx, Db } from '../../../store/db.js';

/** How many signed packets there are of a case, as whoever asks sees it. */
export async function countPackets(db: Db | Tx, caseId: string): Promise<number> {
  const rows = db.selectFrom('vault_documents').select('id').where('owner_id', '=', caseId);
  return (await rows.where('class', '=', 'DECISION_PACKET').execute()).length;
}
