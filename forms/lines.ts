import type { Policy } from '../domain/policy.js';
import { calledFor, type Filling, filledIn } from './filling.js';
import type { Block, Face, Language } from './shape.js';

/** The items of the policy written out, so that what is hashed and printed is every word of it. */
export function writtenOut(face: Face, language: Language, { items }: Pick<Policy, 'items'>): Face {
  const blocks = face.blocks.map((block): Block => {
    if (!('sevenItems' in block)) return block;
    const numbered = items.map(({ name }) => name[language]);
    return { numbered, ...(block.when === undefined ? {} : { when: block.when }) };
  });
  return { ...face, blocks };
}

/** What a form says before its table, line by line: pages show the table's rows as fields of their own. */
export function linesBeforeTable(face: Face): string[] {
  const table = face.blocks.findIndex((block) => 'table' in block);
  return noticeLines({ ...face, blocks: table < 0 ? face.blocks : face.blocks.slice(0, table) });
}

/** A form that has neither table nor parts that depend, line by line with its small print: all that its hash covers. */
export function everyLine(face: Face): string[] {
  return face.blocks.flatMap((block) =>
    'note' in block ? [block.note] : noticeLines({ ...face, blocks: [block] }),
  );
}

const COLON: Readonly<Record<Language, string>> = { ja: '：', en: ': ' };

/**
 * A form as it is read before it is signed by a click: the blank one, to the last of its small print. What is filled in by
 * hand on paper, the rows of its table and the place to sign, pages set as fields of their own.
 */
export function linesToSign(face: Face, language: Language, values: Filling['values']): string[] {
  const blank = calledFor(face.blocks, { flags: new Set(['blank']) });
  const lines = blank.flatMap((block) => {
    if ('heading' in block) return [block.heading];
    if ('note' in block) return [block.note];
    if ('facts' in block) return block.facts.map(([label, value]) => label + COLON[language] + value);
    return noticeLines({ ...face, blocks: [block] });
  });
  return [...(face.to === undefined ? [] : [face.to]), ...lines].flatMap((line) =>
    filledIn(line, { values }).split('\n'),
  );
}

/** A notice line by line, as pages show it and its hash covers it. */
export function noticeLines({ blocks }: Face): string[] {
  return blocks.flatMap((block) => {
    if ('paragraph' in block) return [block.paragraph];
    if ('numbered' in block) return block.numbered.map((text, i) => `${i + 1}. ${text}`);
    return [];
  });
}
