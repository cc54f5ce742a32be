/**
 * One row of a topic's table. Words are written as folding leaves them: small letters, NFKC, `'` and `-`. A word of
 * Latin letters or of katakana matches whole, with a `*` at its end also with more letters after it; anything else
 * matches wherever it stands, since Japanese leaves no gaps.
 */
export interface Row {
  readonly words: readonly string[];
  /** If there, one of these must stand in the same sentence: words that alone mean too many other things. */
  readonly with?: readonly string[];
}

export interface TopicWords {
  readonly rows: readonly Row[];
  /** Phrases in which such a word means something else (協同組合, third party): what they cover is not looked at. */
  readonly twins: readonly string[];
}

/** A long list as text, so that a table fits a screen. */
export function list(words: string): string[] {
  return words
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
