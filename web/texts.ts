import type { Language } from './language.js';
import { en } from './texts/en.js';
import { ja } from './texts/ja.js';

/** The console's own sentences. `en` has the type of `ja`: what is missing in one language does not compile. */
export type Texts = typeof ja;

export const TEXTS: Readonly<Record<Language, Texts>> = { ja, en };
