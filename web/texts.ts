import type { Language } from './language.js';
import { en } from './texts/en.js';
import { ja, type Texts } from './texts/ja.js';

export type { Texts } from './texts/ja.js';

/** The console's own sentences. */
export const TEXTS: Readonly<Record<Language, Texts>> = { ja, en };
