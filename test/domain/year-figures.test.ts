import { describe, expect, test } from '@jest/globals';
import { type Edge, EDGES } from '../../domain/edges.js';
import { countingYear, type YearFigures } from '../../domain/statistics/figures.js';
import type { StepTold } from '../../domain/statistics/life.js';
import { type Cell, published } from '../../domain/statistics/published.js';

/** 00:00 in Japan of the first day of the fiscal year 2030, and of the next. */
const FROM = '2030-03-31T15:00:00.000Z';
const UNTIL = '2031-03-31T15:00:00.000Z';
const DAY_MS = 86_400_000;
const beside = (instant: string, days: number, ms = 0) =>
  new Date(Date.parse(instant) + days * DAY_MS + ms).toISOString();
let cases = 0;
type Told = readonly [event: string, at: string, to: StepTold['to']];

function life(...steps: readonly Told[]): StepTold[] {
  cases += 1;
  return steps.map(([event, at, to], i) => ({ caseId: `c${cases}`, seq: i + 1, event, at, to }));
}
function figures(...lives: readonly (readonly StepTold[])[]): YearFigures {
  const counting = countingYear(2030);
  for (const steps of lives) counting.add(steps);
  return counting.figures();
}
const nominated = (at: string) => ['Nominated', at, 'NOMINATED'] as const;
const refusedAt = (opened: string, ended: string) =>
  life(nominated(opened), ['ConsentRefused', ended, 'NOT_CONDUCTED']);
const met = (counts: Readonly<Record<string, number>> = {}) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

describe('a year counts', () => {
  test('a result after an upheld grievance apart: it is no second assessment', () => {
    const { counts } = figures(
      life(
        nominated(FROM),
        ['ResultNotified', beside(FROM, 10), 'CLOSED'],
        ['AdjudicationReopened', beside(FROM, 20), 'ADJUDICATION'],
        ['ResultNotified', beside(FROM, 30), 'PLEDGE_PENDING'],
      ),
    );
    expect(met(counts.notified)).toEqual({ NOT_FOUND: 1 });
    expect(met(counts.notifiedAnew)).toEqual({ FOUND: 1 });
  });

  test('a third as the second, and one that was first notified in an earlier year as what it is', () => {
    const { counts } = figures(
      life(
        nominated(beside(FROM, -50)),
        ['ResultNotified', beside(FROM, -40), 'CLOSED'],
        ['AdjudicationReopened', beside(FROM, 20), 'ADJUDICATION'],
        ['ResultNotified', beside(FROM, 30), 'CLOSED'],
        ['AdjudicationReopened', beside(FROM, 40), 'ADJUDICATION'],
        ['ResultNotified', beside(FROM, 50), 'PLEDGE_PENDING'],
      ),
    );
    expect(met(counts.notified)).toEqual({});
    expect(met(counts.notifiedAnew)).toEqual({ NOT_FOUND: 1, FOUND: 1 });
  });

  test('what becomes of rights and of grievances, and which files were destroyed', () => {
    const right = life(
      ['ClearanceStarted', FROM, 'ACTIVE'],
      ['Lapsed', beside(FROM, 5), 'LAPSED'],
      ['Reinstated', beside(FROM, 9), 'ACTIVE'],
      ['Expired', beside(FROM, 20), 'EXPIRED'],
      ['FileDestroyed', beside(FROM, 30), 'DISPOSED'],
    );
    const grievance = life(
      ['GrievanceOpened', FROM, 'GRIEVANCE_OPEN'],
      ['GrievanceTargetPassed', beside(FROM, 60), 'GRIEVANCE_OVERDUE'],
      ['GrievanceAnswered', beside(FROM, 70), 'GRIEVANCE_ANSWERED'],
    );
    const destroyed = life(
      ...refusedAt(FROM, beside(FROM, 3)).map(({ event, at, to }): Told => [event, at, to]),
      ['FileDestroyed', beside(FROM, 40), 'DISPOSED'],
    );
    const { counts } = figures(right, grievance, destroyed);
    expect(met(counts.clearances)).toEqual({ ClearanceStarted: 1, Lapsed: 1, Reinstated: 1, Expired: 1 });
    expect(met(counts.grievances)).toEqual({
      GrievanceOpened: 1,
      GrievanceTargetPassed: 1,
      GrievanceAnswered: 1,
    });
    expect(met(counts.filesDestroyed)).toEqual({ application: 1, clearance: 1 });
    expect(met(counts.opened)).toEqual({ NEW_HANDLER: 1 });
  });

  test('a right that a void notice had ended as ended and as back, so that ends and returns add up', () => {
    const { counts } = figures(
      life(
        ['ClearanceStarted', FROM, 'ACTIVE'],
        ['RevokedByResult', beside(FROM, 5), 'REVOKED'],
        ['ReturnedWithNotice', beside(FROM, 9), 'LAPSED'],
        ['Reinstated', beside(FROM, 20), 'ACTIVE'],
      ),
    );
    expect(met(counts.clearances)).toEqual({
      ClearanceStarted: 1,
      RevokedByResult: 1,
      ReturnedWithNotice: 1,
      Reinstated: 1,
    });
  });

  test('each step by which a right ends, pauses or comes back, but for why somebody went elsewhere', () => {
    const OUT = ['SUSPENDED', 'LAPSED', 'REVOKED', 'EXPIRED', 'SUPERSEDED', 'VOIDED'];
    const lines: readonly Edge[] = EDGES;
    const moved = lines.filter(
      ({ kind, from, to }) =>
        kind === 'clearance' &&
        (OUT.includes(to) || (to === 'ACTIVE' && from.some((one) => OUT.includes(one)))),
    );
    expect(moved.length).toBeGreaterThan(10);
    const counted = Object.keys(figures().counts.clearances ?? {});
    const missing = moved.map(({ event }) => event).filter((event) => !counted.includes(event));
    // Each of these is one that lapsed.
    expect(missing.toSorted()).toEqual(['Departed', 'SecondedOut']);
  });

  test('from the first instant of April in Japan to the last of March', () => {
    const opened = (at: string) => met(figures(life(nominated(at))).counts.opened);
    expect([beside(FROM, 0, -1), FROM, beside(UNTIL, 0, -1), UNTIL].map(opened)).toEqual([
      {},
      { NEW_HANDLER: 1 },
      { NEW_HANDLER: 1 },
      {},
    ]);
  });

  test('no case whose beginning it does not see', () => {
    const [, ...rest] = refusedAt(FROM, beside(FROM, 3));
    expect(figures(rest)).toEqual(figures());
    expect(figures([])).toEqual(figures());
  });
});

