import type { CaseState } from './case-state.js';
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

/**
 * From when a file is kept that ends now: the notice of its result where there was one. Of a decision that is not taken anew
 * after all, the notice that stands again.
 */
export async function retentionFrom(
  tx: Tx,
  { row, application, facts }: Pick<CaseState, 'row' | 'application' | 'facts'>,
  action: string,
  now: string,
): Promise<string> {
  if (application?.notified_at) return application.notified_at.toISOString();
  if (!facts.reopened || action === 'notifyResult') return now;
  return (await earlierResultsOf(tx, row.id)).at(-1)?.notifiedAt ?? now;
}
