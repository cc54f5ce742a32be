import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  after,
  dayOf,
  daysIn,
  expiryInstant,
  isValidOn,
  lastMomentOf,
  lastValidDay,
  renewalOpening,
  startOfDay,
} from '../../domain/calendar.js';

const TEN_YEARS = 'P10Y';
const HOUR = 3_600_000;

/** Any moment from 2025 to 2100, and often one close to midnight in Japan, where the rules turn. */
const anyMoment = fc
  .tuple(fc.integer({ min: 20_089, max: 47_481 }), fc.oneof(fc.constantFrom(0, 1, -1), fc.nat(24 * HOUR - 1)))
  .map(([day, ms]) => new Date(day * 24 * HOUR - 9 * HOUR + ms).toISOString());
const anyPeriod = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map((n) => `P${n}D`),
  fc.integer({ min: 1, max: 60 }).map((n) => `P${n}W`),
  fc.integer({ min: 1, max: 130 }).map((n) => `P${n}M`),
  fc.integer({ min: 1, max: 12 }).map((n) => `P${n}Y`),
);

test('a day ends a thousandth of a second before the next begins, in Japan', () => {
  expect(lastMomentOf('2026-12-31')).toBe('2026-12-31T14:59:59.999Z');
  expect(startOfDay('2027-01-01')).toBe('2026-12-31T15:00:00.000Z');
});

describe('a day is a day in Japan', () => {
  test.each([
    ['2026-05-15T14:59:59.999Z', '2026-05-15'],
    ['2026-05-15T15:00:00.000Z', '2026-05-16'],
    ['2026-05-16T00:00:00+09:00', '2026-05-16'],
    ['2026-12-31T15:00:00.000Z', '2027-01-01'],
  ])('%s is on %s', (instant, day) => {
    expect(dayOf(instant)).toBe(day);
  });

  test('it is each moment’s own, in whatever order they are asked about', () => {
    const [before, after] = ['2026-05-15T14:59:59.999Z', '2026-05-15T15:00:00.000Z'];
    expect([before, after, after, before, before].map(dayOf).map((day) => day.slice(-2))).toEqual(
      '15 16 16 15 15'.split(' '),
    );
  });

  test.each(['', '2026', '2026-05-16', '2026-02-30T00:00:00.000Z', '2026-05-16T25:00:00.000Z', 'today'])(
    'of %j there is none',
    (text) => {
      expect(() => dayOf(text)).toThrow(RangeError);
    },
  );

  test('it begins at 15:00 UTC of the day before, written with milliseconds and Z', () => {
    expect(startOfDay('2036-05-16')).toBe('2036-05-15T15:00:00.000Z');
  });

  test('every moment lies in its own day, and the start of a day is its first moment', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const start = startOfDay(dayOf(moment));
        expect(start <= moment).toBe(true);
        expect(Date.parse(moment) - Date.parse(start)).toBeLessThan(24 * HOUR);
        expect(dayOf(new Date(Date.parse(start) - 1).toISOString())).not.toBe(dayOf(start));
      }),
    );
  });
});

describe('ten years by the Civil Code', () => {
  test.each([
    ['an ordinary day', '2026-05-16T01:23:45.678Z', '2036-05-16'],
    ['the last moment of that day', '2026-05-16T14:59:59.999Z', '2036-05-16'],
    ['28 February before a leap year ten years on', '2026-02-28T03:00:00.000Z', '2036-02-29'],
    ['28 February of a leap year: no 29 February ten years on', '2028-02-28T03:00:00.000Z', '2038-02-28'],
    ['29 February: day one is 1 March', '2028-02-29T03:00:00.000Z', '2038-02-28'],
    ['exactly 00:00 JST: the same day is day one', '2026-05-15T15:00:00.000Z', '2036-05-15'],
    ['one millisecond later: the day after is', '2026-05-15T15:00:00.001Z', '2036-05-16'],
    ['exactly 00:00 JST of 29 February', '2028-02-28T15:00:00.000Z', '2038-02-28'],
    ['31 December', '2026-12-31T03:00:00.000Z', '2036-12-31'],
  ])('%s', (_, notifiedAt, lastDay) => {
    expect(lastValidDay(notifiedAt, TEN_YEARS)).toBe(lastDay);
    expect(dayOf(expiryInstant(notifiedAt, TEN_YEARS))).not.toBe(lastDay);
    expect(
      isValidOn(
        notifiedAt,
        TEN_YEARS,
        new Date(Date.parse(startOfDay(lastDay)) + 24 * HOUR - 1).toISOString(),
      ),
    ).toBe(true);
    expect(
      isValidOn(notifiedAt, TEN_YEARS, new Date(Date.parse(startOfDay(lastDay)) + 24 * HOUR).toISOString()),
    ).toBe(false);
  });

  test('agree with a count on plain dates, without this library', () => {
    fc.assert(
      fc.property(anyMoment, (notifiedAt) => {
        expect(lastValidDay(notifiedAt, TEN_YEARS)).toBe(countedByHand(notifiedAt, 10));
      }),
      { numRuns: 1000 },
    );
  });

  test('a right holds from its notification, not before, and not at its expiry', () => {
    fc.assert(
      fc.property(anyMoment, anyPeriod, (notifiedAt, period) => {
        const expiry = expiryInstant(notifiedAt, period);
        expect(isValidOn(notifiedAt, period, notifiedAt)).toBe(true);
        expect(isValidOn(notifiedAt, period, new Date(Date.parse(notifiedAt) - 1).toISOString())).toBe(false);
        expect(isValidOn(notifiedAt, period, new Date(Date.parse(expiry) - 1).toISOString())).toBe(true);
        expect(isValidOn(notifiedAt, period, expiry)).toBe(false);
      }),
    );
  });
});

