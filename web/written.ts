import { everyCheck, everyItem } from '../domain/policy-words.js';
import { MOST_SENTENCES } from '../domain/reasons.js';
import { SIDES, VIEWPOINTS } from '../domain/worksheet.js';
import type { Values } from './frame.js';
import { textOf } from './frame.js';
import type { Language } from './language.js';
import type { StepName } from './steps.js';
import { TEXTS } from './texts.js';

import { SHEET_WORDS, VIEWPOINT_WORDS } from './words/worksheet.js';

import { FIELDS, isLong, type LongStep } from './fields.js';

/** What a person had written into free-text fields, to be shown when it cannot be sent. */
export function writtenIn(
  step: StepName,
  values: Values,
  language: Language,
): { label: string; text: string }[] {
  const fields: { name: string; label: string }[] = isLong(step)
    ? longTexts(step, language)
    : FIELDS[step].flatMap(({ type, name, label }) => {
        if (type === 'text') return [{ name, label: label(TEXTS[language]) }];
        if (type === 'sentences') return sentenceTexts(language);
        return type === 'inquiries' ? inquiryTexts(language) : [];
      });
  return fields
    .map(({ name, label }) => ({ label, text: textOf(values, name) }))
    .filter(({ text }) => text !== '');
}

function inquiryTexts(language: Language): { name: string; label: string }[] {
  return everyCheck().map(({ code, name }) => ({
    name: `inquiries.${code}.reasons`,
    label: name[language],
  }));
}

function longTexts(step: LongStep, language: Language): { name: string; label: string }[] {
  if (step !== 'decide') return [];
  return [
    ...everyItem().flatMap(({ code: item, short }) => {
      const of = short[language];
      return [
        { name: `worksheet.${item}.note`, label: `${of} – ${SHEET_WORDS.note[language]}` },
        ...VIEWPOINTS.flatMap((viewpoint) =>
          SIDES.map((side) => ({
            name: `worksheet.${item}.${viewpoint}.${side}`,
            label: `${of} – ${VIEWPOINT_WORDS[viewpoint][language]} – ${SHEET_WORDS[side][language]}`,
          })),
        ),
      ];
    }),
    ...sentenceTexts(language),
  ];
}

function sentenceTexts(language: Language): { name: string; label: string }[] {
  return Array.from({ length: MOST_SENTENCES }, (_, n) => ({
    name: `reasons.${n}.text`,
    label: `${TEXTS[language].form.reasons} ${n + 1}`,
  }));
}
