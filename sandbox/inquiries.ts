import type { CheckCode } from '../domain/checks.js';
import type { Inquired, Need } from '../domain/inquiries.js';
import { PACKS } from '../forms/packs.js';

/** What the subject agrees to being asked of others unless a life says otherwise: all but what only they raise. */
export const USUAL_INQUIRIES: Partial<Record<CheckCode, boolean>> = Object.fromEntries(
  PACKS[0].policy.checks.filter(({ onlyIfStated }) => !onlyIfStated).map(({ code }) => [code, true]),
);

const NEED: Need = 'NOT_IN_RECORDS';
const REASONS =
  '上司等の調査票と人事記録では分からない。 / Neither the superior’s form nor the records can tell.';

/** Every one of these questions as an officer sends it, each with a reason. */
export function inquiriesFor(askable: readonly CheckCode[]) {
  return Object.fromEntries(askable.map((code) => [code, { need: NEED, reasons: REASONS }]));
}

/** The same as a step keeps it: codes with the step, words under seal. */
export function inquiredFor(askable: readonly CheckCode[]): Inquired {
  return Object.fromEntries(askable.map((code) => [code, NEED]));
}

export function reasonsFor(askable: readonly CheckCode[]) {
  const inquiries = askable.map((code) => ({ code, need: NEED, text: REASONS }));
  return { text: inquiries.map(({ text }) => text).join('\n'), inquiries };
}
