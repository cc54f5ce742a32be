import { after, type IsoInstant } from './calendar.js';
import { afterOfficeDays, afterOpenDay } from './office-days.js';
import { type CountedDeadline, DEADLINES, type Periods } from './policy.js';

/** The moment a deadline that begins now is missed, by the case's own periods and the kind's way of counting days. */
export function dueOf(kind: CountedDeadline, now: IsoInstant, periods: Periods): IsoInstant {
  const { days } = DEADLINES[kind];
  const count = { CALENDAR: after, TO_OPEN_DAY: afterOpenDay, OFFICE: afterOfficeDays }[days];
  return count(now, periods[kind]);
}
