import { type Asking, type CheckCode, checkIn, checkPlan, type InquiryConsent, type Item } from './checks.js';
import type { InvestigationMode, Stage } from './stages.js';

/**
 * In which order others are asked (Standards: order of the investigation): the superior's form and the personnel records
 * first; public offices, organisations and people beside the person when those have come in, only as needed, each for a
 * recorded reason.
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
 * Of these what nobody has been asked yet, or somebody has still to answer. Silence past its time has come in as silence: nobody
 * is kept waiting by a superior who need not answer at all.
 */
export function firstDue(
  policy: Asking,
  consent: InquiryConsent,
  stated: readonly Item[],
  { asked, open }: { readonly asked: readonly CheckCode[]; readonly open: readonly CheckCode[] },
): CheckCode[] {
  return firstChecks(policy, consent, stated).filter((code) => open.includes(code) || !asked.includes(code));
}

/** Both, of a case whose person has consented: what others may be asked at all, and what comes before it. */
export function inquiryFacts(
  policy: Asking,
  stage: Stage | 'NEW',
  { consent, stated, asked, open }: Inquirable,
): { askable: CheckCode[]; firstDue: CheckCode[] } {
  return {
    askable: askableIn(policy, stage, consent, stated, asked),
    firstDue: firstDue(policy, consent, stated, { asked, open }),
  };
}

interface Inquirable {
  readonly consent: InquiryConsent;
  readonly stated: readonly Item[];
  readonly asked: readonly CheckCode[];
  readonly open: readonly CheckCode[];
}

/** Whether none of these has to wait for what is asked first; that itself waits for nothing. */
export function waitsForNone(due: readonly CheckCode[], asks: readonly CheckCode[]): boolean {
  return due.length === 0 || asks.every((code) => due.includes(code));
}

/**
 * Whether what is asked first lets these be asked; or, where nothing is, lets the investigation go on to its interview or its
 * end. Where an earlier one is used nobody is asked at all.
 */
export function mayGoOn(
  {
    mode,
    firstDue: due,
  }: { readonly mode: InvestigationMode | null; readonly firstDue: readonly CheckCode[] },
  asks: readonly CheckCode[] | undefined,
): boolean {
  return asks === undefined ? mode === 'REUSED' || due.length === 0 : waitsForNone(due, asks);
}

/** Of what may be asked in this case at all, what may be asked now. */
export function askableNow(askable: readonly CheckCode[], due: readonly CheckCode[]): CheckCode[] {
  return askable.filter((code) => waitsForNone(due, [code]));
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
