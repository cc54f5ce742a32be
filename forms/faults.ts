import type { Face, FormText } from './shape.js';
import { LANGUAGES } from './shape.js';
import { type FormCode, NOTICE_CODES, SPECS, VALUES } from './spec.js';

const PLACEHOLDER = /\{(\w+)\}/g;

/** What a form's text asks for that this form is not given, and where its two languages differ in shape. */
export function faultsOf(code: FormCode, text: FormText): string[] {
  return [...LANGUAGES.flatMap((language) => faultsOfFace(code, text[language], language)), ...unlike(text)];
}

function faultsOfFace(code: FormCode, face: Face, language: string): string[] {
  const { values, flags = [], tables = {} } = SPECS[code];
  const faults: string[] = [];
  for (const name of placeholdersOf(face)) {
    if (!VALUES.some((known) => known === name)) faults.push(`${language}: {${name}} is unknown`);
    else if (!values.some((given) => given === name)) faults.push(`${language}: nobody fills {${name}}`);
  }
  if (/[{}]/.test(textsOf(face).join('').replace(PLACEHOLDER, ''))) faults.push(`${language}: a stray brace`);
  for (const { when } of [...face.blocks, ...(face.signature ?? [])])
    if (when && !flags.includes(when)) faults.push(`${language}: it is never "${when}"`);
  // Of a notice every word is on the page that asks for consent, and in the hash that the consent repeats.
  if (NOTICE_CODES.some((notice) => notice === code))
    for (const block of face.blocks)
      if (!('paragraph' in block || 'numbered' in block || 'sevenItems' in block) || block.when)
        faults.push(`${language}: a notice is paragraphs and numbered lines`);
      else if (/\{\w+\}/.test(Object.values(block).flat().join()))
        faults.push(`${language}: a notice is the same for all`);
  for (const block of face.blocks) {
    if (!('table' in block)) continue;
    const width = tables[block.table];
    if (width === undefined) faults.push(`${language}: no table "${block.table}"`);
    else if (block.heads.length !== width || block.columns.length !== width)
      faults.push(`${language}: table "${block.table}" has ${width} columns`);
  }
  return faults;
}

/** Both languages say the same: the same parts in the same order, calling upon the same values. */
function unlike({ ja, en }: FormText): string[] {
  const shape = (face: Face) =>
    [...face.blocks, ...(face.signature ?? [])].map((part) => [...Object.keys(part), part.when ?? '']);
  const frame = ({ date, to, from }: Face) => [date, to, from].map((one) => one !== undefined);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...(same(shape(ja), shape(en)) && same(frame(ja), frame(en))
      ? []
      : ['the languages differ in their parts']),
    ...(same([...placeholdersOf(ja)].sort(), [...placeholdersOf(en)].sort())
      ? []
      : ['the languages call upon different values']),
  ];
}

export function placeholdersOf(face: Face): Set<string> {
  return new Set([...textsOf(face).join('\n').matchAll(PLACEHOLDER)].map(([, name = '']) => name));
}

/** Every text of a face, its codes left out. */
function textsOf({ title, date = '', to = '', from = [], blocks, signature = [] }: Face): string[] {
  const inBlocks = blocks.flatMap((block) => {
    if ('paragraph' in block) return [block.paragraph];
    if ('heading' in block) return [block.heading];
    if ('note' in block) return [block.note];
    if ('numbered' in block) return block.numbered;
    if ('facts' in block) return block.facts.flat();
    if ('table' in block) return block.heads;
    return [];
  });
  return [title, date, to, ...from, ...inBlocks, ...signature.flatMap(({ label, value }) => [label, value])];
}
