import { Temporal } from 'temporal-polyfill';

/**
 * Periods of the scheme, counted in Japan's calendar by the Civil Code (Arts. 140, 143), on ISO text. Days are
 * `2026-05-16` and mean a day in Asia/Tokyo; instants are `2026-05-15T15:00:00.000Z`. Nothing here reads a clock.
 *
 * Workflows do not import this file: the register does the counting, and the workflow is handed instants.
 */
const ZONE = 'Asia/Tokyo';

/** A day in Japan, as ISO text. */
export type IsoDate = string;
/** A moment, as ISO text with milliseconds and `Z`. */
export type IsoInstant = string;

/** Of the moment that was asked about last: whoever acts at one asks for its day again and again (decision 0064). */
let latest: { readonly instant: IsoInstant; readonly day: IsoDate } | undefined;

/** The day it is in Japan at that moment. */
export function dayOf(instant: IsoInstant): IsoDate {
  if (latest?.instant !== instant) latest = { instant, day: inJapan(instant).toPlainDate().toString() };
  return latest.day;
}

/** The first moment of a day in Japan. */
export function startOfDay(day: IsoDate): IsoInstant {
  return textOf(Temporal.PlainDate.from(day).toZonedDateTime(ZONE).toInstant());
}

/** Whole seconds since 1970, as tokens count (RFC 7519). */
export function secondsAt(instant: IsoInstant): number {
  return Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 1000);
}

/** The first moment of a minute of that day, `14:05` in Japan. */
export function startOfMinute(day: IsoDate, minute: string): IsoInstant {
  return textOf(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: minute }).toInstant(),
  );
}

/** The first moment after it. */
export function afterMinute(day: IsoDate, minute: string): IsoInstant {
  return textOf(Temporal.Instant.from(startOfMinute(day, minute)).add({ minutes: 1 }));
}

export function lastMomentOf(day: IsoDate): IsoInstant {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(ZONE).toInstant();
  return textOf(next.subtract({ milliseconds: 1 }));
}

/**
 * The moment a period counted from `instant` is over: 00:00 JST of the day after its last day. A deadline is missed
 * from this moment on, not before.
 */
export function after(instant: IsoInstant, period: string): IsoInstant {
  return startOfDay(dayAfterPeriod(instant, period).toString());
}

/** The last day of a right that runs `period` from its notification; the right lasts to the end of that day. */
export function lastValidDay(notifiedAt: IsoInstant, period: string): IsoDate {
  return dayAfterPeriod(notifiedAt, period).subtract({ days: 1 }).toString();
}

/** The first moment a right that runs `period` from its notification is no longer valid. There is no grace after it. */
export function expiryInstant(notifiedAt: IsoInstant, period: string): IsoInstant {
  return after(notifiedAt, period);
}

/** The start of the month (Japan) in which that moment is. */
export function monthOf(instant: IsoInstant): IsoInstant {
  return textOf(inJapan(instant).with({ day: 1 }).startOfDay().toInstant());
}

/** The start of the first month that begins at that moment or after it. */
export function monthFrom(instant: IsoInstant): IsoInstant {
  const at = inJapan(instant);
  const first = at.with({ day: 1 }).startOfDay();
  const next = first.equals(at) ? first : first.add({ months: 1 });
  return textOf(next.toInstant());
}

/** Whether the right holds at that moment: from its notification until it expires. */
export function isValidOn(notifiedAt: IsoInstant, period: string, at: IsoInstant): boolean {
  const moment = Temporal.Instant.from(at);
  const begun = Temporal.Instant.compare(Temporal.Instant.from(notifiedAt), moment) <= 0;
  return (
    begun && Temporal.Instant.compare(moment, Temporal.Instant.from(expiryInstant(notifiedAt, period))) < 0
  );
}

/** Day one of a period: the day after, unless it begins at the very start of a day (Civil Code 140). */
export function dayOneOf(instant: IsoInstant): IsoDate {
  return dayOne(inJapan(instant)).toString();
}

/** The day before or after, by so many days. */
export function dayBeside(day: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Whole days of twenty-four hours from one moment to a later one. */
export function daysBetween(from: IsoInstant, until: IsoInstant): number {
  return Math.floor(Temporal.Instant.from(from).until(Temporal.Instant.from(until)).total('hours') / 24);
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: IsoDate): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** How many days a period is, of one that is days and nothing else. Throws on any other. */
export function daysIn(period: string): number {
  const { years, months, weeks, days } = calendarPeriod(period);
  if (years + months + weeks > 0) throw new RangeError(`not a number of days: ${period}`);
  return days;
}

/** When the renewal opens: 00:00 JST of the last valid day less the lead; no such date, then the last of that month. */
export function renewalOpening(lastDay: IsoDate, lead: string): IsoInstant {
  return startOfDay(Temporal.PlainDate.from(lastDay).subtract(calendarPeriod(lead)).toString());
}

/**
 * Civil Code 140: the first day is not counted, unless the period begins at the very start of it. Civil Code 143(2): a
 * period of months or years ends with the day before the date corresponding to day one or, if its last month has no such
 * date, with the last day of that month.
 */
function dayAfterPeriod(instant: IsoInstant, period: string): Temporal.PlainDate {
  const { years, months, weeks, days } = calendarPeriod(period);
  const one = dayOne(inJapan(instant));
  const corresponding = one.add({ years, months });
  const monthHasIt = corresponding.day === one.day;
  return (monthHasIt ? corresponding : corresponding.add({ days: 1 })).add({ weeks, days });
}

function dayOne(begin: Temporal.ZonedDateTime): Temporal.PlainDate {
  const wholeFirstDay = begin.equals(begin.startOfDay());
  return wholeFirstDay ? begin.toPlainDate() : begin.toPlainDate().add({ days: 1 });
}

/** As many as the policy table has: reading one costs more than counting it. */
const PERIODS = new Map<string, Temporal.Duration>();

/** Policy speaks in days, weeks, months and years. Hours have no day to end with, so they are a fault in the table. */
function calendarPeriod(period: string): Temporal.Duration {
  const known = PERIODS.get(period);
  if (known) return known;
  const duration = Temporal.Duration.from(period);
  const { years, months, weeks, days } = duration;
  const onlyDays = Temporal.Duration.from({ years, months, weeks, days });
  if (duration.sign !== 1 || onlyDays.toString() !== duration.toString()) {
    throw new RangeError(`not a period of days, weeks, months or years: ${period}`);
  }
  PERIODS.set(period, duration);
  return duration;
}

function inJapan(instant: IsoInstant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
}

function textOf(instant: Temporal.Instant): IsoInstant {
  return instant.toString({ fractionalSecondDigits: 3 });
}
