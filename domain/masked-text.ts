import { driftsIn } from './forbidden-topics.js';
import { stringsIn } from './free-text.js';
import {
  extentOf,
  type Passage,
  passagesIn,
  placesStruck,
  type Screened,
  sentencesAround,
  withoutSpans,
} from './questionnaire/screening.js';

/** What stands where words wait to be screened: it is not known yet whether they may be read. */
export const WAITS_MARK = '□□';

/** The passages of a document, by pointers to its texts, that lie in texts which drift; others of its strings (codes, names) are not looked at. */
export function passagesToScreen(content: unknown, drifting: readonly string[]): Passage[] {
  return passagesIn(
    stringsIn(content).flatMap(({ pointer, text }) =>
      drifting.some((one) => text.includes(one))
        ? driftsIn(text).map(({ topic, start, end }) => ({ pointer, topic, start, end }))
        : [],
    ),
  );
}

/** The document with a mark in place of each passage. */
export function masked(content: unknown, passages: readonly Passage[]): unknown {
  return everyString(content, (text, pointer) => withoutSpans(text, at(passages, pointer), WAITS_MARK));
}

/** The document as it stays: without what was struck, and word for word for the rest. */
export function screened(content: unknown, passages: readonly Passage[], said: readonly Screened[]): unknown {
  const struck = everywhere(content, passages, placesStruck(passages, said));
  return everyString(content, (text, pointer) => withoutSpans(text, at(struck, pointer)));
}

/** One document may hold one sentence twice (each reason, and all of them in one text): what is struck of it goes in both. */
function everywhere<P extends Passage>(
  content: unknown,
  passages: readonly Passage[],
  struck: readonly P[],
): (Passage | P)[] {
  const texts = new Map(stringsIn(content).map(({ pointer, text }) => [pointer, text]));
  const sentence = (one: Passage) => {
    const text = texts.get(one.pointer) ?? '';
    const whole = extentOf(text, { start: one.start, end: one.end, whole: true });
    return `${text.slice(one.start, one.end)} ${text.slice(whole.start, whole.end)}`;
  };
  const others = struck.flatMap((gone) =>
    passages
      .filter((one) => one.pointer !== gone.pointer && sentence(one) === sentence(gone))
      .map((one) => ({ ...gone, ...one })),
  );
  return [...struck, ...others];
}

/** A passage as who screens it is shown it: in its sentence, with the one before and the one after, and no more. */
export function passageShown(content: unknown, { pointer, start, end, topic }: Passage) {
  const text = stringsIn(content).find((one) => one.pointer === pointer)?.text ?? '';
  const around = sentencesAround(text, { start, end });
  return {
    topic,
    written: text.slice(around.start, around.end),
    start: start - around.start,
    end: end - around.start,
  };
}

function at<P extends { readonly pointer: string }>(places: readonly P[], pointer: string): P[] {
  return places.filter((place) => place.pointer === pointer);
}

function everyString(value: unknown, to: (text: string, pointer: string) => string, pointer = ''): unknown {
  if (typeof value === 'string') return to(value, pointer);
  if (Array.isArray(value)) return value.map((inner, n) => everyString(inner, to, `${pointer}/${n}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, everyString(inner, to, `${pointer}/${key}`)]),
  );
}
