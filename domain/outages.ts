import { type IsoDate, type IsoInstant, dayBeside, dayOf, dayOneOf } from './calendar.js';
import { endOfOpenDay } from './office-days.js';
import type { DeadlineKind } from './policy.js';

/**
 * Outages: days on which a person, or a source, could not do what they owe, and which therefore do not count. Said by two
 * people, for the deadlines of people and sources only; never for the right, retention, or what the office owes itself.
 */
const OF_PEOPLE = [
  'CONSENT_WINDOW',
  'QUESTIONNAIRE_WINDOW',
  'RECORD_WINDOW',
  'DOCUMENT_WINDOW',
  'SUPPLEMENT_WINDOW',
  'HEARING_WINDOW',
  'PLEDGE_WINDOW',
] as const satisfies readonly DeadlineKind[];
const OF_SOURCES = ['CHECK_DUE'] as const satisfies readonly DeadlineKind[];

/** Which deadlines each kind of outage moves. A source's moves those of its own questions, and nobody else's. */
export const OUTAGE_MOVES = {
  OUR_SYSTEM: [...OF_PEOPLE, ...OF_SOURCES],
  SOURCE: OF_SOURCES,
  POST: OF_PEOPLE,
} as const satisfies Record<string, readonly DeadlineKind[]>;
export type OutageKind = keyof typeof OUTAGE_MOVES;
export const OUTAGE_KINDS = Object.keys(OUTAGE_MOVES) as [OutageKind, ...OutageKind[]];

export const OUTAGE_CAUSES = ['FAILURE', 'MAINTENANCE', 'DISASTER', 'OTHER'] as const;
export type OutageCause = (typeof OUTAGE_CAUSES)[number];

/** The step by which a deadline is moved: what a source owes is not told to the person. */
export type Extension = 'extendForOutage' | 'extendChecksForOutage';
export function extensionOf(kind: DeadlineKind): Extension {
  return OF_SOURCES.some((one) => one === kind) ? 'extendChecksForOutage' : 'extendForOutage';
}

/** Owed by people, and so moved by each outage that is not a source's alone. */
export function isOwedByPeople(kind: DeadlineKind): boolean {
  return OF_PEOPLE.some((one) => one === kind);
}

/** Whole days, both ends included. */
export interface Days {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** The longest outage that is recorded as one, and how far ahead its last day may lie (planned maintenance). */
const LONGEST_DAYS = 92;
const AHEAD_DAYS = 31;

export function mayBeRecorded({ first, last }: Days, now: IsoInstant): boolean {
  return first <= last && last < dayBeside(first, LONGEST_DAYS) && last <= dayBeside(dayOf(now), AHEAD_DAYS);
}

export interface Running {
  /** When it was set: the day after it is its first. */
  readonly from: IsoInstant;
  readonly dueAt: IsoInstant;
  /** Outages that moved it before. */
  readonly counted: readonly Days[];
}

/**
 * By how many days an outage moves a deadline, and until when; undefined where it does not. Each day of the outage from the
 * deadline's first day on counts, if the deadline had not passed before the outage began, once whatever other outage it
 * belongs to as well; the last day is then the next one on which the office is open.
 */
export function movedBy(
  { from, dueAt, counted }: Running,
  { first, last }: Days,
): { days: number; dueAt: IsoInstant } | undefined {
  const lastDay = dayBeside(dayOf(dueAt), -1);
  const dayOne = dayOneOf(from);
  let days = 0;
  for (let day = first > dayOne ? first : dayOne; day <= last; day = dayBeside(day, 1)) {
    if (days === 0 && day > lastDay) return undefined;
    if (!counted.some((one) => one.first <= day && day <= one.last)) days += 1;
  }
  return days === 0 ? undefined : { days, dueAt: endOfOpenDay(dayBeside(lastDay, days)) };
}
