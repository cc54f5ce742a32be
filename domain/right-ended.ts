import { dayOf, type IsoDate, type IsoInstant } from './calendar.js';
import type { Edge } from './edges.js';
import { type Moment, type RightFacts, rightOf } from './handling.js';
import { afterOfficeDays } from './office-days.js';
import { inForceOn, policyOn } from './policy.js';
import type { ClearanceStage } from './stages.js';

/**
 * When a right to handle has ended, who is told, and how long they have to say that they know (Art. 11, 16). One text for
 * every cause: why it ended is on no notice, so that a doubt, a negative result, an end of need and the calendar are told
 * alike to those who may not know which it was.
 */
export const RECIPIENTS = ['CUSTODIAN', 'INFORMATION_MANAGER', 'CONTRACTOR'] as const;
export type Recipient = (typeof RECIPIENTS)[number];

interface Text {
  /** From this day on it is told so; who was told before goes on to read what they were told. */
  readonly from: IsoDate;
  readonly ja: (day: IsoDate) => string;
  readonly en: (day: IsoDate) => string;
}

/** A right ends when none under any law is left, and which there was is on no notice either: the text names no law's. */
export const RIGHT_ENDED: readonly [Text, ...Text[]] = [
  {
    from: '2025-05-16',
    ja: (day) =>
      `次の者は、${day}をもって重要経済安保情報を取り扱うことができなくなりました。直ちにその者による取扱いを止めさせ、この通知を確認した旨を回答してください。`,
    en: (day) =>
      `The right of this person to handle the information ended on ${day}. See that they no longer handle it, and confirm that you know.`,
  },
  {
    from: '2026-11-27',
    ja: (day) =>
      `次の者は、${day}をもって、取扱いに適性評価を要する情報を取り扱うことができなくなりました。直ちにその者による取扱いを止めさせ、この通知を確認した旨を回答してください。`,
    en: (day) =>
      `The right of this person to handle information for which a suitability assessment is needed ended on ${day}. See that they no longer handle any, and confirm that you know.`,
  },
];

/** One text for every cause of a return, as there is one for every end. */
export const RIGHT_RETURNED: readonly [Text, ...Text[]] = [
  {
    from: '2025-05-16',
    ja: (day) =>
      `次の者は、${day}から、再び重要経済安保情報を取り扱うことができます。取扱者名簿には、必要に応じて改めて記載してください。`,
    en: (day) =>
      `This person may handle the information again from ${day}. Where they need an item, its custodian lists them anew.`,
  },
  {
    from: '2026-11-27',
    ja: (day) =>
      `次の者は、${day}から、再び、取扱いに適性評価を要する情報を取り扱うことができます。取扱者名簿には、必要に応じて改めて記載してください。`,
    en: (day) =>
      `This person may handle information for which a suitability assessment is needed again from ${day}. Where they need an item, its custodian lists them anew.`,
  },
];

/** The text of what was told on a day, about the end or the return on another. */
export function rightText(
  texts: typeof RIGHT_ENDED,
  { toldOn, on }: { readonly toldOn: IsoDate; readonly on: IsoDate },
): { readonly ja: string; readonly en: string } {
  const { ja, en } = inForceOn(toldOn, texts);
  return { ja: ja(on), en: en(on) };
}

export interface ChaseDates {
  readonly remindAt: IsoInstant;
  readonly overdueAt: IsoInstant;
}
/** When whoever was told is reminded, and when the officer in charge sees them as overdue: by the policy of that day. */
export function chaseFrom(toldAt: IsoInstant): ChaseDates {
  const { periods } = policyOn(dayOf(toldAt));
  return {
    remindAt: afterOfficeDays(toldAt, periods.RIGHT_END_REMINDER),
    overdueAt: afterOfficeDays(toldAt, periods.RIGHT_END_OVERDUE),
  };
}

export type ChaseState = 'TOLD' | 'REMINDED' | 'OVERDUE' | 'ACKNOWLEDGED' | 'RETURNED';
export function chaseState(
  of: ChaseDates & { readonly acknowledgedAt: IsoInstant | null; readonly returnedOn?: IsoDate | null },
  now: IsoInstant,
): ChaseState {
  if (of.acknowledgedAt !== null) return 'ACKNOWLEDGED';
  // Nobody is to be kept from handling any more: nobody is chased.
  if (of.returnedOn) return 'RETURNED';
  if (of.overdueAt <= now) return 'OVERDUE';
  return of.remindAt <= now ? 'REMINDED' : 'TOLD';
}

const IN_FORCE: readonly ClearanceStage[] = ['ACTIVE', 'REVIEW'];

/**
 * Whether this step may have ended the right that a clearance gave; that no other gives it, is for the caller to see. One
 * that is superseded hands the right on.
 */
export function mayEndRight(from: ClearanceStage, to: ClearanceStage, pledged: boolean): boolean {
  return pledged && IN_FORCE.includes(from) && !IN_FORCE.includes(to) && to !== 'SUPERSEDED';
}

/** A doubt notice, and a negative result: after them a result under the 2014 Act gives no right any more (reading). */
export function mayEndOtherRights({ action, when }: Pick<Edge, 'action' | 'when'>): boolean {
  return action === 'serveDoubtNotice' || (action === 'notifyResult' && when?.decision === 'NOT_FOUND');
}

/**
 * Whether the right is given, and by no clearance in force of the record itself: the end of such a one is told with its own
 * step. What another record of the person holds has no step of its own here.
 */
export function givenBesides(facts: RightFacts, at: Moment, own = facts.results): boolean {
  const held = own.some(({ stage, pledged }) => pledged && IN_FORCE.includes(stage));
  return !held && rightOf(facts, at).canHandle;
}

/** Whether this step may have brought a right back; that it did, the register says. */
export function mayReturnRight(from: ClearanceStage, to: ClearanceStage): boolean {
  return !IN_FORCE.includes(from) && IN_FORCE.includes(to);
}
