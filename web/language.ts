/** The console speaks the scheme's language and English. Every text exists in both, or the compiler says so. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages. */
export interface Word {
  readonly ja: string;
  readonly en: string;
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** What was asked for now, else what was chosen before, else what the browser prefers, else Japanese. */
export function languageOf(asked: unknown, chosen: unknown, accepts: string | undefined): Language {
  if (isLanguage(asked)) return asked;
  if (isLanguage(chosen)) return chosen;
  return preferred(accepts ?? '') ?? 'ja';
}

function preferred(accepts: string): Language | undefined {
  const wanted = accepts
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().toLowerCase().split(';q=');
      return {
        language: tag.split('-')[0] ?? '',
        quality: quality === undefined ? 1 : Number(quality) || 0,
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLanguage);
}

export function otherThan(language: Language): Language {
  return language === 'ja' ? 'en' : 'ja';
}
