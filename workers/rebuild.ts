import type { Client } from '@temporalio/client';
import { casesOf, traceRebuilt } from '../store/census.js';
import { readNow } from '../store/clock.js';
import type { Db } from '../store/db.js';
import { expectNewRun } from '../store/strangers.js';
import { workflowIdOf } from '../workflows/contract.js';
import type { EngineNames } from '../engine.js';
import { endOurs } from '../activities/end-ours.js';
import { engineView } from './engine-view.js';

export interface Rebuilt {
  readonly workflowId: string;
  readonly caseEnded: boolean;
  /** Run id of what was ended, if anything ran. */
  readonly ended: string | null;
  /** Run id of what was started; null for a case that has ended, which needs none. */
  readonly started: string | null;
}

export class NoSuchCase extends Error {
  override readonly name = 'NoSuchCase';
}

/**
 * Ends whatever runs under the case's workflow id and starts it anew from the register, at any stage. Nothing is lost by
 * it: the register holds all that the workflow knew. @throws NoSuchCase
 */
export async function rebuildCase(
  { db, client, names }: { db: Db; client: Client; names: EngineNames },
  caseId: string,
): Promise<Rebuilt> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(caseId)
    ? await casesOf(db, [caseId])
    : undefined;
  const about = known?.get(caseId);
  if (!about) throw new NoSuchCase(`The register knows no case ${caseId}.`);
  const engine = engineView(client, names);
  const workflowId = workflowIdOf(about.caseKind, caseId, names.workflowIdPrefix);
  const before = await engine.find(workflowId);
  if (before) await endOurs({ db, engine }, caseId, before, 'rebuild');
  else await expectNewRun(db, caseId, null);
  if (!about.ended) await engine.ring(about);
  const after = about.ended ? undefined : await engine.find(workflowId);
  const done = { ended: before?.runId ?? null, started: after?.runId ?? null };
  await traceRebuilt(db, { caseId, ...done }, await readNow(db));
  return { workflowId, caseEnded: about.ended, ...done };
}
