import type { IsoInstant } from './calendar.js';
import { Refused } from './errors.js';
import type { Role } from './roles.js';

/**
 * How a person comes to a passkey, and what happens when it is lost: by a code that an officer hands over across the counter
 * and by nobody else. Whoever has the code could act as the person, so that no employer supplies, sees or resets it.
 */
export const PASSKEY_ARTICLE = 'Art. 12(3), 13; reading: nobody but the person acts as the person';

/** Who hands over codes and records losses: whoever works on the case for the head. */
export const COUNTER_ROLES = ['CaseOfficer', 'AssessmentOfficerInCharge'] as const satisfies readonly Role[];

/**
 * What the officer looked at before: a document with a photograph. Of a My Number card its front alone, and of each no number
 * is kept (Act 27/2013, Art. 15, 20).
 */
export const IDENTITY_CHECKS = [
  'MY_NUMBER_CARD_FRONT',
  'DRIVING_LICENCE',
  'PASSPORT',
  'RESIDENCE_CARD',
  'STAFF_CARD_OF_ORGAN',
] as const;
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number];

export const LOSS_GROUNDS = ['LOST', 'COMPROMISED', 'REPLACED'] as const;
export type LossGround = (typeof LOSS_GROUNDS)[number];

/** So many wrong ones end a code. They end nothing else: nobody is locked out of a passkey that stands. */
export const MOST_TRIES = 5;

/** That a passkey is lost: said by one person at the counter, confirmed by a second, and objected to by whose it is. */
export interface Loss {
  readonly reportedBy: string;
  readonly confirmedAt: IsoInstant | null;
  /** When the cool-down is over, and a code counts. */
  readonly countsFrom: IsoInstant | null;
  readonly objectedAt: IsoInstant | null;
}

export const LOSS_STATES = ['REPORTED', 'COOLING_DOWN', 'OVER', 'OBJECTED'] as const;
export type LossState = (typeof LOSS_STATES)[number];

export function lossState({ confirmedAt, countsFrom, objectedAt }: Loss, now: IsoInstant): LossState {
  if (objectedAt !== null) return 'OBJECTED';
  if (confirmedAt === null || countsFrom === null) return 'REPORTED';
  return now < countsFrom ? 'COOLING_DOWN' : 'OVER';
}

/**
 * From when a code counts that is handed over now. The first passkey needs no more than the code; any other the loss of the
 * one before, confirmed by two people and not objected to, and the days of the cool-down. @throws Refused PASSKEY_STANDS
 */
export function codeCountsFrom(
  { hadOne, standing, lastLoss }: { hadOne: boolean; standing: boolean; lastLoss: Loss | undefined },
  now: IsoInstant,
): IsoInstant {
  if (standing) throw new Refused('PASSKEY_STANDS');
  if (!hadOne) return now;
  if (!lastLoss || lastLoss.countsFrom === null || lastLoss.objectedAt !== null)
    throw new Refused('PASSKEY_STANDS');
  return lastLoss.countsFrom > now ? lastLoss.countsFrom : now;
}

/**
 * A loss is said where there is one to lose, or where its person had objected to what was said before: then it is looked into
 * anew. @throws Refused WRONG_STAGE
 */
export function permitReporting(
  of: { standing: boolean; lastLoss: Loss | undefined },
  now: IsoInstant,
): void {
  const last = of.lastLoss && lossState(of.lastLoss, now);
  const open = last === 'REPORTED' || (last === 'COOLING_DOWN' && !of.standing);
  if (open || (!of.standing && last !== 'OBJECTED')) throw new Refused('WRONG_STAGE');
}

/**
 * By a second person, apart from the first by their line too. After an objection the second is an officer in charge.
 * @throws Refused WRONG_STAGE, SAME_PERSON, SAME_LINE
 */
export function permitConfirming(
  loss: Loss,
  by: { sub: string; line: readonly string[]; inCharge: boolean; objectedBefore: boolean },
  now: IsoInstant,
): void {
  if (lossState(loss, now) !== 'REPORTED') throw new Refused('WRONG_STAGE');
  if (loss.reportedBy === by.sub) throw new Refused('SAME_PERSON');
  if (by.line.includes(loss.reportedBy)) throw new Refused('SAME_LINE');
  if (by.objectedBefore && !by.inCharge)
    throw new Refused('SAME_PERSON', 'the person objected before: an officer in charge confirms');
}

/** Until a code counts. @throws Refused WRONG_STAGE */
export function permitObjecting(loss: Loss, now: IsoInstant): void {
  if (!mayBeObjectedTo(lossState(loss, now))) throw new Refused('WRONG_STAGE');
}

export function mayBeObjectedTo(state: LossState): boolean {
  return state === 'REPORTED' || state === 'COOLING_DOWN';
}
