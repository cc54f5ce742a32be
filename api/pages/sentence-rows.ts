import { MOST_SENTENCES } from '../../domain/reasons.js';
import { textOf, type Values } from '../../web/frame.js';
import { FIRST_SENTENCES } from '../../web/sentences.js';

interface Row {
  readonly text: string;
  readonly withheld: string;
}

/** Each line that somebody wrote is a sentence, under the mark of its field. A mark without words is one to complain of. */
function sentenceRows(values: Values): Row[] {
  return Array.from({ length: MOST_SENTENCES }, (_, n) => ({
    lines: textOf(values, `reasons.${n}.text`).split('\n'),
    withheld: textOf(values, `reasons.${n}.withheld`),
  })).flatMap(({ lines, withheld }) => {
    const texts = lines.map((line) => line.trim()).filter((line) => line !== '');
    if (texts.length === 0 && withheld !== '') return [{ text: '', withheld }];
    return texts.map((text) => ({ text, withheld }));
  });
}

/** As a program would send them. Nothing written is one blank sentence: then the fault has a place on the form. */
export function sentencesOf(values: Values): object[] {
  const rows = sentenceRows(values).map(({ text, withheld }) => ({
    text,
    ...(withheld === '' ? {} : { withheld }),
  }));
  return rows.length === 0 ? [{ text: '' }] : rows;
}

/** The form's values as it is shown again: a row for each sentence, as an error's pointer counts them. */
export function sentencesAgain(values: Values): Values {
  const rows = sentenceRows(values);
  // Too many lines for the rows there are: they stay in the fields they were written in.
  if (rows.length > MOST_SENTENCES) return values;
  const others = Object.entries(values).filter(([name]) => !name.startsWith('reasons.'));
  const written = rows.flatMap(({ text, withheld }, n): [string, string][] => [
    [`reasons.${n}.text`, text],
    [`reasons.${n}.withheld`, withheld],
  ]);
  const more = textOf(values, 'add') === 'row' ? FIRST_SENTENCES : 0;
  const shown = Math.max(FIRST_SENTENCES, Number(textOf(values, 'sentences')) || 0, rows.length) + more;
  return {
    ...Object.fromEntries([...others, ...written]),
    sentences: String(Math.min(MOST_SENTENCES, shown)),
  };
}
