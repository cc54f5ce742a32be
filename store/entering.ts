import type { Periods } from '../domain/policy.js';
import { type CaseKind, stageRow, type Stage } from '../domain/stages.js';
import type { Tx } from './db.js';
import { closeDeadlines, turnDeadlines } from './deadlines.js';
import { startRetention } from './document-classes.js';

interface Entered {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly seq: number;
  readonly periods: Periods;
  /** From when retention counts: the notification where there was one, else the end itself (reading). */
  readonly endedFrom: string;
  /** It had ended: what was set for its end, retention, is over. */
  readonly reopened: boolean;
}

/** Which clocks run in a stage, from `now`: those of the one before are over, and where the case ends retention begins. */
export async function enter(
  tx: Tx,
  { caseId, kind, stage, seq, periods, endedFrom, reopened }: Entered,
  now: string,
): Promise<void> {
  const row = stageRow(kind, stage);
  if (reopened && !row.ended) await closeDeadlines(tx, { caseId, scope: 'all' }, now);
  if (!row.ended) return turnDeadlines(tx, { caseId, seq, periods, kinds: row.deadlines }, now);
  await closeDeadlines(tx, { caseId, scope: 'all' }, now);
  if (row.retention) await startRetention(tx, { caseId, kind, seq, periods }, row.retention, endedFrom);
}
