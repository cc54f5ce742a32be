import type { DriftAt } from './drifts.js';
import type { Answers, ItemAnswers, Row } from './shape.js';

const TO_STRIKE = ['MAY_NOT_BE_ASKED', 'LETS_IT_BE_GUESSED'] as const;
/**
 * What becomes of a passage that was pointed out, and why: struck, struck with the rest of its sentence where that tells it
 * as well, or let stand. No ground says which topic: a file in which "a creed was struck" would tell it.
 */
export const SCREENING_GROUNDS = {
  STRIKE: TO_STRIKE,
  STRIKE_SENTENCE: TO_STRIKE,
  STAND: ['MEANS_SOMETHING_ELSE', 'IS_ASKED_FOR', 'SAYS_NOTHING_OF_ANYBODY'],
} as const;
/** Of any other text likewise; and somebody may complain that they were asked. */
export const TEXT_GROUNDS = {
  ...SCREENING_GROUNDS,
  STAND: [...SCREENING_GROUNDS.STAND, 'IS_COMPLAINED_OF'],
} as const;
export type Verdict = keyof typeof TEXT_GROUNDS;
export type ScreeningGround = (typeof TEXT_GROUNDS)[Verdict][number];

/** What a screening officer says of one passage, by its number in the order in which they were pointed out. */
export interface Screened {
  readonly passage: number;
  readonly verdict: Verdict;
  readonly ground: ScreeningGround;
}

/** What stands where words were struck: visible, as long whatever was there, and no longer than any word of the tables. */
export const STRUCK = '■■';

/** Every passage once, and none that there is not. */
export function screensAll(passages: number, screened: readonly Screened[]): boolean {
  const named = new Set(screened.map(({ passage }) => passage));
  const whole = Array.from({ length: passages }, (_, n) => n + 1).every((n) => named.has(n));
  return whole && named.size === passages && screened.length === passages;
}

/** More than anybody writes who does not mean to; a page and its form hold as many. */
const MOST_PASSAGES = 200;

export type Passage = Omit<DriftAt, 'passage'>;

/** The passages as an officer is shown them: one by one, or of somebody who drifts without end one to each answer. */
export function passagesIn(drifts: readonly Passage[]): Passage[] {
  const passages = drifts.map(({ pointer, topic, start, end }) => ({ pointer, topic, start, end }));
  if (passages.length <= MOST_PASSAGES) return passages;
  const byAnswer = new Map<string, Passage>();
  for (const one of passages) {
    const known = byAnswer.get(one.pointer) ?? one;
    const [start, end] = [Math.min(known.start, one.start), Math.max(known.end, one.end)];
    byAnswer.set(one.pointer, { ...known, start, end });
  }
  return [...byAnswer.values()];
}

interface Place extends Pick<DriftAt, 'pointer' | 'start' | 'end'> {
  /** The rest of its sentence goes as well. */
  readonly whole?: boolean;
}

/** The answers without the words at these places. Places that overlap or touch in one text become one mark. */
export function withoutWords(answers: Answers, places: readonly Place[]): Answers {
  return everyText(answers, (text, pointer) => {
    const spans = places.filter((place) => place.pointer === pointer);
    return withoutSpans(text, spans);
  });
}

/** One text without what stands at these places, a mark in its stead. */
export function withoutSpans(
  text: string,
  places: readonly (Span & { readonly whole?: boolean })[],
  mark: string = STRUCK,
): string {
  if (places.length === 0) return text;
  return marked(
    text,
    places.map((place) => extentOf(text, place)),
    mark,
  );
}

/** What goes of a text by these words of a screening. */
export function placesStruck<P extends Pick<Passage, 'pointer' | 'start' | 'end'>>(
  passages: readonly P[],
  screened: readonly Screened[],
): (P & Place)[] {
  return screened.flatMap(({ passage, verdict }) => {
    const place = passages[passage - 1];
    return place && verdict !== 'STAND' ? [{ ...place, whole: verdict === 'STRIKE_SENTENCE' }] : [];
  });
}

const ENDS_SENTENCE = /[。｡!?！？\r\n]|[.．](?=\s|$)/g;

/** From the end of the sentence before to this one's, whose own full stop stays. */
export function extentOf(
  text: string,
  { start, end, whole = false }: Span & { readonly whole?: boolean },
): Span {
  if (!whole) return { start, end };
  const ends = [...text.matchAll(ENDS_SENTENCE)].map(({ index }) => index);
  const from = (ends.findLast((at) => at < start) ?? -1) + 1;
  const blanks = /^\s*/.exec(text.slice(from, start))?.[0].length ?? 0;
  return { start: from + blanks, end: ends.find((at) => at >= end) ?? text.length };
}

/** A place with its sentence, the one before it and the one after. */
export function sentencesAround(text: string, { start, end }: Span): Span {
  const ends = [...text.matchAll(ENDS_SENTENCE)].map(({ index, 0: sign }) => index + sign.length);
  const before = ends.filter((at) => at <= start);
  const after = ends.filter((at) => at >= end);
  return { start: before.at(-2) ?? 0, end: after[1] ?? text.length };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** From the last place to the first, so that the offsets of the earlier ones stay true. */
function marked(text: string, spans: readonly Span[], mark: string): string {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined.reduceRight((whole, { start, end }) => whole.slice(0, start) + mark + whole.slice(end), text);
}

/** Where words were struck, as pointers to their answers: all that anybody is told of them afterwards. */
export function struckPlaces(answers: Answers): string[] {
  const places: string[] = [];
  everyText(answers, (text, pointer) => {
    if (text.includes(STRUCK)) places.push(pointer);
    return text;
  });
  return places;
}

/**
 * What was struck once is no answer the next time: the mark goes, and an answer of which nothing is left is asked anew.
 */
export function withoutMarks(answers: Answers): Answers {
  return everyText(answers, (text) => {
    if (!text.includes(STRUCK)) return text;
    const left = text.replaceAll(STRUCK, ' ').replace(/ {2,}/g, ' ').trim();
    return left === '' ? undefined : left;
  });
}

/** The same answers with every text as `to` makes it. */
function everyText(answers: Answers, to: (text: string, pointer: string) => string | undefined): Answers {
  const rowAt = (row: Row, at: string): Row =>
    Object.fromEntries(
      Object.entries(row).map(([field, value]) => [
        field,
        typeof value === 'string' ? to(value, `${at}/${field}`) : value,
      ]),
    );
  const itemAt = (given: ItemAnswers, at: string): ItemAnswers =>
    Object.fromEntries(
      Object.entries(given).map(([topic, answer]) => [
        topic,
        answer?.rows
          ? { ...answer, rows: answer.rows.map((row, n) => rowAt(row, `${at}/${topic}/rows/${n}`)) }
          : answer,
      ]),
    );
  return Object.fromEntries(
    Object.entries(answers).map(([item, given]) => [item, given && itemAt(given, `/answers/${item}`)]),
  );
}
