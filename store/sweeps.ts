import { randomUUID } from 'node:crypto';
import type { Db } from './db.js';
import { writeLedger } from './ledger.js';

export type SweepKind = 'census' | 'retention' | 'statistics';

const EVENTS = { census: 'CensusDone', retention: 'RetentionDone', statistics: 'StatisticsDone' } as const;

/** A sweep's report: counts and codes. Kept with a ledger entry that says it was made, and repeats what is `told`. */
export async function recordSweep(
  db: Db,
  kind: SweepKind,
  report: Record<string, unknown>,
  now: string,
  told: Record<string, unknown> = {},
): Promise<void> {
  const id = randomUUID();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('sweeps')
      .values({ id, kind, at: now, report: JSON.stringify(report) })
      .execute();
    await writeLedger(tx, {
      at: now,
      event: EVENTS[kind],
      article:
        kind === 'statistics'
          ? 'Art. 19'
          : kind === 'retention'
            ? 'Standards: retention'
            : 'design: nightly census',
      caseId: null,
      sub: null,
      role: 'System',
      purpose: 'OPERATION',
      details: { sweepId: id, ...told },
    });
  });
}
