import type { EarlierResult } from '../domain/outward.js';
import type { Tx } from './db.js';

/** What was notified before an upheld grievance reopened the decision, oldest first. */
export async function earlierResultsOf(tx: Tx, applicationId: string): Promise<EarlierResult[]> {
  const rows = await tx
    .selectFrom('earlier_results')
    .select(['id', 'decision', 'decided_at', 'notified_at'])
    .where('application_id', '=', applicationId)
    .orderBy('notified_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    decision: row.decision,
    decidedAt: row.decided_at.toISOString(),
    notifiedAt: row.notified_at.toISOString(),
  }));
}

/** JSON writes an instant in the database's own way. */
export function earlierResult(row: EarlierResult): EarlierResult {
  const [decidedAt, notifiedAt] = [new Date(row.decidedAt), new Date(row.notifiedAt)];
  return { ...row, decidedAt: decidedAt.toISOString(), notifiedAt: notifiedAt.toISOString() };
}
