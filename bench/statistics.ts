/** A spread of times: what half, nearly all and all but the worst hundredth took. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? Number.NaN)) / 2 : upper;
}

/** Nearest rank: a value that was really measured, never one between two. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  const at = (share: number) => rounded(percentile(values, share), 1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Each round's own ratio: what the machine did to one of the two, it did to the other. */
export function pairedRatios(ours: readonly number[], theirs: readonly number[]): number[] {
  if (ours.length !== theirs.length) throw new Error('a ratio needs both of a round');
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** How far apart two amounts are, as a share of the first. */
export function growth(first: number, last: number): number {
  return first === 0 ? 0 : (last - first) / first;
}

/** Memory that a few more cached objects explain. */
const SMALL_MB = 8;

export function grewWithin(share: number, beforeMb: number, afterMb: number): boolean {
  return growth(beforeMb, afterMb) <= share || afterMb - beforeMb <= SMALL_MB;
}
