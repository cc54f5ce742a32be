import { type Asking, type CheckCode, checkIn, checkPlan, type InquiryConsent, type Item } from './checks.js';
import type { Stage } from './stages.js';

/**
 * In which order others are asked (Standards: order of the investigation): the superior's form and the personnel records
 * first; public offices, organisations and people beside the person afterwards, only as needed, each for a recorded reason.
 */
export const NEEDS = ['TO_CONFIRM_STATEMENT', 'UNCLEAR', 'NOT_IN_RECORDS', 'TO_CONFIRM_ANSWER'] as const;
export type Need = (typeof NEEDS)[number];

/** What is asked as needed, each question with why. The words to it are sealed. */
export type Inquired = Readonly<Partial<Record<CheckCode, Need>>>;

/** Asked of everybody who consented to it, when the investigation begins. */
export function firstChecks(policy: Asking, consent: InquiryConsent, stated: readonly Item[]): CheckCode[] {
  return checkPlan(policy, consent, stated).filter((code) => isFirst(policy, code));
}

/**
 * What may be named to be asked: consented to, warranted by what was stated, and not put to anybody in this case so far. Where
 * the investigation has yet to begin, the first ones need not be: they go out with its beginning.
 */
export function askableIn(
  policy: Asking,
  stage: Stage | 'NEW',
  consent: InquiryConsent,
  stated: readonly Item[],
  asked: readonly CheckCode[],
): CheckCode[] {
  const open = checkPlan(policy, consent, stated).filter((code) => !asked.includes(code));
  return stage === 'INVESTIGATION' ? open.filter((code) => !isFirst(policy, code)) : open;
}

/**
 * Whether each of these is only put again: what nobody was asked in this case is not asked by repeating it, past the reason
 * why it is needed and past what was stated.
 */
export function mayBeRepeated(codes: readonly CheckCode[], asked: readonly CheckCode[]): boolean {
  return codes.every((code) => asked.includes(code));
}

/** The codes that a step names, in the order of the policy. */
export function codesOf({ checks }: Asking, inquired: Inquired): CheckCode[] {
  return checks.map(({ code }) => code).filter((code) => inquired[code] !== undefined);
}

function isFirst(policy: Asking, code: CheckCode): boolean {
  return checkIn(policy, code).round === 'FIRST';
}
