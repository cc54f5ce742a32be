import { dayBeside, dayOf } from '../../../domain/calendar.js';

/** By the wall clock: nobody moves the other one here. */
export function dayAhead(days: number): string {
  return dayBeside(dayOf(new Date().toISOString()), days);
}
