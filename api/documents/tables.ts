import { type CheckCode, checkIn, type InquiryConsent } from '../../domain/checks.js';
import type { Policy } from '../../domain/policy.js';
import { blankLines } from '../../forms/answer-words.js';
import type { Pack } from '../../forms/packs.js';
import type { Language } from '../../forms/shape.js';
import { TEXTS } from '../../web/texts.js';
import { FIELD_WORDS } from '../../web/words/checks.js';
import { letterDay } from './letter-day.js';
import type { Family, Identity, Statements } from './contents.js';

export type Rows = readonly (readonly string[])[];
interface In {
  readonly pack: Pack;
  readonly language: Language;
}

/** Between two words: Japanese has none. */
const GAP: Readonly<Record<Language, string>> = { ja: '', en: ' ' };
const BOX = '□';
/** A box stays with what it is ticked for. */
export const boxes = (choices: readonly string[]) =>
  choices.map((choice) => `${BOX}\u00a0${choice}`).join('\n');

/** Question by question: what is asked, whom, what they are told, and what was answered; unanswered, two boxes. */
export function inquiryRows({ pack, language }: In, consent: InquiryConsent | undefined): Rows {
  const [yes, no] = pack.choices.consent[language];
  return pack.policy.checks.map(({ code, question, source, fields, onlyIfStated }, n) => {
    return [
      `${n + 1}`,
      question[language] + (onlyIfStated ? GAP[language] + pack.onlyIfStated[language] : ''),
      sourceIn(pack.policy, source)[language],
      fields.map((field) => FIELD_WORDS[field][language]).join(TEXTS[language].comma),
      consent ? (consent[code] === true ? yes : no) : boxes([yes, no]),
    ];
  });
}

/** The items that are investigated, and what was stated to each. */
export function statementRows({ pack, language }: In, statements: Statements | undefined): Rows {
  const [nothing, something] = pack.choices.statement[language];
  return pack.policy.items.map(({ code: item, name: said }) => {
    const answer = statements?.[item];
    const name = said[language];
    if (!answer)
      return [name, boxes([nothing, something]), blankLines(pack.questions, item, language).join('\n')];
    return [name, answer.stated ? something : nothing, answer.text || '—'];
  });
}

/** In place of what the policy keeps no longer. */
function destroyedWord(at: string): Readonly<Record<Language, string>> {
  return {
    ja: `${letterDay(at, 'ja')}に、定めにより廃棄しました。`,
    en: `Destroyed on ${letterDay(at, 'en')}, by policy.`,
  };
}

const BLANK_ROWS = 6;

/** Exactly four fields each (Art. 12(2)(i)). */
export function familyRows(
  language: Language,
  family: Family | { readonly destroyedAt: string } | undefined,
): Rows {
  if (family && 'destroyedAt' in family)
    return [[destroyedWord(family.destroyedAt)[language], '—', '—', '—']];
  if (!family) return Array.from({ length: BLANK_ROWS }, () => ['', '', '', '']);
  if (family.length === 0) return [['—', '—', '—', '—']];
  return family.map(({ name, dateOfBirth, nationalities, address }) => [
    name,
    letterDay(dateOfBirth, language),
    nationalities.map((code) => country(code, language)).join(TEXTS[language].comma),
    address,
  ]);
}

/** What a superior may be asked: the questions of their form which the subject consented to, and no other. */
export function matterRows({ pack, language }: In, consent: InquiryConsent): Rows {
  return pack.policy.checks
    .filter(({ code, onForm }) => onForm === 'superior-form' && consent[code] === true)
    .map(({ question }) => [question[language], boxes(pack.choices.matter[language]), '']);
}

/** The fields that say to this source who is meant: those of its question, nothing else. */
export function identityRows({ pack, language }: In, code: CheckCode, person: Identity): Rows {
  const { fields } = checkIn(pack.policy, code);
  return fields.map((field) => {
    const value = person[field] ?? '';
    const shown =
      field === 'dateOfBirth' && value !== ''
        ? letterDay(value, language)
        : field === 'nationality'
          ? country(value, language)
          : value;
    return [sentence(FIELD_WORDS[field][language]), shown || '—'];
  });
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A code of two letters by its country's name; whatever else was written stays as it is. */
function country(written: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(written)) return written;
  return new Intl.DisplayNames(language, { type: 'region' }).of(written) ?? written;
}

/** An item as the policy of the case calls it. */
export function itemIn({ items }: Policy, code: string): Readonly<Record<Language, string>> {
  return items.find((one) => one.code === code)?.short ?? { ja: code, en: code };
}

/** A source as the policy of the case calls it. */
export function sourceIn({ sources }: Policy, code: string): Readonly<Record<Language, string>> {
  return sources.find((one) => one.code === code)?.name ?? { ja: code, en: code };
}
