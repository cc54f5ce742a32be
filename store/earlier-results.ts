import { randomUUID } from 'node:crypto';
import type { CaseState } from './case-rows.js';
import type { EarlierResult } from '../domain/outward.js';
import { servedAt } from '../domain/service.js';
import type { Tx } from './db.js';
import type { StepDetails } from './step.js';

/** What was notified before an upheld grievance reopened the decision, oldest first. */
export async function earlierResultsOf(tx: Tx, applicationId: string): Promise<EarlierResult[]> {
  const rows = await tx
    .selectFrom('earlier_results as e')
    .leftJoin('void_notices as v', 'v.earlier_result_id', 'e.id')
    .select(['e.id', 'e.decision', 'e.decided_at', 'e.notified_at', 'v.voided_at'])
    .where('e.application_id', '=', applicationId)
    .orderBy('e.notified_at')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    decision: row.decision,
    decidedAt: row.decided_at.toISOString(),
    notifiedAt: row.notified_at.toISOString(),
    ...(row.voided_at ? { voidedAt: row.voided_at.toISOString() } : {}),
  }));
}

/**
 * Keeps the result that was notified as it was, once: a decision may have been reopened and not taken anew.
 * @returns the id of the row
 */
export async function keepNotified(
  tx: Tx,
  { row, application }: Pick<CaseState, 'row' | 'application'>,
): Promise<string> {
  if (!application?.decision || !application.decided_at || !application.notified_at)
    throw new Error('a result kept that was never notified');
  await tx
    .insertInto('earlier_results')
    .values({
      id: randomUUID(),
      application_id: row.id,
      decision: application.decision,
      decided_at: application.decided_at.toISOString(),
      notified_at: application.notified_at.toISOString(),
    })
    .onConflict((c) => c.columns(['application_id', 'notified_at']).doNothing())
    .execute();
  const { id } = await tx
    .selectFrom('earlier_results')
    .select('id')
    .where('application_id', '=', row.id)
    .where('notified_at', '=', application.notified_at)
    .executeTakeFirstOrThrow();
  return id;
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
  { action, details }: { readonly action: string; readonly details: StepDetails },
  now: string,
): Promise<string> {
  if (application?.notified_at) return application.notified_at.toISOString();
  if (action === 'notifyResult') return servedAt(details.service, now);
  if (!facts.reopened) return now;
  const standing = (await earlierResultsOf(tx, row.id)).filter(({ voidedAt }) => voidedAt === undefined);
  return standing.at(-1)?.notifiedAt ?? now;
}
