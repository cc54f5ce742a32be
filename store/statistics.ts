import { sql } from 'kysely';
import { dayOf, type IsoInstant } from '../domain/calendar.js';
import {
  countingYear,
  fiscalYearOf,
  METHOD,
  yearEnd,
  type YearFigures,
} from '../domain/statistics/figures.js';
import { type StepTold, stepTold } from '../domain/statistics/life.js';
import { published, type PublishedFigures } from '../domain/statistics/published.js';
import { canonicalDigest } from '../privacy/canonical-json.js';
import { type Db, type Tx, violated } from './db.js';
import { recordSweep } from './sweeps.js';

/** A year's figures as they are told, and the hash of the exact ones, by which anybody who counts again is checked. */
export interface CommittedYear {
  readonly figures: PublishedFigures;
  readonly digest: string;
}

const PAGE = 500;

/**
 * Commits every fiscal year that is over and was not yet, the oldest first: what may be told of it, and the hash of what
 * may not, in the register and with its entry in the ledger. Before files are destroyed, so that none is gone uncounted.
 * Safe to repeat: a year is committed once.
 */
export async function commitYears(
  db: Db,
  now: IsoInstant,
  beat: () => void = () => undefined,
): Promise<readonly CommittedYear[]> {
  const done: CommittedYear[] = [];
  for (const year of await yearsToCommit(db, now)) {
    const figures = await figuresOf(db, year, beat);
    const committed = { figures: published(figures), digest: canonicalDigest(figures) };
    if (await commit(db, committed, now)) done.push(committed);
  }
  return done;
}

/** The exact figures of a year, from the ledger alone. */
export async function figuresOf(
  db: Db,
  year: number,
  beat: () => void = () => undefined,
): Promise<YearFigures> {
  const counting = countingYear(year);
  let last: string | undefined;
  for (;;) {
    beat();
    const page = await stepsAfter(db, last, yearEnd(year));
    for (const steps of page.values()) counting.add(steps);
    last = [...page.keys()].at(-1);
    if (last === undefined) return counting.figures();
  }
}

/** All committed years, the newest first. */
export async function committedYears(tx: Tx): Promise<readonly (CommittedYear & { committedAt: string })[]> {
  const rows = await tx
    .selectFrom('sweeps')
    .select(['at', 'report'])
    .where('kind', '=', 'statistics')
    .where(sql<boolean>`report ? 'digest'`)
    .orderBy(sql`(report->'figures'->>'year')::int`, 'desc')
    .execute();
  return rows.map((row) => ({ ...(row.report as CommittedYear), committedAt: row.at.toISOString() }));
}

async function yearsToCommit(db: Db, now: IsoInstant): Promise<number[]> {
  const { rows } = await sql<{ first: Date | null; done: number[] }>`
    select (select min(at) from ledger) as first,
      (select coalesce(array_agg((report->'figures'->>'year')::int), '{}') from sweeps
        where kind = 'statistics' and report->'figures'->>'method' = ${String(METHOD)}) as done
  `.execute(db);
  const [{ first, done } = { first: null, done: [] }] = rows;
  if (first === null) return [];
  const [from, to] = [first.toISOString(), now].map((at) => fiscalYearOf(dayOf(at)));
  const years = Array.from({ length: Math.max(0, (to ?? 0) - (from ?? 0)) }, (_, i) => (from ?? 0) + i);
  return years.filter((year) => !done.includes(year));
}

async function commit(db: Db, year: CommittedYear, now: IsoInstant): Promise<boolean> {
  try {
    await recordSweep(db, 'statistics', { ...year }, now, {
      year: year.figures.year,
      method: year.figures.method,
      digest: year.digest,
    });
    return true;
  } catch (error) {
    // Somebody else was faster: it is the same ledger, and the same figures.
    if (violated(error) === 'sweeps_one_year') return false;
    throw error;
  }
}

/** The steps of the next cases, in the order of their ids. */
async function stepsAfter(
  db: Db,
  last: string | undefined,
  until: IsoInstant,
): Promise<Map<string, StepTold[]>> {
  const cases = db
    .selectFrom('ledger')
    .select('case_id')
    .distinct()
    .where('case_id', 'is not', null)
    .$if(last !== undefined, (q) => q.where('case_id', '>', last ?? ''))
    .orderBy('case_id')
    .limit(PAGE);
  const rows = await db
    .selectFrom('ledger')
    .select(['case_id', 'event', 'at', 'details'])
    .where('case_id', 'in', cases)
    .orderBy('case_id')
    .execute();
  const steps = new Map<string, StepTold[]>();
  for (const { case_id: caseId, event, at, details } of rows) {
    const of = steps.get(caseId ?? '') ?? [];
    steps.set(caseId ?? '', of);
    const step = stepTold({ caseId: caseId ?? '', event, at: at.toISOString(), details });
    if (step && step.at < until) of.push(step);
  }
  return steps;
}