describe('any period', () => {
  test.each([
    ['P30D', '2026-05-16T03:00:00.000Z', '2026-06-15T15:00:00.000Z'],
    ['P1D', '2026-05-16T03:00:00.000Z', '2026-05-17T15:00:00.000Z'],
    ['P1D', '2026-05-15T15:00:00.000Z', '2026-05-16T15:00:00.000Z'],
    ['P2W', '2026-05-16T03:00:00.000Z', '2026-05-30T15:00:00.000Z'],
    ['P1M', '2026-01-30T03:00:00.000Z', '2026-02-28T15:00:00.000Z'],
    ['P1M', '2026-01-31T03:00:00.000Z', '2026-02-28T15:00:00.000Z'],
    ['P3Y', '2026-05-16T03:00:00.000Z', '2029-05-16T15:00:00.000Z'],
  ])('%s from %s is over at %s', (period, instant, over) => {
    expect(after(instant, period)).toBe(over);
  });

  test('is over at 00:00 JST, later than it began, the day after its last day', () => {
    fc.assert(
      fc.property(anyMoment, anyPeriod, (moment, period) => {
        const over = after(moment, period);
        expect(over).toMatch(/T15:00:00\.000Z$/);
        expect(over > moment).toBe(true);
        expect(expiryInstant(moment, period)).toBe(over);
        expect(lastValidDay(moment, period)).toBe(dayOf(new Date(Date.parse(over) - 1).toISOString()));
      }),
    );
  });

  test('never ends earlier for what began later', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, anyPeriod, (a, b, period) => {
        const [earlier, later] = a <= b ? [a, b] : [b, a];
        expect(after(earlier, period) <= after(later, period)).toBe(true);
      }),
    );
  });

  test.each(['PT1H', 'P1DT1H', 'P0D', '-P1D', 'P', '10 years', ''])(
    '%p is no period and is refused',
    (period) => {
      expect(() => after('2026-05-16T03:00:00.000Z', period)).toThrow(RangeError);
      expect(() => renewalOpening('2036-05-16', period)).toThrow(RangeError);
    },
  );

  test('a period that does not fit is named: it is a row of the policy that is wrong', () => {
    expect(() => after('2026-05-16T03:00:00.000Z', 'PT12H')).toThrow('years: PT12H');
    expect(() => daysIn('P1M')).toThrow('number of days: P1M');
  });

  test.each(['2026-05-16', '2026-05-16T03:00:00', 'yesterday', ''])(
    '%p is no moment and is refused',
    (text) => {
      expect(() => after(text, 'P1D')).toThrow(RangeError);
    },
  );
});

describe('the renewal', () => {
  test.each([
    ['2036-05-16', '2035-05-15T15:00:00.000Z'],
    ['2036-02-29', '2035-02-27T15:00:00.000Z'],
    ['2038-02-28', '2037-02-27T15:00:00.000Z'],
  ])('of a right with last day %s opens at %s', (lastDay, opening) => {
    expect(renewalOpening(lastDay, 'P12M')).toBe(opening);
  });

  test('opens at 00:00 JST, after the notification and before the expiry', () => {
    fc.assert(
      fc.property(anyMoment, (notifiedAt) => {
        const opening = renewalOpening(lastValidDay(notifiedAt, TEN_YEARS), 'P12M');
        expect(opening).toMatch(/T15:00:00\.000Z$/);
        expect(opening > notifiedAt).toBe(true);
        expect(opening < expiryInstant(notifiedAt, TEN_YEARS)).toBe(true);
      }),
    );
  });
});

/** Civil Code 140 and 143 on numbers alone: Japan is nine hours ahead of UTC and has no summer time. */
function countedByHand(notifiedAt: string, years: number): string {
  const inJapan = Date.parse(notifiedAt) + 9 * HOUR;
  const dayNumber = Math.floor(inJapan / (24 * HOUR)) + (inJapan % (24 * HOUR) === 0 ? 0 : 1);
  const dayOne = new Date(dayNumber * 24 * HOUR);
  const [year, month, day] = [dayOne.getUTCFullYear() + years, dayOne.getUTCMonth(), dayOne.getUTCDate()];
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const last = day > daysInMonth ? Date.UTC(year, month, daysInMonth) : Date.UTC(year, month, day - 1);
  return new Date(last).toISOString().slice(0, 10);
}
