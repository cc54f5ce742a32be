import { dayBeside, dayOf } from '../../domain/calendar.js';
import { dueOf } from '../../domain/due.js';
import { type CountedDeadline, type Periods, policyOn } from '../../domain/policy.js';

/** The domain's own counting, remembered: the same few days come again and again. */
export function dueAfter(kind: CountedDeadline, from: string, periods: Periods): string {
  const key = `${kind} ${from} ${periods[kind]}`;
  const known = counted.get(key) ?? dueOf(kind, from, periods);
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

/** The last day before an instant at which days are over, or so many days beside it. */
export function lastDayOf(over: string, days = 0): string {
  return dayBeside(dayOf(new Date(Date.parse(over) - 1).toISOString()), days);
}

/** What begins to run down when a file ends: what was written of a family goes before the rest of it. */
export function clocksAtEnd(
  file: CountedDeadline | undefined,
  steps: readonly { readonly edge: { readonly action: string } }[],
): CountedDeadline[] {
  const taken = (action: string) => steps.some(({ edge }) => edge.action === action);
  if (file === undefined) return [];
  // Gone before, it does not go again when the case ends once more.
  return taken('submitQuestionnaire') && !taken('destroyClass') ? [file, 'FAMILY_RETENTION'] : [file];
}

export function deadline(kind: CountedDeadline, from: string, periods: Periods, setAt: string) {
  return { kind, dueAt: dueAfter(kind, from, periods), setAt };
}

/** As a receipt bears it: the day in Japan, and the hour there. */
export function minutesBefore(instant: string): { receivedOn: string; receivedAt: string } {
  const inJapan = (at: number) => new Date(at + 9 * 3_600_000).toISOString();
  const [then, before] = [inJapan(Date.parse(instant)), inJapan(Date.parse(instant) - 120_000)];
  const receivedOn = then.slice(0, 10);
  // A paper that went out after midnight was not received before it.
  return { receivedOn, receivedAt: before.startsWith(receivedOn) ? before.slice(11, 16) : '00:00' };
}
