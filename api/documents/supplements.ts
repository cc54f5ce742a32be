import { type CheckCode, checkIn } from '../../domain/checks.js';
import type { Pack } from '../../forms/packs.js';
import type { Language } from '../../forms/shape.js';
import { type SupplementTold, supplementsOf, withdrawnOf } from '../../store/supplements.js';
import { dueDay } from '../../web/parts.js';
import { NEED_WORDS } from '../../web/words/checks.js';
import { wordsOf } from '../supplements.js';
import type { Filler, Part } from './part.js';
import { letterDay } from './letter-day.js';
import { consentedIn } from '../../domain/supplements.js';
import { boxes, itemIn, type Rows, sourceIn } from './tables.js';

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

interface In {
  readonly pack: Pack;
  readonly language: Language;
}

export function supplementRows(
  { pack, language }: In,
  { asked, answers }: Pick<SupplementTold, 'asked' | 'answers'>,
  words: ReadonlyMap<CheckCode, string>,
): Rows {
  const [yes, no] = pack.choices.consent[language];
  const { policy } = pack;
  const kindOf = (code: CheckCode) => checkIn(policy, code);
  return asked.map(({ code, need }, n) => [
    `${n + 1}`,
    `${kindOf(code).question[language]}\n${itemIn(policy, kindOf(code).item)[language]}`,
    sourceIn(policy, kindOf(code).source)[language],
    `${NEED_WORDS[need][language]}\n${words.get(code) ?? ''}`.trim(),
    answers ? (answers[code] === true ? yes : no) : boxes([yes, no]),
  ]);
}

/** Blank: what is consented to, to be ticked. Filled in: what was taken back. */
export async function withdrawnAlone({ call, summary, paper, language }: Filler): Promise<Part> {
  const { of } = paper.document;
  const taken = of ? (await withdrawnOf(call.tx, summary.id)).find(({ id }) => id === of) : undefined;
  const codes = taken?.codes ?? consentedIn(paper.inquiryConsent);
  return { tables: { withdrawn: withdrawnRows({ pack: paper.pack, language }, codes, taken !== undefined) } };
}

const TAKEN: Readonly<Record<Language, string>> = { ja: '取り下げます', en: 'Taken back' };

export function withdrawnRows({ pack, language }: In, codes: readonly CheckCode[], taken: boolean): Rows {
  const { policy } = pack;
  return policy.checks
    .filter(({ code }) => codes.includes(code))
    .map(({ question, source }, n) => [
      `${n + 1}`,
      question[language],
      sourceIn(policy, source)[language],
      taken ? TAKEN[language] : boxes([TAKEN[language]]),
    ]);
}
