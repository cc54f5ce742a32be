import type { Row } from './shape.js';

/** From this age on a life is accounted for (reading: until then one goes to school). */
const OF_AGE = 18;

/** The month of a day: `2019-04-01` is in `2019-04`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/**
 * The months of the last `years` that no row covers, where two or more are missing together: a change of jobs within a
 * month leaves no gap. Rows without an end go on. Neither the months before somebody came of age nor this one are asked.
 */
export function gapsIn(
  rows: readonly Row[],
  years: number,
  { today, dateOfBirth }: { readonly today: string; readonly dateOfBirth: string },
): { from: string; to: string }[] {
  const now = countOf(monthOf(today));
  const first = Math.max(now - years * 12, countOf(monthOf(dateOfBirth)) + OF_AGE * 12);
  const spans = rows
    .map(({ from, to }) => [countOf(String(from)), to === undefined ? now : countOf(String(to))] as const)
    .sort(([a], [b]) => a - b);
  const gaps: { from: string; to: string }[] = [];
  let reached = first - 1;
  for (const [from, to] of [...spans, [now, now] as const]) {
    if (from - reached > 2) gaps.push({ from: named(reached + 1), to: named(from - 1) });
    reached = Math.max(reached, to);
  }
  return gaps;
}

/** Months since the year 0. */
function countOf(month: string): number {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return year * 12 + of - 1;
}

function named(count: number): string {
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}
