import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayBeside, dayOf, dayOneOf, startOfDay } from '../../domain/calendar.js';
import { isOfficeDay } from '../../domain/office-days.js';
import { type Days, extensionOf, mayBeRecorded, movedBy, OUTAGE_MOVES } from '../../domain/outages.js';
import { DEADLINES, type DeadlineKind } from '../../domain/policy.js';

const RUNS = { numRuns: 2_000 };
const day = fc.integer({ min: 0, max: 400 }).map((n) => dayBeside('2026-01-01', n));
const days = fc
  .tuple(day, fc.integer({ min: 0, max: 30 }))
  .map(([first, n]): Days => ({ first, last: dayBeside(first, n) }));
/** Set at some hour of a day, and over at the end of another. */
const window = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 60 }))
  .map(([on, hour, n]) => ({
    from: new Date(Date.parse(startOfDay(on)) + hour * 3_600_000 + 1).toISOString(),
    dueAt: startOfDay(dayBeside(on, n + 1)),
  }));
const isIn = (one: string, { first, last }: Days) => first <= one && one <= last;
const lastDayOf = (dueAt: string) => dayBeside(dayOf(dueAt), -1);

/** As somebody with a calendar and a pencil would: strike the days of the outage, count the others, go on to an open day. */
function byHand({ from, dueAt }: { from: string; dueAt: string }, outage: Days): string | undefined {
  const lastDay = lastDayOf(dueAt);
  const owed: string[] = [];
  for (let one = dayOneOf(from); one <= lastDay; one = dayBeside(one, 1)) owed.push(one);
  if (!owed.some((one) => isIn(one, outage))) return undefined;
  let left = owed.length;
  let one = dayOneOf(from);
  for (; ; one = dayBeside(one, 1)) if (!isIn(one, outage) && (left -= 1) === 0) break;
  while (!isOfficeDay(one)) one = dayBeside(one, 1);
  return startOfDay(dayBeside(one, 1));
}

describe('a deadline that an outage touches', () => {
  test('is moved as by hand: its days are struck, the others counted, and it ends on an open day', () => {
    fc.assert(
      fc.property(window, days, (running, outage) => {
        expect(movedBy({ ...running, counted: [] }, outage)?.dueAt).toBe(byHand(running, outage));
      }),
      RUNS,
    );
  });

  test('is never shortened, and by the same outage never moved twice', () => {
    fc.assert(
      fc.property(window, days, (running, outage) => {
        const moved = movedBy({ ...running, counted: [] }, outage);
        if (!moved) return;
        expect(moved.dueAt > running.dueAt).toBe(true);
        expect(moved.days).toBeGreaterThan(0);
        expect(
          movedBy({ from: running.from, dueAt: moved.dueAt, counted: [outage] }, outage),
        ).toBeUndefined();
      }),
      RUNS,
    );
  });

  test('counts a day once, of however many outages it is', () => {
    fc.assert(
      fc.property(window, days, days, (running, one, other) => {
        const first = movedBy({ ...running, counted: [] }, one);
        if (!first) return;
        const second = movedBy({ from: running.from, dueAt: first.dueAt, counted: [one] }, other);
        const both = new Set<string>();
        for (const outage of [one, other])
          for (let at = outage.first; at <= outage.last; at = dayBeside(at, 1)) both.add(at);
        expect(first.days + (second?.days ?? 0)).toBeLessThanOrEqual(both.size);
      }),
      RUNS,
    );
  });

  test('counts of a second outage the days that the first one did not have, before it and after it', () => {
    const running = { from: '2026-05-10T01:00:00.000Z', dueAt: startOfDay('2026-05-29') };
    const counted = [{ first: '2026-05-13', last: '2026-05-15' }];
    const more = (first: string, last: string) => movedBy({ ...running, counted }, { first, last })?.days;
    expect(more('2026-05-14', '2026-05-17')).toBe(2);
    expect(more('2026-05-11', '2026-05-14')).toBe(2);
    expect(more('2026-05-12', '2026-05-16')).toBe(2);
    expect(more('2026-05-13', '2026-05-15')).toBeUndefined();
    expect(more('2026-05-20', '2026-05-21')).toBe(2);
  });

  test('is not touched by one that was over before it began to run, or began after it had passed', () => {
    const running = { from: '2026-05-10T01:00:00.000Z', dueAt: startOfDay('2026-05-21'), counted: [] };
    expect(movedBy(running, { first: '2026-05-01', last: '2026-05-10' })).toBeUndefined();
    expect(movedBy(running, { first: '2026-05-21', last: '2026-05-25' })).toBeUndefined();
    // The last day itself, a Wednesday, and the four days from it on.
    expect(movedBy(running, { first: '2026-05-20', last: '2026-05-23' })).toEqual({
      days: 4,
      dueAt: startOfDay('2026-05-26'),
    });
  });
});

describe('an outage', () => {
  test('moves what people and sources owe, and nothing else: not the right, not retention, not what the office owes', () => {
    const moved = new Set<DeadlineKind>(Object.values(OUTAGE_MOVES).flat());
    const owed = (Object.keys(DEADLINES) as DeadlineKind[]).filter(
      // The day by which a grievance is answered is the office's to keep, though its person is told it.
      (kind) => DEADLINES[kind].days === 'TO_OPEN_DAY' && kind !== 'GRIEVANCE_TARGET',
    );
    expect([...moved].toSorted()).toEqual(owed.toSorted());
    expect(OUTAGE_MOVES.SOURCE.map(extensionOf)).toEqual(['extendChecksForOutage']);
    expect(new Set(OUTAGE_MOVES.POST.map(extensionOf))).toEqual(new Set(['extendForOutage']));
  });

  test('has its days in order, not too many, and not far ahead', () => {
    const now = '2026-05-10T01:00:00.000Z';
    expect(mayBeRecorded({ first: '2026-05-10', last: '2026-05-10' }, now)).toBe(true);
    expect(mayBeRecorded({ first: '2026-05-11', last: '2026-05-10' }, now)).toBe(false);
    expect(mayBeRecorded({ first: '2026-02-08', last: '2026-05-10' }, now)).toBe(true);
    expect(mayBeRecorded({ first: '2026-02-07', last: '2026-05-10' }, now)).toBe(false);
    expect(mayBeRecorded({ first: '2026-06-10', last: '2026-06-10' }, now)).toBe(true);
    expect(mayBeRecorded({ first: '2026-06-11', last: '2026-06-11' }, now)).toBe(false);
  });
});
