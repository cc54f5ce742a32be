import { type CaseFinding, type CaseRef, rungInVain, traceFinding, unseenCases } from '../store/census.js';
import { readNow } from '../store/clock.js';
import type { Db } from '../store/db.js';
import { nobodyToTell } from '../store/relay-queue.js';
import { expectNewRun } from '../store/strangers.js';
import { workflowIdOf } from '../workflows/contract.js';
import { endOurs } from './end-ours.js';
import type { EnginePort } from './engine-port.js';
import { endImpostor } from './judge.js';

export interface RepairParts {
  readonly db: Db;
  readonly engine: EnginePort;
  readonly log: { warn(fields: Record<string, unknown>, text: string): void };
  readonly unseenMs: number;
}

export type Repaired = 'RUNG' | 'REBUILT' | 'FAILED';

/**
 * Rings a case that needs it. Whatever stands in its workflow's place is ended first, and so is its own workflow where an
 * earlier ring was in vain: the bell then starts it anew. A case for which even that fails holds up no other.
 */
export async function repairCase(
  parts: RepairParts,
  about: CaseRef,
  finding: CaseFinding,
  now: string,
): Promise<Repaired> {
  const { db, engine, log, unseenMs } = parts;
  try {
    const running = await engine.find(
      workflowIdOf(about.caseKind, about.caseId, engine.names.workflowIdPrefix),
    );
    const impostor = running !== undefined && !about.ended && (await endImpostor(parts, running, now));
    const rebuilt = running !== undefined && !impostor && (await rungInVain(db, about.caseId, unseenMs));
    if (running && rebuilt) await endOurs({ db, engine }, about.caseId, running, 'census: STUCK');
    else if (impostor || !running) await expectNewRun(db, about.caseId, running?.runId ?? null);
    await traceFinding(db, { caseId: about.caseId, finding, rebuilt }, now);
    if (!(await engine.ring(about))) await nobodyToTell(db, about.caseId);
    return rebuilt ? 'REBUILT' : 'RUNG';
  } catch (error) {
    if (engine.isAway(error)) throw error;
    log.warn(
      { event: 'case-not-repaired', caseId: about.caseId, err: error },
      'a case could not be rung, and is left to the next look',
    );
    return 'FAILED';
  }
}

/** More would only be the same again: then it waits for the night's census, and for a person. */
const PATIENCE = 3;

/**
 * Between the nights: cases whose workflow has not looked for long, because somebody stands in its place or holds it.
 * Safe to repeat, also by two at once: each looks at what is.
 */
export async function repairUnseen(parts: RepairParts): Promise<number> {
  const now = await readNow(parts.db);
  let repaired = 0;
  for await (const page of unseenCases(parts.db, parts.unseenMs, PATIENCE))
    for (const about of page) {
      await repairCase(parts, about, 'STUCK', now);
      repaired += 1;
    }
  return repaired;
}
