import { ApplicationFailure, Context } from '@temporalio/activity';
import { dayOf } from '../domain/calendar.js';
import { PolicyNotLoaded } from '../domain/policy.js';
import { readNow } from '../store/clock.js';
import { type Db, isTransient } from '../store/db.js';
import { endBaseless, withoutBasis } from '../store/bases.js';
import { destroyCertificationWords } from '../store/certification-retention.js';
import { ageDemands } from '../store/demands.js';
import { forgettablePersons } from '../store/recorded-persons.js';
import { forgetRecorded } from '../store/recorded-persons-sweep.js';
import { chase, dueReviews } from '../store/hold-reviews.js';
import { turnCertifications } from '../store/certification-files.js';
import { chasePassingsOn } from '../store/passing-on.js';
import { extendLater, untouched } from '../store/outages.js';
import { chaseUnacknowledged, destroyServed } from '../store/right-end-notices.js';
import { tellCalendarEnds } from '../store/right-ended.js';
import { disposeOf, dueFiles, disposedLately, pruneWorkingRows } from '../store/retention.js';
import { commitYears } from '../store/statistics.js';
import { ageTexts } from '../store/text-clocks.js';
import { recordSweep } from '../store/sweeps.js';
import { workflowIdOf } from '../workflows/contract.js';
import type { Activities, UpkeepReport } from '../workflows/ports.js';
import { takeCensus } from './census.js';
import { UPKEEP_LIMITS, type UpkeepParts } from './upkeep-parts.js';

/**
 * The sweeps of the schedules, each once at a time in a process: whoever may write to the engine may start a hundred, and
 * the looks of cases, which share their worker, must not wait for them. Safe to repeat, also from the middle: each looks
 * at what is and repairs what differs.
 */
export function upkeepActivities(
  parts: UpkeepParts,
): Pick<Activities, 'census' | 'retention' | 'statistics'> {
  const running = new Set<string>();
  const alone = async (kind: string, sweep: () => Promise<UpkeepReport>) => {
    if (running.has(kind)) throw ApplicationFailure.retryable('this sweep is under way here', 'UNDER_WAY');
    running.add(kind);
    return sweep().finally(() => running.delete(kind));
  };
  return {
    census: () =>
      alone('census', () =>
        takeCensus({
          ...parts,
          limits: { ...UPKEEP_LIMITS, ...parts.limits },
          beat,
          sleep: (ms) => Context.current().sleep(ms),
        }),
      ),
    retention: () => alone('retention', () => endRetention(parts)),
    statistics: () => alone('statistics', () => countTheYears(parts.db)),
  };
}

/**
 * What the calendar has ended: certifications, the basis of a contractor's cases, rights that were recorded, then files
 * whose time has come; and who has not said that they know of an end. Each in its own transaction: one that fails never
 * holds up the others.
 */
async function endRetention(parts: UpkeepParts): Promise<UpkeepReport> {
  const { db, log } = parts;
  const now = await readNow(db);
  // First: a year is counted before anything of it is destroyed.
  await commitYears(db, now, beat).catch((error: unknown) => {
    if (!(error instanceof PolicyNotLoaded)) throw error;
    // It is counted from the ledger when the pack is there again; what the files held no figure is made of.
    log.warn({ event: 'year-not-counted', err: error }, 'a year waits for a policy that is not loaded');
  });
  const report = {
    baseless: 0,
    disposed: 0,
    held: 0,
    forgotten: 0,
    chased: 0,
    moot: 0,
    failed: 0,
    demands: 0,
    textsAged: 0,
    extended: 0,
  };
  const each = async (caseId: string | null, end: () => Promise<keyof typeof report>) => {
    beat();
    try {
      report[await end()] += 1;
    } catch (error) {
      if (isTransient(error)) throw error;
      report.failed += 1;
      log.warn(
        { event: 'night-step-failed', ...(caseId ? { caseId } : {}), err: error },
        'a case could not be ended, or a file destroyed',
      );
    }
  };
  for await (const found of untouched(db, now))
    await each(found.caseId, async () => OUTCOMES[await extendLater(db, found, now)]);
  const certifications = await turnCertifications(db, now);
  for await (const page of withoutBasis(db, now))
    for (const found of page)
      await each(found.caseId, async () => OUTCOMES[await endBaseless(db, found, now)]);
  for await (const page of dueFiles(db, now))
    for (const file of page) await each(file.caseId, async () => OUTCOMES[await disposeOf(db, file, now)]);
  beat();
  report.demands = await ageDemands(db, now);
  await destroyCertificationWords(db, now);
  report.textsAged = await ageTexts(db, now);
  for (const subjectId of await forgettablePersons(db, now))
    await each(null, async () => OUTCOMES[await forgetRecorded(db, subjectId, now)]);
  for (const review of await dueReviews(db, dayOf(now)))
    await each(review.caseId, async () => OUTCOMES[await chase(db, review, now)]);
  if (report.baseless > 0)
    log.warn(
      { event: 'ended-for-want-of-basis', count: report.baseless },
      'cases of contractors that are no longer certified were ended; look whether that is so',
    );
  const ends = await tellCalendarEnds(db, now);
  beat();
  const chased = (await chaseUnacknowledged(db, now)) + (await chasePassingsOn(db, now));
  const noticesDestroyed = await destroyServed(db, now);
  const pruned = await pruneWorkingRows(db);
  const runsDeleted = await forgetRuns(parts, now);
  const whole = {
    ...report,
    failed: report.failed + ends.failed,
    ...certifications,
    toldOfEnds: ends.told,
    chased,
    noticesDestroyed,
    runsDeleted,
    prunedOutbox: pruned.outbox,
    prunedSessions: pruned.sessions,
    prunedAnswers: pruned.idempotency,
  };
  await recordSweep(db, 'retention', whole, now);
  return whole;
}

/**
 * What the engine has of destroyed files goes as well: ids and dates alone, but a history tells a course. Asked anew each
 * night for as long as the engine would have kept them: its index lags, and a night may be cut off. Last, and never a
 * reason to do the rest again.
 */
async function forgetRuns({ db, engine, log }: UpkeepParts, now: string): Promise<number> {
  let deleted = 0;
  for (const { id, kind } of await disposedLately(db, now)) {
    beat();
    try {
      deleted += await engine.forget(workflowIdOf(kind, id, engine.names.workflowIdPrefix));
    } catch (error) {
      log.warn(
        { event: 'runs-not-forgotten', caseId: id, err: error },
        'the engine keeps runs until another night',
      );
      if (engine.isAway(error)) break;
    }
  }
  return deleted;
}

const OUTCOMES = {
  ENDED: 'baseless',
  DISPOSED: 'disposed',
  HELD: 'held',
  CHASED: 'chased',
  EXTENDED: 'extended',
  FORGOTTEN: 'forgotten',
  MOOT: 'moot',
} as const;

/** The figures of every fiscal year that is over. Asked twice, the second time finds them committed and adds none. */
async function countTheYears(db: Db): Promise<UpkeepReport> {
  const years = await commitYears(db, await readNow(db), beat);
  return { committed: years.length, last: years.at(-1)?.figures.year ?? 0 };
}

function beat(): void {
  const context = Context.current();
  context.heartbeat();
  context.cancellationSignal.throwIfAborted();
}
