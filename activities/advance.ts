import { readNow } from '../store/clock.js';
import { advanceCase, traceForeign } from '../store/advance.js';
import type { Db, Tx } from '../store/db.js';
import type { Standing } from '../domain/standing.js';
import type { AdvanceInput } from '../workflows/ports.js';

/**
 * Safe to repeat because each thing done closes the row that called for it, and traces carry no state.
 * Nothing in `input` is believed: the case id names a row or nothing, the rest is only compared with the register.
 */
export async function advance(db: Db, input: AdvanceInput): Promise<Standing | null> {
  const caseId = CASE_ID.test(String(input?.caseId)) ? input.caseId : null;
  if (caseId === null) return traceUnreadable(db);
  return db.transaction().execute(async (tx) => {
    const now = await readNow(tx);
    const standing = await advanceCase(tx, caseId, now);
    await traceWhatWasForged(tx, input, standing, now);
    return standing ?? null;
  });
}

const CASE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A run whose id names no case: it ends, and what it was called is not repeated here, for a stranger chose it. */
async function traceUnreadable(db: Db): Promise<null> {
  await db.transaction().execute(async (tx) => {
    await traceForeign(tx, { event: 'UnknownCaseStarted', caseId: null, details: {} }, await readNow(tx));
  });
  return null;
}

async function traceWhatWasForged(tx: Tx, input: AdvanceInput, standing: Standing | undefined, now: string) {
  const { caseId } = input;
  if (!standing) return traceForeign(tx, { event: 'UnknownCaseStarted', caseId, details: {} }, now);
  if (input.foreignSignals > 0)
    await traceForeign(
      tx,
      { event: 'ForeignSignal', caseId, details: { count: Number(input.foreignSignals) } },
      now,
    );
  const open = new Set(standing.openChecks.map((check) => check.requestId));
  for (const requestId of input.claimed ?? []) {
    if (open.has(requestId))
      await traceForeign(tx, { event: 'ForgedCompletion', caseId, details: { requestId } }, now);
  }
}
