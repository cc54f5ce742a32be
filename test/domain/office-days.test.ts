import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { after, dayBeside, dayOf, type IsoDate, lastValidDay } from '../../domain/calendar.js';
import { dueOf } from '../../domain/due.js';
import { afterOfficeDays, afterOpenDay, isOfficeDay } from '../../domain/office-days.js';
import { policyOn } from '../../domain/policy.js';

const NOON_IN_JAPAN = 'T03:00:00.000Z';
/** The last day before the moment a deadline is missed. */
const lastDay = (due: string): IsoDate => dayBeside(dayOf(due), -1);
const noons = fc
  .date({ min: new Date('2025-05-16T03:00Z'), max: new Date('2048-12-31T03:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const days = fc.integer({ min: 1, max: 90 }).map((count) => `P${count}D`);

describe('the offices', () => {
  test.each([
    ['2026-05-01', 'a Friday', true],
    ['2026-05-02', 'a Saturday', false],
    ['2026-05-03', 'a Sunday and Constitution Day', false],
    ['2026-05-04', 'Greenery Day', false],
    ['2026-05-05', 'Children’s Day', false],
    ['2026-05-06', 'the day that stands in for Constitution Day', false],
    ['2026-05-07', 'a Thursday', true],
    ['2026-09-22', 'a day between two holidays', false],
    ['2026-12-28', 'the last day of the year for offices', true],
    ['2026-12-29', 'the turn of the year', false],
    ['2026-12-31', 'the turn of the year', false],
    ['2028-01-03', 'a Monday at the turn of the year', false],
    ['2028-01-04', 'the first day of the year for offices', true],
    ['2028-02-29', 'a Tuesday', true],
  ])('on %s, %s: open is %s', (day, _, open) => {
    expect(isOfficeDay(day)).toBe(open);
  });

  test('know the holidays of the ten years to come', () => {
    const newYears = Array.from({ length: 10 }, (_, year) => new Date().getFullYear() + 1 + year);
    // Culture Day has no other reason to be closed, on any weekday but the weekend.
    const cultureDays = newYears.map((year) => `${year}-11-03`);
    expect(cultureDays.filter(isOfficeDay)).toEqual([]);
  });
});

describe('what a person owes an office', () => {
  test.each([
    ['2026-04-03', 'P30D', '2026-05-07'],
    ['2026-12-01', 'P30D', '2027-01-04'],
    ['2026-06-01', 'P5D', '2026-06-08'],
    ['2026-06-01', 'P4D', '2026-06-05'],
  ])('from %s, %s: until the end of %s', (from, period, wanted) => {
    expect(lastDay(afterOpenDay(from + NOON_IN_JAPAN, period))).toBe(wanted);
  });

  test('is never due earlier than the period ends, and on the first open day from then', () => {
    fc.assert(
      fc.property(noons, days, (from, period) => {
        const last = lastDay(afterOpenDay(from, period));
        expect(isOfficeDay(last)).toBe(true);
        for (let day = lastValidDay(from, period); day < last; day = dayBeside(day, 1))
          expect(isOfficeDay(day)).toBe(false);
        expect(afterOpenDay(from, period) >= after(from, period)).toBe(true);
      }),
    );
  });
});

describe('what an office owes', () => {
  test.each([
    ['2026-05-01', 'P1D', '2026-05-07'],
    ['2026-05-01', 'P3D', '2026-05-11'],
    ['2026-12-28', 'P1D', '2027-01-04'],
    ['2026-06-01', 'P5D', '2026-06-08'],
  ])('from %s, %s: until the end of %s', (from, period, wanted) => {
    expect(lastDay(afterOfficeDays(from + NOON_IN_JAPAN, period))).toBe(wanted);
  });
  test('counts a first day that is whole (Civil Code 140)', () => {
    expect(lastDay(afterOfficeDays('2026-05-31T15:00:00.000Z', 'P1D'))).toBe('2026-06-01');
  });
  test('is as many open days as were given', () => {
    fc.assert(
      fc.property(noons, fc.integer({ min: 1, max: 30 }), (from, count) => {
        const last = lastDay(afterOfficeDays(from, `P${count}D`));
        let open = 0;
        for (let day = dayBeside(dayOf(from), 1); day <= last; day = dayBeside(day, 1))
          open += isOfficeDay(day) ? 1 : 0;
        expect([open, isOfficeDay(last)]).toEqual([count, true]);
      }),
    );
  });
  test.each(['P1M', 'P1Y', 'P2W', 'PT1H'])('is counted in days: not %s', (period) => {
    expect(() => afterOfficeDays(`2026-06-01${NOON_IN_JAPAN}`, period)).toThrow(RangeError);
  });
});

test('each kind of deadline counts its own way', () => {
  const { periods } = policyOn('2026-04-03');
  const from = `2026-04-03${NOON_IN_JAPAN}`;
  expect(lastDay(dueOf('CONSENT_WINDOW', from, periods))).toBe('2026-05-07');
  expect(lastDay(dueOf('CHECK_REMINDER', from, periods))).toBe('2026-05-03');
  expect(lastDay(dueOf('NOTIFICATION_REMINDER', from, periods))).toBe('2026-04-06');
});
