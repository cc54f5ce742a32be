import LineBreaker from 'linebreak';

/** How wide a text is, in points, in the typeface and size it will be set in. */
export type Measure = (text: string) => number;

export interface Line {
  readonly text: string;
  /** The paragraph ends here: not to be spread to the width. */
  readonly last: boolean;
}

/**
 * A text in lines no wider than `width`. Lines end where Unicode's algorithm (UAX 14) lets them, which keeps 、。」 from the
 * start of a line and 「（ from its end; what offers no such place, as a name of two hundred letters, is cut between letters.
 */
export function breakLines(text: string, width: number, measure: Measure): Line[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => {
    const lines = withoutRunt(filled(chunksOf(paragraph), width, measure), width, measure);
    return lines.map((chunks, at) => ({ text: chunks.join('').trimEnd(), last: at === lines.length - 1 }));
  });
}

/** What may not be divided, in order. */
function chunksOf(paragraph: string): string[] {
  const breaker = new LineBreaker(paragraph);
  const chunks: string[] = [];
  let from = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    if (next.position === from || isCitation(paragraph, next.position)) continue;
    chunks.push(paragraph.slice(from, next.position));
    from = next.position;
  }
  return chunks.length > 0 ? chunks : [''];
}

/** 第12条, 令和8年 and Art. 12(1)(i) are read as one: no line ends inside a number, or between it and what it counts. */
function isCitation(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 1), at);
  const after = text.slice(at, at + 1);
  return (/[第\d]/.test(before) && /[\d条項号年月日]/.test(after)) || (/[)\w]/.test(before) && after === '(');
}

function filled(chunks: readonly string[], width: number, measure: Measure): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  const fits = (more: string) => measure([...line, more].join('').trimEnd()) <= width;
  for (const chunk of chunks)
    for (const piece of measure(chunk.trimEnd()) <= width ? [chunk] : lettersOf(chunk)) {
      if (line.length > 0 && !fits(piece)) {
        lines.push(line);
        line = [];
      }
      line.push(piece);
    }
  return [...lines, line];
}

const letters = new Intl.Segmenter('ja', { granularity: 'grapheme' });
function lettersOf(chunk: string): string[] {
  return [...letters.segment(chunk)].map(({ segment }) => segment);
}

/** No paragraph ends on one or two letters alone: the line before gives some of its own, as far as there is room. */
function withoutRunt(lines: string[][], width: number, measure: Measure): string[][] {
  const last = lines.at(-1);
  const before = lines.at(-2);
  if (!last || !before) return lines;
  while (lettersOf(last.join('').trim()).length < 3 && before.length > 8) {
    const given = before.at(-1) ?? '';
    if (measure([given, ...last].join('').trimEnd()) > width) break;
    last.unshift(before.pop() ?? '');
  }
  return lines;
}
