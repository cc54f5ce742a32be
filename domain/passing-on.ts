import { dayOf, type IsoDate, type IsoInstant, startOfDay } from './calendar.js';
import { afterOfficeDays } from './office-days.js';
import { type Ending, isOverOutside, type OutcomeView, toldOutside } from './outward.js';
import type { Periods } from './policy.js';

/**
 * What a contractor passes on to the employer who dispatched a person to it (派遣元, Art. 13(3)): what it was told itself, and
 * no more. The dispatching employer is no party of ours: a name and a number, and a paper that the contractor hands on.
 */
export const PASSING_ON_ARTICLE = 'Art. 13(3), 16';

export const PASSED_ON = [
  'FOUND',
  'NOT_FOUND',
  'NOT_CONDUCTED',
  'NOTICE_VOID',
  'RIGHT_ENDED',
  'RIGHT_RETURNED',
] as const satisfies readonly (OutcomeView['outcome'] | 'NOTICE_VOID' | 'RIGHT_ENDED' | 'RIGHT_RETURNED')[];
export type PassedOn = (typeof PASSED_ON)[number];

/** A firm, by the name and the number under which it is registered (法人番号). Nothing of a person. */
export interface DispatchingEmployer {
  readonly name: string;
  readonly number: string;
}

/** Thirteen digits, the first a check on the rest (Ordinance on corporate numbers; memory). */
export function isCorporateNumber(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const [check = 0, ...digits] = Array.from(text, Number);
  const sum = digits.reverse().reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 2), 0);
  return check === 9 - (sum % 9);
}

/** One text for each, whatever led to it; what is not said to the contractor stands in none. */
export const PASSING_ON_TEXT: Readonly<
  Record<PassedOn, Readonly<Record<'ja' | 'en', (day: IsoDate) => string>>>
> = {
  FOUND: told(
    (day) => `適性評価の結果の通知（${day}）：漏らすおそれがないと認められた。`,
    (day) => `Result notified on ${day}: found not likely to leak.`,
  ),
  NOT_FOUND: told(
    (day) => `適性評価の結果の通知（${day}）：漏らすおそれがないとは認められなかった。`,
    (day) => `Result notified on ${day}: not found unlikely to leak.`,
  ),
  NOT_CONDUCTED: told(
    (day) => `通知（${day}）：適性評価は行われなかった。`,
    (day) => `Told on ${day}: no assessment was made.`,
  ),
  NOTICE_VOID: told(
    (day) => `先に伝えた結果の通知は、誤りであったため、${day}に取り消された。`,
    (day) => `The notice of a result that was passed on before was a mistake and was made void on ${day}.`,
  ),
  RIGHT_ENDED: told(
    (day) => `この者は、${day}をもって、取り扱うことができなくなった。`,
    (day) => `The right of this person to handle the information ended on ${day}.`,
  ),
  RIGHT_RETURNED: told(
    (day) => `この者は、${day}から、再び取り扱うことができる。`,
    (day) => `This person may handle the information again from ${day}.`,
  ),
};

function told(ja: (day: IsoDate) => string, en: (day: IsoDate) => string) {
  return { ja, en };
}

export type PassingOnState = 'TOLD' | 'REMINDED' | 'OVERDUE' | 'PASSED_ON';

/** When a contractor that has not passed it on is reminded, and from when the officer in charge sees it as overdue. */
export function passOnDates(since: IsoInstant, periods: Periods) {
  return {
    remindAt: afterOfficeDays(since, periods.PASS_ON_REMINDER),
    overdueAt: afterOfficeDays(since, periods.PASS_ON_OVERDUE),
  };
}

export function passingOnState(
  of: { readonly since: IsoInstant; readonly passedOn: IsoDate | null },
  periods: Periods,
  now: IsoInstant,
): PassingOnState {
  if (of.passedOn !== null) return 'PASSED_ON';
  const { remindAt, overdueAt } = passOnDates(of.since, periods);
  if (overdueAt <= now) return 'OVERDUE';
  return remindAt <= now ? 'REMINDED' : 'TOLD';
}

/** Something that the contractor was told, and has to pass on once. */
export interface Telling {
  readonly told: PassedOn;
  readonly since: IsoInstant;
  readonly day: IsoDate;
  /** Which of several such on one day: how many notices were void before it. The contractor learns days, and no instants. */
  readonly nth: number;
  /** Only where one of these was passed on: what nobody was told of is not taken back. */
  readonly after?: readonly Which[];
}
/** What a telling is known by. */
export type Which = Pick<Telling, 'told' | 'day' | 'nth'>;

/** Of a case, by the very rule by which the contractor is told (outward.ts), and at that moment. */
export function tellingsOfCase(
  of: Ending & { readonly voidNotices: readonly { notifiedAt: IsoInstant; voidedAt: IsoInstant }[] },
  periods: Periods,
  now: IsoInstant,
): Telling[] {
  // Nor of a void notice: it would go with the file alone, on a day that follows from the act.
  if (isOverOutside(of, periods, now)) return [];
  const outcome = toldOutside(of, periods, now);
  return [
    ...of.voidNotices.map(({ notifiedAt, voidedAt }, nth) => ({
      told: 'NOTICE_VOID' as const,
      since: voidedAt,
      day: dayOf(voidedAt),
      nth,
      after: (['FOUND', 'NOT_FOUND'] as const).map((told) => ({ told, day: dayOf(notifiedAt), nth })),
    })),
    ...(outcome
      ? [
          {
            told: outcome.outcome,
            since: outcome.since,
            day: dayOf(outcome.since),
            nth: of.voidNotices.length,
          } as const,
        ]
      : []),
  ];
}

/** Of a right that has ended and, perhaps, come back: as it was told to the contractor. */
export function tellingsOfEnd(of: {
  readonly endedOn: IsoDate;
  readonly toldAt: IsoInstant;
  readonly returnedOn: IsoDate | null;
}): Telling[] {
  const end = { told: 'RIGHT_ENDED', since: of.toldAt, day: of.endedOn, nth: 0 } as const;
  // Of a right that is back before its end was passed on there is nothing left to say.
  if (of.returnedOn === null) return [end];
  const since = startOfDay(of.returnedOn);
  return [
    { ...end, after: [end] },
    { told: 'RIGHT_RETURNED', since, day: of.returnedOn, nth: 0, after: [end] },
  ];
}
