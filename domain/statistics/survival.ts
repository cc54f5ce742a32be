/**
 * How long something took, seen within one year: from `since` days of age, when the year began or when it began itself,
 * to `until` days, when it ended or the year did. `over`: it ended; otherwise it was still going on, and counts as that.
 */
export interface Span {
  readonly since: number;
  readonly until: number;
  readonly over: boolean;
}

/** After `days`, this share was still going on. */
interface Step {
  readonly days: number;
  readonly still: number;
}

/**
 * The share still going on after each age at which something ended: the product-limit estimate with late entry (Kaplan
 * and Meier 1958). What has not ended pulls it up as long as it was seen: a slow case is in the figure, not left out of it
 * because it has no end yet.
 */
export function survival(spans: readonly Span[]): readonly Step[] {
  const ages = [...new Set(spans.filter((span) => span.over).map((span) => span.until))].sort(
    (a, b) => a - b,
  );
  const begins = sorted(spans.map((span) => span.since));
  const ends = sorted(spans.map((span) => span.until));
  const over = countBy(spans.filter((span) => span.over).map((span) => span.until));
  let still = 1;
  return ages.map((days) => {
    const atRisk = countUpTo(begins, days) - countUpTo(ends, days - 1);
    still *= 1 - (over.get(days) ?? 0) / atRisk;
    return { days, still };
  });
}

/** The age by which that share (0 to 1) had ended; null where it was not reached while anybody looked. */
export function quantile(steps: readonly Step[], share: number): number | null {
  // A share of tenths is not exact in binary: a hair's breadth is not a case.
  return steps.find((step) => 1 - step.still >= share - 1e-9)?.days ?? null;
}

/** The share still going on at that age. */
export function stillAt(steps: readonly Step[], days: number): number {
  return steps.findLast((step) => step.days <= days)?.still ?? 1;
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}

function countBy(numbers: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  return counts;
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
