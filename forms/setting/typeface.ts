import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Noto Sans JP (OFL-1.1), embedded as far as a document uses it, so that it looks the same wherever it is opened. */
export const TYPEFACE = {
  regular: readFileSync(
    require.resolve('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  ),
  bold: readFileSync(require.resolve('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf')),
} as const;
export type Weight = keyof typeof TYPEFACE;

/** What Japanese printers set where a letter is missing from the case. */
export const GETA = '〓';

/**
 * A text as the typeface can show it: a letter it lacks becomes 〓, since an empty box says nothing and a letter left out
 * makes another name. What steers text without being seen, as a turn of its direction, is taken out.
 */
export function settable(text: string, has: (codePoint: number) => boolean): string {
  return Array.from(text.replace(/\t/g, ' ').replace(/(?![\n\r])[\p{Cc}\p{Cf}\p{Cs}]/gu, ''))
    .map((letter) => {
      // A selector names the shape of the letter before it; without that shape the plain one is shown. Any other mark is
      // a letter like others: one that the type lacks would be drawn as a box, over whatever stands there.
      if (/[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\n\r\u2028\u2029]/u.test(letter)) return letter;
      return has(letter.codePointAt(0) ?? 0) ? letter : GETA;
    })
    .join('');
}
