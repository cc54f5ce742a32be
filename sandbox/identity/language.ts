import type { Language } from './texts.js';

/** As Express and Koa know a request. */
interface Accepting {
  acceptsLanguages(...languages: string[]): string | false;
}

/**
 * The language of a page: asked for on the page itself, or by who sent the browser here (`ui_locales`, best first), or
 * preferred by the browser, or Japanese.
 */
export function languageOf(req: Accepting, asked: { lang?: unknown; uiLocales?: unknown }): Language {
  const { lang, uiLocales } = asked;
  const wished = [lang, ...(typeof uiLocales === 'string' ? uiLocales.split(' ') : [])];
  for (const one of wished) if (one === 'ja' || one === 'en') return one;
  return req.acceptsLanguages('ja', 'en') === 'en' ? 'en' : 'ja';
}
