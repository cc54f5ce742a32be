import { CREED } from './forbidden-topics/creed.js';
import { fold, type Folded } from './forbidden-topics/folded.js';
import { POLITICS } from './forbidden-topics/politics.js';
import { UNION } from './forbidden-topics/union.js';
import type { Row, TopicWords } from './forbidden-topics/words.js';

/**
 * What may not be investigated: thought and creed, lawful political activity, union activity (Standards; memory). There
 * is no field for it; this finds where free text in Japanese or English drifts there, so that its author is told before
 * it is kept. It points out and does nothing else: no text is refused, scored or weighed by it.
 *
 * What counts, where one may differ:
 * - of relatives and friends as of oneself; having no religion or party as having one; leaving as joining;
 * - serving or being employed by a religious body, a party or a union: whoever reads it learns a leaning. Public offices
 *   that run elections or serve an assembly, and those who study religion or politics, say nothing of theirs;
 * - not the place (増上寺, Church Street), nor what most people do whatever they believe: a wedding, a funeral, 初詣;
 * - not what the first item asks: terrorism, espionage and violence for a cause, and approaches by a foreign state, its
 *   ruling party included. Membership of that party still counts;
 * - the lawful reason for a measure (a leaflet, a refused Sabbath shift) counts, the measure itself is asked for.
 */
export const TOPICS = ['CREED', 'POLITICS', 'UNION'] as const;
export type Topic = (typeof TOPICS)[number];
const WORDS: Readonly<Record<Topic, TopicWords>> = { CREED, POLITICS, UNION };

/** A passage to mark: from the first to the last telling word of one topic in one sentence. */
export interface Drift {
  readonly topic: Topic;
  /** Offsets into the text as written, in UTF-16 units; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
}

/**
 * In the order of the text; passages of two topics may overlap. Takes time in proportion to the text: each word of the
 * tables is looked for once.
 */
export function driftsIn(text: string): Drift[] {
  const folded = fold(text);
  const sentences = sentencesOf(folded.text);
  return TOPICS.flatMap((topic) => passages(topic, folded, sentences)).sort((a, b) => a.start - b.start);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function passages(topic: Topic, { text, starts, ends }: Folded, sentences: readonly number[]): Drift[] {
  const { rows, twins } = WORDS[topic];
  const looked = without(twins, text);
  const bySentence = new Map<number, Span>();
  for (const span of rows.flatMap((row) => drifting(row, looked, sentences))) {
    const sentence = sentences[span.from] ?? 0;
    const known = bySentence.get(sentence) ?? span;
    bySentence.set(sentence, { from: Math.min(known.from, span.from), to: Math.max(known.to, span.to) });
  }
  return [...bySentence.values()].map(({ from, to }) => ({
    topic,
    start: starts[from] ?? 0,
    end: ends[to - 1] ?? 0,
  }));
}

function drifting(row: Row, text: string, sentences: readonly number[]): Span[] {
  const words = row.words.flatMap((word) => found(word, text));
  if (row.with === undefined || words.length === 0) return words;
  const companions = row.with.flatMap((word) => found(word, text));
  const among = (spans: readonly Span[]) => new Set(spans.map(({ from }) => sentences[from]));
  const [worded, accompanied] = [among(words), among(companions)];
  return [...words, ...companions].filter(({ from }) => {
    const sentence = sentences[from];
    return worded.has(sentence) && accompanied.has(sentence);
  });
}

/** The text with the twins blanked out, so that nothing else in it moves. */
function without(twins: readonly string[], text: string): string {
  const units = text.split('');
  for (const { from, to } of twins.flatMap((twin) => found(twin, text))) units.fill('\0', from, to);
  return units.join('');
}

/** Where a word of the tables stands: never as a part of a longer word, but for what its `*` allows. */
function found(word: string, text: string): Span[] {
  const open = word.endsWith('*');
  const stem = open ? word.slice(0, -1) : word;
  const spans: Span[] = [];
  for (let from = text.indexOf(stem); from !== -1; ) {
    let to = from + stem.length;
    if (!joined(text, from)) {
      if (open) while (joined(text, to)) to += 1;
      if (!joined(text, to)) spans.push({ from, to });
    }
    from = text.indexOf(stem, to);
  }
  return spans;
}

/** Whether a word goes on across this place. Between kanji or hiragana nobody can tell, so there it never does. */
function joined(text: string, at: number): boolean {
  const before = scriptOf(text.charAt(at - 1));
  return before !== undefined && before === scriptOf(text.charAt(at));
}

function scriptOf(unit: string): 'latin' | 'katakana' | undefined {
  if (/[\p{Script=Latin}\p{Nd}]/u.test(unit)) return 'latin';
  return /[ァ-ヺー]/.test(unit) ? 'katakana' : undefined;
}

/** For each unit the number of its sentence. A line ends one too; a full stop does before a space only. */
function sentencesOf(text: string): number[] {
  let sentence = 0;
  return text.split('').map((unit, at) => {
    const own = sentence;
    if (/[。!?\n]/.test(unit) || (unit === '.' && /^\s?$/.test(text.charAt(at + 1)))) sentence += 1;
    return own;
  });
}
