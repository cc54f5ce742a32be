/** A text as it is compared, and where each of its UTF-16 units came from in the text as written. */
export interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** A character with what belongs to it: accents, the half-width voicing marks, and what is invisible. */
const LETTER = /[\s\S][\p{M}\p{Cf}\uFF9E\uFF9F]*/gu;

/**
 * Width, case, apostrophes, dashes and runs of spaces made one; letter by letter, since NFKC makes some longer (㈱) and
 * some shorter (ﾃﾞ), and a page must mark what its author wrote.
 */
export function fold(written: string): Folded {
  const letters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: letter, index } of written.matchAll(LETTER)) {
    const plain = plainOf(letter);
    if (plain === ' ' && letters.at(-1) === ' ') continue;
    for (let unit = 0; unit < plain.length; unit += 1) {
      letters.push(plain.charAt(unit));
      starts.push(index);
      ends.push(index + letter.length);
    }
  }
  return { text: letters.join(''), starts, ends };
}

function plainOf(letter: string): string {
  if (/[\r\n]/.test(letter)) return '\n';
  return letter
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ');
}
