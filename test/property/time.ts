import { after, dayOf } from '../../domain/calendar.js';
import { type Periods, policyOn } from '../../domain/policy.js';

/** The domain's own counting, remembered: the same few days come again and again. */
export function later(from: string, period: string): string {
  const key = `${from}+${period}`;
  const known = counted.get(key) ?? after(from, period);
  counted.set(key, known);
  return known;
}
const counted = new Map<string, string>();

export function periodsAt(instant: string): Periods {
  const periods = inForce.get(instant) ?? policyOn(dayOf(instant)).periods;
  inForce.set(instant, periods);
  return periods;
}
const inForce = new Map<string, Periods>();
