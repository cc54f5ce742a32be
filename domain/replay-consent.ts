import type { CheckCode } from './checks.js';
import type { ConsentRecord, RecordedAct, RecordedQuestion } from './consent-record.js';

/** Whether an act says yes or no to one question; undefined where it says nothing of it. */
export function saidOf(
  { act, said }: Pick<RecordedAct, 'act' | 'said'>,
  check: CheckCode,
): boolean | undefined {
  switch (act) {
    case 'giveConsent':
      // One that is not answered is a no.
      return said.inquiries?.[check] === true;
    case 'answerSupplement':
      return said.inquiries?.[check];
    case 'withdrawInquiry':
      return said.codes?.includes(check) ? false : undefined;
    case 'refuseConsent':
    case 'withdrawConsent':
      return false;
  }
}

/** The order in which the acts of a record are told, and that nothing comes before the first word. */
export function orderFault({ acts }: Pick<ConsentRecord, 'acts'>): string | undefined {
  const [first, ...later] = acts;
  if (first && first.act !== 'giveConsent' && first.act !== 'refuseConsent')
    return 'The first word of the person is neither a consent nor a refusal.';
  let before = first;
  for (const act of later) {
    if (before && act.at < before.at) return 'What the person said is not in its order.';
    before = act;
  }
  return later.some(({ act }) => act === 'giveConsent' || act === 'refuseConsent')
    ? 'The person is said to have answered the notice twice.'
    : undefined;
}

/**
 * Whether a question was put by a consent while it stood, and ended with it. `consent` is the act that its grant names.
 */
export function questionFault(
  acts: readonly RecordedAct[],
  question: RecordedQuestion,
  consent: RecordedAct,
): string | undefined {
  const { check, askedAt, usedAt, withdrawnAt } = question;
  if (saidOf(consent, check) !== true)
    return 'the consent that its grant names says no to it, or nothing of it';
  if (askedAt < consent.at) return 'it was asked before the consent';
  const no = acts.slice(acts.indexOf(consent) + 1).find((act) => saidOf(act, check) === false);
  if (no && no.at < askedAt) return 'it was asked after the person had taken it back';
  if (no && usedAt === null && withdrawnAt === null) return 'it was taken back, and its grant was not';
  if (no && usedAt !== null && usedAt > no.at) return 'it was answered after the person had taken it back';
  if (usedAt !== null && usedAt < askedAt) return 'it was answered before it was asked';
  if (withdrawnAt !== null && withdrawnAt < askedAt) return 'its grant was taken back before it was given';
  return undefined;
}
