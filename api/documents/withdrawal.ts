import type { Language } from '../../forms/shape.js';
import { onPaper, paperWords } from './on-paper.js';
import type { Filler, Part } from './part.js';

/** The withdrawal as it was sent; and of one that came after the result had been received, that this is its answer. */
export async function withdrawn({ call, summary, paper, language }: Filler): Promise<Part> {
  const { at } = paper.document;
  if (at === null) return {};
  const { found, withdrawnTooLate } = paper.withdrawal;
  const signed =
    found?.keyedAt === at
      ? paperWords(found, language)
      : await onPaper(call.tx, { caseId: summary.id, action: 'withdrawConsent', at }, language);
  if (found?.keyedAt === at && summary.notConductedReason !== 'WITHDRAWN')
    return { how: signed + FOUND[language] };
  if (!withdrawnTooLate) return signed === undefined ? {} : { how: signed };
  return { how: (signed ?? CLICKED[language]) + TOO_LATE[language] };
}

const CLICKED: Readonly<Record<Language, string>> = {
  ja: '本人がサインインして電子的に行い、記録されたものです。',
  en: 'Done electronically by the person, signed in, and recorded.',
};
const TOO_LATE: Readonly<Record<Language, string>> = {
  ja: '結果の通知書を受け取られた後のお申出であったため、取下げの効力は生じていません。',
  en: ' It came after the notice of the result had been received, and has no effect.',
};
const FOUND: Readonly<Record<Language, string>> = {
  ja: '結果の通知書を受け取られる前に届いていたことが、後に分かったものです。結果の通知を取り消す手続によって、取下げの効力が生じます。',
  en: ' It had come in before the notice of the result was received, and was found after. It takes effect when the notice has been voided.',
};