describe('how long it took', () => {
  const assessment = (...lives: readonly (readonly StepTold[])[]) => figures(...lives).waits.ASSESSMENT;

  test('is told of what ended in the year, its first instant included, and not of what ended before', () => {
    const begun = beside(FROM, -20);
    expect(assessment(refusedAt(begun, FROM))).toEqual({ ended: 1, median: 20, p90: 20 });
    expect(assessment(refusedAt(begun, beside(FROM, 0, -1)))).toEqual({ ended: 0, median: null, p90: null });
  });

  test('counts who was already waiting when the year began from the day on which the year first saw them', () => {
    // Seen from their twentieth day on, they say nothing of who waited ten.
    const old = refusedAt(beside(FROM, -20), beside(FROM, 10));
    const quick = refusedAt(FROM, beside(FROM, 10));
    expect(assessment(old, quick)).toEqual({ ended: 2, median: 10, p90: 10 });
  });

  test('is told of each stage in which somebody is waited for, and of none in which a case has ended', () => {
    const { waits } = figures(refusedAt(FROM, beside(FROM, 7)));
    expect(waits.NOMINATED).toEqual({ ended: 1, median: 7, p90: 7 });
    expect(
      Object.keys(waits).filter((name) => ['NOT_CONDUCTED', 'CLOSED', 'DISPOSED'].includes(name)),
    ).toEqual([]);
  });

  test('in time is before the moment policy sets; at that moment it is late', () => {
    // Fourteen days from the day after, until midnight.
    const due = beside(FROM, 14);
    const targets = (ended: string) => figures(refusedAt(FROM, ended)).targets.NOMINATED;
    expect(targets(beside(due, 0, -1))).toEqual({ within: 1, late: 0 });
    expect(targets(due)).toEqual({ within: 0, late: 1 });
    // What was over before the year is another year's.
    expect(figures(refusedAt(beside(FROM, -90), beside(FROM, -1))).targets.NOMINATED).toEqual({
      within: 0,
      late: 0,
    });
    expect(figures(refusedAt(beside(FROM, -90), FROM)).targets.NOMINATED).toEqual({ within: 0, late: 1 });
  });
});

