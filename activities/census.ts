import {
  type CaseFinding,
  type CaseRef,
  casesOf,
  deadLetterCount,
  type ImpostorFault,
  missedClearances,
  openCases,
  overdueCases,
  restoreDeadline,
  ringingAlready,
  rungInVain,
  traceFinding,
  traceImpostor,
  unseenCases,
} from '../store/census.js';
import { readNow } from '../store/clock.js';
import { nobodyToTell } from '../store/relay-queue.js';
import { recordSweep } from '../store/sweeps.js';
import { activityQueueOf, caseOf, UPKEEP, workflowIdOf } from '../workflows/contract.js';
import type { UpkeepReport } from '../workflows/ports.js';
import type { RunningWorkflow } from './engine-port.js';
import type { Beat, UpkeepLimits, UpkeepParts } from './upkeep.js';

export interface CensusParts extends UpkeepParts {
  readonly limits: UpkeepLimits;
  readonly beat: Beat;
  sleep(ms: number): Promise<void>;
}

interface Suspect {
  readonly workflow: RunningWorkflow;
  readonly fault: ImpostorFault;
  readonly caseId: string | null;
}

/**
 * Compares the register with what runs, both ways. The register is right: what it lacks is ended, what the engine lacks
 * is rung, which starts it. A second census finds nothing to do.
 */
export async function takeCensus(parts: CensusParts): Promise<UpkeepReport> {
  const { db, engine } = parts;
  const now = await readNow(db);
  const rung = new Set<string>();
  const report = {
    open: 0,
    running: 0,
    foreign: 0,
    impostors: 0,
    missing: 0,
    overdue: 0,
    stuck: 0,
    rebuilt: 0,
    renewalsMissed: 0,
    expiriesMissed: 0,
    deadLetters: 0,
  };
  const ring = async (about: CaseRef, finding: CaseFinding) => {
    if (rung.has(about.caseId)) return;
    rung.add(about.caseId);
    parts.beat();
    const rebuilt =
      (await rungInVain(db, about.caseId, parts.limits.unseenMs)) && (await endStuck(parts, about));
    if (rebuilt) report.rebuilt += 1;
    if (!(await engine.ring(about))) await nobodyToTell(db, about.caseId);
    await traceFinding(db, { caseId: about.caseId, finding, rebuilt }, now);
  };

  const seen = new Set<string>();
  const suspects: Suspect[] = [];
  for await (const page of inPages(engine.running(), 500)) {
    parts.beat();
    for (const found of await judge(parts, page)) {
      if (found.verdict === 'FOREIGN') report.foreign += 1;
      if (found.verdict === 'RIGHT') seen.add(found.caseId);
      if (found.verdict === 'SUSPECT') suspects.push(found);
    }
  }
  report.running = seen.size;
  report.impostors = await endImpostors(parts, suspects, now);

  for await (const page of openCases(db)) {
    parts.beat();
    report.open += page.length;
    for (const about of await missingOf(
      parts,
      page.filter((c) => !seen.has(c.caseId)),
    )) {
      report.missing += 1;
      await ring(about, 'MISSING');
    }
  }
  for await (const page of missedClearances(db, now, parts.limits.overdueMs)) {
    for (const missed of page) {
      report[missed.finding === 'EXPIRY_MISSED' ? 'expiriesMissed' : 'renewalsMissed'] += 1;
      if (!missed.deadlineOpen) await restoreDeadline(db, missed);
      await ring(missed, missed.finding);
    }
  }
  for (const [count, finding, cases] of [
    ['overdue', 'OVERDUE', overdueCases(db, now, parts.limits.overdueMs)],
    ['stuck', 'STUCK', unseenCases(db, parts.limits.unseenMs)],
  ] as const) {
    for await (const page of cases) {
      for (const about of page) {
        if (rung.has(about.caseId)) continue;
        report[count] += 1;
        await ring(about, finding);
      }
    }
  }
  report.deadLetters = await deadLetterCount(db);
  const whole = { ...report, rung: rung.size };
  await recordSweep(db, 'census', whole, now);
  if (report.stuck + report.deadLetters > 0)
    parts.log.warn(
      { event: 'census-needs-a-person', count: report.stuck + report.deadLetters },
      'the census found what it cannot repair',
    );
  return whole;
}

type Judged =
  | ({ readonly verdict: 'SUSPECT' } & Suspect)
  | { readonly verdict: 'RIGHT'; readonly caseId: string }
  | { readonly verdict: 'UPKEEP' | 'FOREIGN' };

