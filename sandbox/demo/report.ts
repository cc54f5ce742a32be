import { table } from '../../cli/table.js';
import { type TimelineLine, timelineTable } from '../../cli/timeline.js';
import type { PlayedLife, TimelineStep } from './play.js';

/** A life as it happened: every case of it, step by step, with the article behind each. */
export function lifeReport({ life, actual, steps }: PlayedLife): string {
  const cases = [...new Set(steps.map((step) => step.case))];
  return [
    `== ${life.name}: ${life.title.ja} / ${life.title.en} -> ${actual}`,
    ...cases.flatMap((one) => [
      '',
      `   ${one}`,
      indented(timelineTable(counted(steps.filter((step) => step.case === one)))),
    ]),
    '',
  ].join('\n');
}

/** Eight answers in a row are one line. */
function counted(steps: readonly TimelineStep[]): TimelineLine[] {
  const lines: (TimelineLine & { times: number })[] = [];
  for (const step of steps) {
    const last = lines.at(-1);
    const again = last?.event === step.event && last.role === step.role && last.to === step.to;
    if (last && again) last.times += 1;
    else lines.push({ ...step, times: 1 });
  }
  return lines.map(({ times, ...line }) =>
    times === 1 ? line : { ...line, article: `${line.article} (${times} times)` },
  );
}

export function summary(played: readonly PlayedLife[]): string {
  const rows = played.map(({ life, actual, asExpected, steps }) => [
    life.name,
    life.expected,
    actual,
    String(steps.length),
    asExpected ? 'as expected' : 'ENDED ELSEWHERE',
  ]);
  return table(['life', 'expected', 'actual', 'steps', ''], rows);
}

/** What `--json` prints, one line a life. */
export function jsonLine({ life, actual, steps }: PlayedLife): string {
  return JSON.stringify({ life: life.name, expected: life.expected, actual, steps });
}

function indented(text: string): string {
  return text.replace(/^/gm, '   ');
}
