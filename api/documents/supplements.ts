import { CHECK_CODES, CHECKS, type CheckCode } from '../../domain/checks.js';
import { ITEM_NAMES } from '../../domain/notices.js';
import type { Pack } from '../../forms/packs.js';
import type { Language } from '../../forms/shape.js';
import { type SupplementTold, supplementsOf, withdrawnOf } from '../../store/supplements.js';
import { dueDay } from '../../web/parts.js';
import { NEED_WORDS, SOURCE_WORDS } from '../../web/words/checks.js';
import { wordsOf } from '../supplements.js';
import type { Filler, Part } from './filling.js';
import { letterDay } from './letter-day.js';
import { boxes, type Rows } from './tables.js';

/** What is asked for, why, and by when; filled in, what was answered. */
export async function supplementary({ call, summary, paper, language }: Filler): Promise<Part> {
  const told = (await supplementsOf(call.tx, summary.id)).find(({ id }) => id === paper.document.of);
  if (!told) return { values: { answerBy: '' }, tables: { supplements: [] } };
  const words = await wordsOf(call, summary.id, told);
  const due = told.answerBy && dueDay({ at: told.answerBy, kind: 'SUPPLEMENT_WINDOW' }, undefined).day;
  return {
    values: {
      noticeText: told.text,
      noticeDate: letterDay(told.at, language),
      answerBy: due ? letterDay(due, language) : '—',
    },
    tables: { supplements: supplementRows({ pack: paper.pack, language }, told, words) },
  };
}

export function supplementRows(
  { pack, language }: { readonly pack: Pack; readonly language: Language },
  { asked, answers }: Pick<SupplementTold, 'asked' | 'answers'>,
  words: ReadonlyMap<CheckCode, string>,
): Rows {
  const [yes, no] = pack.choices.consent[language];
  return asked.map(({ code, need }, n) => [
    `${n + 1}`,
    `${CHECKS[code].question[language]}\n${ITEM_NAMES[CHECKS[code].item][language]}`,
    SOURCE_WORDS[CHECKS[code].source][language],
    `${NEED_WORDS[need][language]}\n${words.get(code) ?? ''}`.trim(),
    answers ? (answers[code] === true ? yes : no) : boxes([yes, no]),
  ]);
}

/** Blank: what is consented to, to be ticked. Filled in: what was taken back. */
export async function withdrawnAlone({ call, summary, paper, language }: Filler): Promise<Part> {
  const { of } = paper.document;
  const taken = of ? (await withdrawnOf(call.tx, summary.id)).find(({ id }) => id === of) : undefined;
  const codes = taken?.codes ?? CHECK_CODES.filter((code) => paper.inquiryConsent[code] === true);
  return { tables: { withdrawn: withdrawnRows(language, codes, taken !== undefined) } };
}

const TAKEN: Readonly<Record<Language, string>> = { ja: '取り下げます', en: 'Taken back' };

export function withdrawnRows(language: Language, codes: readonly CheckCode[], taken: boolean): Rows {
  return CHECK_CODES.filter((code) => codes.includes(code)).map((code, n) => [
    `${n + 1}`,
    CHECKS[code].question[language],
    SOURCE_WORDS[CHECKS[code].source][language],
    taken ? TAKEN[language] : boxes([TAKEN[language]]),
  ]);
}
