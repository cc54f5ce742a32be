import { z } from 'zod';
import { FLAGS, TABLES } from './spec.js';

/** How a form is written down. Strict at every depth: a misspelt key is an error when the process starts. */
const words = z.string().trim().min(1);
const when = z.enum(FLAGS).optional();

const Block = z.union([
  z.strictObject({ paragraph: words, when }),
  z.strictObject({ heading: words, when }),
  /** Small print: how to fill it in, where to ask. */
  z.strictObject({ note: words, when }),
  z.strictObject({ numbered: z.array(words).min(1), when }),
  /** The items that are investigated, numbered, by their names in the policy; the Act's are seven, which named the block. */
  z.strictObject({ sevenItems: z.literal(true), when }),
  /** Names and values, one under the other. An empty value is a line to write on. */
  z.strictObject({ facts: z.array(z.tuple([words, z.string()])).min(1), when }),
  z.strictObject({
    table: z.enum(TABLES),
    heads: z.array(words).min(1),
    /** Shares of the width. */
    columns: z.array(z.number().positive()).min(1),
    when,
  }),
  /** So many empty lines to write on. */
  z.strictObject({ rules: z.number().int().min(1).max(40), when }),
]);

const Face = z.strictObject({
  title: words,
  date: words.optional(),
  to: words.optional(),
  from: z.array(words).min(1).optional(),
  blocks: z.array(Block).min(1),
  /** Who signs: a label, and what stands beside it. An empty value is a line to sign on. */
  signature: z.array(z.strictObject({ label: words, value: z.string(), when })).optional(),
});

export const FormText = z.strictObject({
  version: z.iso.date(),
  article: z.string().min(4),
  ja: Face,
  en: Face,
});

export const PackText = z.strictObject({
  /** What every page says at its foot: whose texts these are. */
  mark: z.strictObject({ ja: words, en: words }),
  /** Said where a name holds a letter the typeface lacks; 〓 is what Japanese printers set in its place. */
  missing: z.strictObject({ ja: words, en: words }),
  /** The answers a form offers, in order: to tick by hand, or the one that was given. */
  choices: z.strictObject({
    consent: z.strictObject({ ja: z.tuple([words, words]), en: z.tuple([words, words]) }),
    statement: z.strictObject({ ja: z.tuple([words, words]), en: z.tuple([words, words]) }),
    matter: z.strictObject({ ja: z.array(words).min(2), en: z.array(words).min(2) }),
  }),
  /** Beside a question that is asked only if the subject states something. */
  onlyIfStated: z.strictObject({ ja: words, en: words }),
});

export type Block = z.output<typeof Block>;
export type Face = z.output<typeof Face>;
export type FormText = z.output<typeof FormText>;
export type PackText = z.output<typeof PackText>;
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
