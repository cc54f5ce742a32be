import holidays from '@holiday-jp/holiday_jp';
import {
  after,
  dayBeside,
  dayOneOf,
  daysIn,
  type IsoDate,
  type IsoInstant,
  lastValidDay,
  startOfDay,
  weekdayOf,
} from './calendar.js';

/**
 * Days on which the offices are open: not Saturdays, Sundays, national holidays and 29 December to 3 January (Act on
 * Holidays of Administrative Organs, Art. 1). Holidays are known until 2050, future ones as the law stands; after that
 * only weekends and the turn of the year are.
 */
export function isOfficeDay(day: IsoDate): boolean {
  return weekdayOf(day) < SATURDAY && !(day in holidays.holidays) && !isTurnOfTheYear(day);
}

/**
 * As `after`, for what a person owes an office: a period whose last day finds the office closed ends with the next day on
 * which it is open (Act on Holidays of Administrative Organs, Art. 2; Civil Code 142).
 */
export function afterOpenDay(instant: IsoInstant, period: string): IsoInstant {
  const lastDay = lastValidDay(instant, period);
  return isOfficeDay(lastDay) ? after(instant, period) : endOf(openFrom(lastDay));
}

/** The moment so many office days are over; for what offices owe. `P3D` is three of them. */
export function afterOfficeDays(instant: IsoInstant, period: string): IsoInstant {
  let day = openFrom(dayOneOf(instant));
  for (let left = daysIn(period) - 1; left > 0; left -= 1) day = openFrom(dayBeside(day, 1));
  return endOf(day);
}

/** The moment after the next day, from that one on, on which the offices are open. */
export function endOfOpenDay(day: IsoDate): IsoInstant {
  return endOf(openFrom(day));
}

const SATURDAY = 6;

function openFrom(day: IsoDate): IsoDate {
  let open = day;
  while (!isOfficeDay(open)) open = dayBeside(open, 1);
  return open;
}

function endOf(day: IsoDate): IsoInstant {
  return startOfDay(dayBeside(day, 1));
}

function isTurnOfTheYear(day: IsoDate): boolean {
  const monthAndDay = day.slice(-5);
  return monthAndDay >= '12-29' || monthAndDay <= '01-03';
}