/** What each running workflow is to the register. */
async function judge({ db, engine }: CensusParts, page: readonly RunningWorkflow[]): Promise<Judged[]> {
  const { taskQueue, workflowIdPrefix } = engine.names;
  const named = page.map((workflow) => ({ workflow, about: ourCase(workflow.workflowId, workflowIdPrefix) }));
  const known = await casesOf(
    db,
    named.flatMap(({ about }) => (about ? [about.caseId] : [])),
  );
  return named.map(({ workflow, about }) => {
    if (!about) {
      if (workflow.taskQueue !== taskQueue && workflow.taskQueue !== activityQueueOf(taskQueue))
        return { verdict: 'FOREIGN' };
      if (UPKEEP_TYPES.has(workflow.type)) return { verdict: 'UPKEEP' };
      return { verdict: 'SUSPECT', workflow, fault: 'FOREIGN_ID', caseId: null };
    }
    const row = known.get(about.caseId);
    const fault = faultOf(workflow, about.caseKind, row, taskQueue);
    const caseId = row ? about.caseId : null;
    return fault
      ? { verdict: 'SUSPECT', workflow, fault, caseId }
      : { verdict: 'RIGHT', caseId: about.caseId };
  });
}

/** The case a workflow id stands for, if it is exactly the id that we would have given. */
function ourCase(workflowId: string, prefix: string) {
  const about = caseOf(workflowId);
  return about && workflowIdOf(about.caseKind, about.caseId, prefix) === workflowId ? about : undefined;
}

const UPKEEP_TYPES: ReadonlySet<string> = new Set(Object.values(UPKEEP).map(({ workflow }) => workflow));

function faultOf(
  workflow: RunningWorkflow,
  kind: string,
  row: CaseRef | undefined,
  taskQueue: string,
): ImpostorFault | undefined {
  if (!row || row.caseKind !== kind) return 'NO_CASE';
  if (workflow.taskQueue !== taskQueue) return 'WRONG_QUEUE';
  if (workflow.type !== row.caseKind) return 'WRONG_TYPE';
  return row.ended ? 'CASE_ENDED' : undefined;
}

/** Ends what should not run. What the engine's index told may be old: what runs now, and the register now, decide. */
async function endImpostors(parts: CensusParts, suspects: readonly Suspect[], now: string): Promise<number> {
  const { db, engine } = parts;
  await letHonestOnesEnd(parts, suspects);
  let ended = 0;
  for (const { workflow } of suspects) {
    parts.beat();
    const current = await engine.find(workflow.workflowId);
    if (current?.runId !== workflow.runId) continue;
    const [still] = await judge(parts, [current]);
    if (still?.verdict !== 'SUSPECT') continue;
    await engine.end(current, `census: ${still.fault}`);
    await traceImpostor(db, { caseId: still.caseId, fault: still.fault, runId: current.runId }, now);
    ended += 1;
  }
  return ended;
}

/** Rung, an honest workflow of a case that has ended looks at the register and stops; it is given a while for that. */
async function letHonestOnesEnd(parts: CensusParts, suspects: readonly Suspect[]): Promise<void> {
  const { db, engine } = parts;
  let waitingFor = suspects.filter(({ fault }) => fault === 'CASE_ENDED');
  const rows = await casesOf(
    db,
    waitingFor.flatMap(({ caseId }) => caseId ?? []),
  );
  for (const row of rows.values()) await engine.ring(row);
  const until = Date.now() + parts.limits.endingMs;
  while (waitingFor.length > 0 && Date.now() < until) {
    parts.beat();
    await parts.sleep(100);
    const here: Suspect[] = [];
    for (const suspect of waitingFor) {
      const current = await engine.find(suspect.workflow.workflowId);
      if (current?.runId === suspect.workflow.runId) here.push(suspect);
    }
    waitingFor = here;
  }
}

/** A workflow that an earlier census rang and that still has not looked is ended: its bell then starts it anew. */
async function endStuck({ engine }: CensusParts, about: CaseRef): Promise<boolean> {
  const running = await engine.find(
    workflowIdOf(about.caseKind, about.caseId, engine.names.workflowIdPrefix),
  );
  if (!running) return false;
  await engine.end(running, 'census: STUCK');
  return true;
}

/** Of these open cases, those for which nothing runs: not new, and not ended in the meantime. */
async function missingOf({ db, engine, beat }: CensusParts, unseen: readonly CaseRef[]): Promise<CaseRef[]> {
  if (unseen.length === 0) return [];
  const ids = unseen.map((about) => about.caseId);
  const onTheirWay = await ringingAlready(db, ids);
  const current = await casesOf(db, ids);
  const missing: CaseRef[] = [];
  for (const id of ids) {
    beat();
    const about = current.get(id);
    if (!about || about.ended || onTheirWay.has(id)) continue;
    const running = await engine.find(workflowIdOf(about.caseKind, id, engine.names.workflowIdPrefix));
    if (!running) missing.push(about);
  }
  return missing;
}

async function* inPages<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let page: T[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
