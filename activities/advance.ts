import { crashPoint } from '../crash-points.js';
import { readNow } from '../store/clock.js';
import { advanceLocked } from '../store/advance.js';
import { lockCaseRow } from '../store/case-state.js';
import type { Db, Tx } from '../store/db.js';
import { noteForgeries, noteRun, traceForeign } from '../store/strangers.js';
import type { Standing } from '../domain/standing.js';
import { caseOf } from '../workflows/contract.js';
import type { AdvanceInput } from '../workflows/ports.js';

/** The run that asks, as the engine tells the worker: no stranger can write this. */
export interface AskingRun {
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * Safe to repeat because each thing done closes the row that called for it, and traces carry no state.
 * Nothing in `input` is believed: the case id names a row or nothing, the rest is only compared with the register.
 */
export async function advance(
  db: Db,
  input: AdvanceInput,
  by: AskingRun | undefined,
  workflowIdPrefix: string,
): Promise<Standing | null> {
  const caseId = CASE_ID.test(String(input?.caseId)) ? input.caseId : null;
  if (caseId === null || by === undefined) return traceUnknown(db);
  const stands = await db.transaction().execute(async (tx) => {
    const now = await readNow(tx);
    const row = await lockCaseRow(tx, caseId);
    const ours = row && by.workflowId === `${workflowIdPrefix}${row.kind}/${caseId}`;
    // Another case's id, or the right one with something before it: a second life of a case is nobody's.
    if (!ours) {
      const told = caseOf(by.workflowId)?.caseId === caseId ? caseId : null;
      const details = row ? { fault: 'OTHER_ID' } : {};
      await traceForeign(tx, { event: 'UnknownCaseStarted', caseId: told, details }, now);
      return null;
    }
    await noteRun(tx, row, { runId: by.runId, continuedFrom: input.continuedFrom ?? null }, now);
    await traceStrangers(tx, input, now);
    // Before anything that came in is filed: we complete a wait only after that, so what was completed earlier was not ours.
    await noteForgeries(tx, { caseId, claimed: idsIn(input.claimed), forged: idsIn(input.forged) }, now);
    const standing = await advanceLocked(tx, row, now);
    crashPoint('advance.before-commit');
    return standing;
  });
  crashPoint('advance.after-commit');
  return stands;
}

const CASE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function idsIn(given: readonly string[] | undefined): string[] {
  return (given ?? []).filter((id) => CASE_ID.test(id));
}

/** A run whose id names no case: it ends, and what it was called is not repeated here, for a stranger chose it. */
async function traceUnknown(db: Db): Promise<null> {
  await db.transaction().execute(async (tx) => {
    await traceForeign(tx, { event: 'UnknownCaseStarted', caseId: null, details: {} }, await readNow(tx));
  });
  return null;
}

async function traceStrangers(tx: Tx, { caseId, foreignSignals, foreignLooks }: AdvanceInput, now: string) {
  const traces = [
    ['ForeignSignal', Number(foreignSignals)],
    ['ForeignLook', Number(foreignLooks ?? 0)],
  ] as const;
  for (const [event, count] of traces)
    if (count > 0) await traceForeign(tx, { event, caseId, details: { count } }, now);
}
