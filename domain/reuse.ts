import { after, type IsoDate, type IsoInstant, lastValidDay } from './calendar.js';
import type { Periods } from './policy.js';
import type { Ground } from './stages.js';

/**
 * An investigation of the same person that ended in an opinion and in a result that was notified (Art. 12(7)). One whose
 * consent was withdrawn, or whose file was destroyed, is none: what it was allowed for, or what it found, is gone.
 */
export interface EarlierInvestigation {
  readonly applicationId: string;
  /** For whom it was made: whom to ask about it. */
  readonly organId: string;
  readonly opinionAt: IsoInstant;
}

/**
 * Whether it may serve a new case: for ten years from the day of its opinion, and for somebody who is newly to handle. A
 * renewal and a doubt ask what has become of the person since, and that no earlier investigation can tell (reading).
 */
export function isReusable(
  { opinionAt }: EarlierInvestigation,
  { ground, periods, now }: { ground: Ground | null; periods: Periods; now: IsoInstant },
): boolean {
  return ground === 'NEW_HANDLER' && now < after(opinionAt, periods.REUSE_LIMIT);
}

/** The last day on which it may be. */
export function reusableUntil({ opinionAt }: EarlierInvestigation, { REUSE_LIMIT }: Periods): IsoDate {
  return lastValidDay(opinionAt, REUSE_LIMIT);
}