describe('what is still open when the year ends', () => {
  const openFor = (days: number) => life(nominated(beside(UNTIL, -days)));

  test('is told by age, each age from its first day on', () => {
    const { openAge } = figures(...[89, 90, 179, 180, 364, 365, 729, 730, 731].map(openFor));
    expect(openAge).toEqual({ FROM_0: 1, FROM_90: 2, FROM_180: 2, FROM_365: 2, FROM_730: 2 });
  });

  test('is no right, no grievance and no assessment that has ended', () => {
    const none = { FROM_0: 0, FROM_90: 0, FROM_180: 0, FROM_365: 0, FROM_730: 0 };
    const right = life(['ClearanceStarted', FROM, 'ACTIVE']);
    const grievance = life(['GrievanceOpened', FROM, 'GRIEVANCE_OPEN']);
    expect(figures(right, grievance, refusedAt(FROM, beside(FROM, 3))).openAge).toEqual(none);
  });

  test('is a share of all, with how many were seen at that age', () => {
    const { stillOpen } = figures(
      ...[1, 2, 3].map((day) => refusedAt(FROM, beside(FROM, day))),
      refusedAt(FROM, beside(FROM, 90)),
      openFor(200),
    );
    expect(stillOpen.AFTER_90).toEqual({ share: 20, beyond: 2 });
    expect(stillOpen.AFTER_180).toEqual({ share: 20, beyond: 1 });
    expect(stillOpen.AFTER_365).toEqual({ share: 20, beyond: 0 });
  });
});

describe('what anybody may see', () => {
  const none = figures();
  const ended = (count: number) => ({ ...none.waits, ASSESSMENT: { ended: count, median: 30, p90: 60 } });

  test.each<[number, number, Cell]>([
    [10, 10, 50],
    [30, 10, 75],
    [9, 40, 'FEW'],
    [40, 9, 'FEW'],
  ])('of %i stays in time and %i late is %s: a share of few is not told', (within, late, told) => {
    const { withinTarget } = published({ ...none, targets: { NOMINATED: { within, late } } });
    expect(withinTarget).toEqual({ NOMINATED: told });
  });

  test.each<[number, number, Cell]>([
    [10, 10, 40],
    [9, 50, 'FEW'],
    [50, 9, 'FEW'],
  ])('with %i assessments over and %i seen at that age, the share still open is %s', (over, beyond, told) => {
    const of = { ...none, waits: ended(over), stillOpen: { AFTER_90: { share: 40, beyond } } };
    expect(published(of).stillOpen).toEqual({ AFTER_90: told });
  });

  test('has no share where no assessment is told of at all', () => {
    const of = { ...none, waits: {}, stillOpen: { AFTER_90: { share: 40, beyond: 50 } } };
    expect(published(of).stillOpen).toEqual({ AFTER_90: 'FEW' });
  });

  test.each<[Record<string, number>, Record<string, Cell>]>([
    [
      { A: 10, B: 40 },
      { A: 10, B: 40, TOTAL: 50 },
    ],
    [{ A: 12 }, { A: 12, TOTAL: 12 }],
    // Fewer than ten are told nobody, nor whoever they could be reckoned from.
    [{ A: 3 }, { A: 'FEW', TOTAL: 'FEW' }],
    [
      { A: 3, B: 40 },
      { A: 'FEW', B: 'FEW', TOTAL: 43 },
    ],
    [
      { A: 4, B: 5, C: 40 },
      { A: 'FEW', B: 'FEW', C: 'FEW', TOTAL: 49 },
    ],
    [
      { A: 5, B: 5, C: 40 },
      { A: 'FEW', B: 'FEW', C: 40, TOTAL: 50 },
    ],
    [
      { A: 5, B: 5 },
      { A: 'FEW', B: 'FEW', TOTAL: 10 },
    ],
    [
      { A: 3, B: 4 },
      { A: 'FEW', B: 'FEW', TOTAL: 'FEW' },
    ],
    [
      { A: 0, B: 0 },
      { A: 'FEW', B: 'FEW', TOTAL: 'FEW' },
    ],
    [{}, { TOTAL: 'FEW' }],
  ])('of %j says %j', (group, told) => {
    expect(published({ ...none, counts: { group } }).counts.group).toEqual(told);
  });

  test('says nothing in one place that another keeps silent about', () => {
    const counts = {
      ...none.counts,
      notified: { FOUND: 40, NOT_FOUND: 30 },
      clearances: { ClearanceStarted: 5, Expired: 30, Lapsed: 30 },
    };
    const told = published({ ...none, counts }).counts;
    expect(told.notified).toEqual({ FOUND: 'FEW', NOT_FOUND: 30, TOTAL: 'FEW' });
    expect(told.clearances).toEqual({ ClearanceStarted: 'FEW', Expired: 'FEW', Lapsed: 30, TOTAL: 'FEW' });
    const open = { ...counts, clearances: { ClearanceStarted: 40, Expired: 30, Lapsed: 30 } };
    expect(published({ ...none, counts: open }).counts.clearances?.TOTAL).toBe(100);
  });

  test('has a total by that name in every group', () => {
    expect(published({ ...none, counts: { group: { A: 20, B: 30 } } }).counts).toEqual({
      group: { A: 20, B: 30, TOTAL: 50 },
    });
  });
});
