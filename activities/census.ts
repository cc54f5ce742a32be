import {
  type CaseFinding,
  type CaseRef,
  casesOf,
  deadLetterCount,
  missedClearances,
  openCases,
  overdueCases,
  restoreDeadline,
  ringingAlready,
  unseenCases,
} from '../store/census.js';
import { readNow } from '../store/clock.js';
import { lastRuns } from '../store/strangers.js';
import { recordSweep } from '../store/sweeps.js';
import { workflowIdOf } from '../workflows/contract.js';
import type { UpkeepReport } from '../workflows/ports.js';
import { endImpostor, judge, type Judged, type Suspect } from './judge.js';
import { repairCase } from './repair.js';
import type { Beat, UpkeepLimits, UpkeepParts } from './upkeep-parts.js';

export interface CensusParts extends UpkeepParts {
  readonly limits: UpkeepLimits;
  readonly beat: Beat;
  sleep(ms: number): Promise<void>;
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
    replaced: 0,
    overdue: 0,
    stuck: 0,
    rebuilt: 0,
    failed: 0,
    renewalsMissed: 0,
    expiriesMissed: 0,
    deadLetters: 0,
  };
  const ring = async (about: CaseRef, finding: CaseFinding) => {
    if (rung.has(about.caseId)) return;
    rung.add(about.caseId);
    parts.beat();
    const repair = { ...parts, unseenMs: parts.limits.unseenMs };
    const repaired = await repairCase(repair, about, finding, now);
    if (repaired === 'REBUILT') report.rebuilt += 1;
    if (repaired === 'FAILED') report.failed += 1;
  };

  const seen = new Set<string>();
  const suspects: Suspect[] = [];
  const replaced: CaseRef[] = [];
  for await (const page of inPages(engine.running(), 500)) {
    parts.beat();
    const judged = await judge(parts, page);
    replaced.push(
      ...(await replacedOf(parts, judged.filter(({ verdict }) => verdict === 'RIGHT') as Right[])),
    );
    for (const found of judged) {
      if (found.verdict === 'FOREIGN') report.foreign += 1;
      if (found.verdict === 'RIGHT') seen.add(found.caseId);
      if (found.verdict === 'SUSPECT') suspects.push(found);
    }
  }
  report.running = seen.size;
  report.impostors = await endImpostors(parts, suspects, now);

  for (const about of replaced) {
    report.replaced += 1;
    await ring(about, 'REPLACED');
  }
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
  if (report.stuck + report.failed + report.deadLetters > 0)
    parts.log.warn(
      { event: 'census-needs-a-person', count: report.stuck + report.failed + report.deadLetters },
      'the census found what it cannot repair',
    );
  return whole;
}

type Right = Extract<Judged, { verdict: 'RIGHT' }>;

/** Ends what should not run. The engine's index may be old: what runs now, and the register now, decide. */
async function endImpostors(parts: CensusParts, suspects: readonly Suspect[], now: string): Promise<number> {
  await letHonestOnesEnd(parts, suspects);
  let ended = 0;
  for (const { workflow } of suspects) {
    parts.beat();
    if (await endImpostor(parts, workflow, now)) ended += 1;
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

/** Of the right ones, those of another run than the register knows: reset, or started in its place, and not looked yet. */
async function replacedOf({ db, engine }: CensusParts, right: readonly Right[]): Promise<CaseRef[]> {
  const ids = right.map(({ caseId }) => caseId);
  const known = await lastRuns(db, ids);
  const others = right.filter(({ caseId, runId }) => (known.get(caseId) ?? runId) !== runId);
  const refs = await casesOf(
    db,
    others.map(({ caseId }) => caseId),
  );
  const replaced: CaseRef[] = [];
  for (const about of refs.values()) {
    const now = await engine.find(workflowIdOf(about.caseKind, about.caseId, engine.names.workflowIdPrefix));
    const before = (await lastRuns(db, [about.caseId])).get(about.caseId);
    if (now && before && now.runId !== before) replaced.push(about);
  }
  return replaced;
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
