import type { Policy } from '../domain/policy.js';
import type { Face, FormText, Language } from './shape.js';

/**
 * A text that several schemes share, with the names of one: its law (`{law}`) and what that protects (`{information}`). Done
 * before anything is hashed or printed, so that each scheme's text is its own in every word.
 */
export function named(text: FormText, policy: Pick<Policy, 'law' | 'information'>): FormText {
  return { ...text, ja: faceOf(text.ja, 'ja', policy), en: faceOf(text.en, 'en', policy) };
}

function faceOf(
  face: Face,
  language: Language,
  { law, information }: Pick<Policy, 'law' | 'information'>,
): Face {
  const names: Readonly<Record<string, string | undefined>> = {
    law: law[language],
    information: information?.[language],
  };
  // A name the policy does not have stays: it is then a value that nobody fills, and the text does not load.
  const said = (text: string) =>
    text.replace(/\{(law|information)\}/g, (all, name: string) => names[name] ?? all);
  return JSON.parse(JSON.stringify(face), (_key, value: unknown) =>
    typeof value === 'string' ? said(value) : value,
  ) as Face;
}
