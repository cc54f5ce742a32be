import type { IsoInstant } from './calendar.js';
import type { Asking, CheckCode, InquiryConsent, Item } from './checks.js';
import { type Inquired, type Need, NEEDS } from './inquiries.js';
import type { ApplicationStage } from './stages.js';

/**
 * Consent after the consent (Art. 12(3); reading: a new source needs a supplementary one): what was not offered then, or
 * was declined, may be asked for by a notice that says why; what was given may be taken back, question by question. Each
 * answer is a step of its own and replaces none: what holds is all of them together.
 */

/** Stages in which the person may be asked for a supplementary consent; the case goes on meanwhile. */
export const SUPPLEMENTING = [
  'INVESTIGATION',
  'CHECKS_RUNNING',
  'HUMAN_REVIEW',
  'AWAITING_OPINION',
] as const satisfies ApplicationStage[];

/** Where it can be by the time they answer: no further than the opinion, which waits for the answer or for its day. */
export const SUPPLEMENTED = [
  ...SUPPLEMENTING,
  'QUESTIONNAIRE',
  'QUESTIONNAIRE_OVERDUE',
  'QUESTIONNAIRE_SCREENING',
  'INTERVIEW',
  'INTERVIEW_RECORD',
  'DOCUMENT_REQUESTED',
] as const satisfies ApplicationStage[];

/** A request that waits for the person's answer: the text they are shown, and the questions in it. */
export interface OpenSupplement {
  readonly text: string;
  readonly asks: readonly CheckCode[];
}

/** One whose time was over before they were heard of: what had come in on paper by then is still an answer. */
export interface MissedSupplement extends OpenSupplement {
  readonly over: IsoInstant;
}

/** The one that an answer would be to: that waits, or that was passed over last. */
export function supplementShown(facts: {
  readonly supplement: OpenSupplement | null;
  readonly missedSupplement: MissedSupplement | null;
}): OpenSupplement | null {
  return facts.supplement ?? facts.missedSupplement;
}

/** When the time was over for what a paper still answers: a document that was asked for, or a supplementary consent. */
export function missedAt(
  rule: 'receivedInTime' | 'answeredInTime',
  facts: {
    readonly missedDocument: IsoInstant | null;
    readonly missedSupplement: MissedSupplement | null;
  },
): IsoInstant | null {
  return rule === 'receivedInTime' ? facts.missedDocument : (facts.missedSupplement?.over ?? null);
}

/** Silence to one of several questions is neither: each is answered, and nothing that was not asked. */
export function unanswered(supplement: OpenSupplement | null, answers: readonly CheckCode[] = []) {
  const asks = supplement?.asks ?? [];
  const [open, beside] = [
    asks.filter((code) => !answers.includes(code)),
    answers.filter((code) => !asks.includes(code)),
  ];
  return [
    ...open.map((code) => ({ pointer: `/inquiries/${code}`, message: 'answer yes or no' })),
    ...beside.map((code) => ({ pointer: `/inquiries/${code}`, message: 'was not asked' })),
  ];
}

/** For which needs a consent may still be asked for, by question. One that is not here is not asked for at all. */
export type Supplementable = Readonly<Partial<Record<CheckCode, readonly Need[]>>>;

/**
 * Nobody is pressed: a question is asked for only where there is no consent to it, where the table warrants it, and for
 * each need once in a case, whether it was then consented to, declined, passed over or taken back.
 */
export function supplementable(
  { checks }: Asking,
  consent: InquiryConsent,
  stated: readonly Item[],
  before: readonly Inquired[],
): Supplementable {
  return Object.fromEntries(
    checks.flatMap(({ code, item, onlyIfStated }): [CheckCode, readonly Need[]][] => {
      if (consent[code] === true || (onlyIfStated && !stated.includes(item))) return [];
      const needs = NEEDS.filter((need) => !before.some((asked) => asked[code] === need));
      return needs.length === 0 ? [] : [[code, needs]];
    }),
  );
}

/** Whether each of these may be asked for, for the need that is named. */
export function mayBeAskedFor(asked: Inquired, open: Supplementable): boolean {
  return Object.entries(asked).every(
    ([code, need]) => need !== undefined && open[code]?.includes(need) === true,
  );
}

/** The questions that are consented to now. */
export function consentedIn(consent: InquiryConsent): CheckCode[] {
  return codesWhere(consent, (given) => given === true);
}

/** The questions that were answered at all, yes or no. */
export function answeredIn(consent: InquiryConsent): CheckCode[] {
  return codesWhere(consent, (given) => given !== undefined);
}

/** In the order of their codes: whoever prints them has the policy's own. */
function codesWhere(consent: InquiryConsent, holds: (given: boolean | undefined) => boolean): CheckCode[] {
  return Object.keys(consent)
    .filter((code) => holds(consent[code]))
    .toSorted();
}

/** One answer of the person's, in the order in which they gave them. */
export interface Given {
  readonly action: 'giveConsent' | 'answerSupplement' | 'withdrawInquiry';
  readonly text?: string | undefined;
  readonly inquiries?: InquiryConsent | undefined;
  readonly codes?: readonly CheckCode[] | undefined;
}

/** What holds after all of them: a later answer to a question counts, and what was taken back is no yes. */
export function consentAfter(given: readonly Given[]): InquiryConsent {
  return given.reduce<InquiryConsent>((before, { action, inquiries = {}, codes = [] }) => {
    if (action === 'giveConsent') return inquiries;
    if (action === 'answerSupplement') return { ...before, ...inquiries };
    return { ...before, ...Object.fromEntries(codes.map((code) => [code, false])) };
  }, {});
}

/** Every question that was ever consented to: what was asked while the consent stood was asked rightly. */
export function everConsented(given: readonly Given[]): InquiryConsent {
  const yes = given.flatMap(({ action, inquiries = {} }) =>
    action === 'withdrawInquiry' ? [] : consentedIn(inquiries),
  );
  return Object.fromEntries(yes.map((code) => [code, true]));
}
