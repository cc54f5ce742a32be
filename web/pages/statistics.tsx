import type { VNode } from 'preact';
import { type Cell as Figure, type PublishedFigures, TOTAL } from '../../domain/statistics/published.js';
import type { AuditEvent } from '../../domain/edges.js';
import { STAGES } from '../../domain/stages.js';
import { momentText } from '../dates.js';
import { type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Section } from '../parts.js';
import { Cell, RowHead, Table } from '../table.js';
import { EVENT_WORDS } from '../words/events.js';
import {
  DECISION_WORDS,
  GROUND_WORDS,
  KIND_WORDS,
  NOT_CONDUCTED_WORDS,
  STAGE_WORDS,
} from '../words/stages.js';
import { agesWord, ageWord, GROUP_WORDS, STATISTICS_WORDS as w, yearWord } from '../words/statistics.js';

export interface YearShown {
  readonly figures: PublishedFigures;
  /** Read by auditors alone. */
  readonly digest?: string | undefined;
  readonly committedAt: string;
}

/** What became of assessments, year by year, in numbers that point at nobody. */
export function statisticsPage(frame: Frame, years: readonly YearShown[]): string {
  const { say } = speech(frame);
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <p class="intro">{say(w.intro)}</p>
      {years.length === 0 && <p>{say(w.none)}</p>}
      {years.map((year) => (
        <Year key={year.figures.year} frame={frame} year={year} />
      ))}
    </>
  );
  return renderPage(frame, { title: say(w.title), basis: PAGE_BASIS.statistics, body });
}

function Year({ frame, year }: { frame: Frame; year: YearShown }): VNode {
  const { say } = speech(frame);
  const { figures, digest, committedAt } = year;
  return (
    <Section id={`y${figures.year}`} title={say(yearWord(figures.year))}>
      {Object.entries(figures.counts).map(([group, cells]) => (
        <Counts key={group} frame={frame} title={GROUP_WORDS[group] ?? asIs(group)} cells={cells} />
      ))}
      <Waits frame={frame} figures={figures} />
      <Counts frame={frame} title={w.openAge} cells={figures.openAge} words={openWords(figures.openAge)} />
      <Counts frame={frame} title={w.stillOpen} cells={figures.stillOpen} words={ageWord} />
      <h3>{say(w.proof)}</h3>
      <p>
        <time dateTime={committedAt}>{momentText(committedAt, frame.language)}</time>
        {digest && (
          <>
            <br />
            <code>{digest}</code>
          </>
        )}
      </p>
      {digest && <p class="sub">{say(w.recount)}</p>}
    </Section>
  );
}

function Counts(props: {
  frame: Frame;
  title: Word;
  cells: Readonly<Record<string, Figure>>;
  words?: (code: string) => Word;
}): VNode {
  const { frame, title, cells, words = codeWord } = props;
  const { say } = speech(frame);
  return (
    <>
      <h3>{say(title)}</h3>
      <Table heads={[say(w.code), say(w.number)]} caption={say(title)} figures>
        {Object.entries(cells).map(([code, cell]) => (
          <tr role="row" key={code}>
            <RowHead>{say(code === TOTAL ? w.total : words(code))}</RowHead>
            <Cell label={say(w.number)}>{told(frame, cell)}</Cell>
          </tr>
        ))}
      </Table>
    </>
  );
}

function Waits({ frame, figures }: { frame: Frame; figures: PublishedFigures }): VNode {
  const { say } = speech(frame);
  return (
    <>
      <h3>{say(w.waits)}</h3>
      <Table heads={[w.stage, w.median, w.p90, w.within].map(say)} caption={say(w.waits)} figures>
        {inOrder(figures.waits).map(([stage, { median, p90 }]) => (
          <tr role="row" key={stage}>
            <RowHead>{say(stage === 'ASSESSMENT' ? w.whole : stageWords(stage))}</RowHead>
            <Cell label={say(w.median)}>{told(frame, median)}</Cell>
            <Cell label={say(w.p90)}>{told(frame, p90)}</Cell>
            <Cell label={say(w.within)}>{told(frame, figures.withinTarget[stage])}</Cell>
          </tr>
        ))}
      </Table>
    </>
  );
}

const ORDER = ['ASSESSMENT', ...Object.values(STAGES).flatMap((stages) => Object.keys(stages))];

/** The whole first, then stage by stage as a case goes through them; what has no place among them any more comes last. */
function inOrder<T>(cells: Readonly<Record<string, T>>): [string, T][] {
  const place = (stage: string) => (ORDER.includes(stage) ? ORDER.indexOf(stage) : ORDER.length);
  return Object.entries(cells).toSorted(([a], [b]) => place(a) - place(b));
}

/** A number; the word for few, for one that was not reached, or a dash where no time is set. */
function told(frame: Frame, cell: Figure | null | undefined): string {
  const { say } = speech(frame);
  if (cell === undefined) return '–';
  if (cell === null) return say(w.notReached);
  return cell === 'FEW' ? say(w.few) : String(cell);
}

const CODES: Readonly<Record<string, Word>> = {
  ...GROUND_WORDS,
  ...DECISION_WORDS,
  ...NOT_CONDUCTED_WORDS,
  ...KIND_WORDS,
};

function codeWord(code: string): Word {
  return CODES[code] ?? EVENT_WORDS[code as AuditEvent] ?? asIs(code);
}

function stageWords(stage: string): Word {
  for (const kind of Object.keys(STAGES) as (keyof typeof STAGES)[]) {
    const word = (STAGE_WORDS[kind] as Readonly<Record<string, Word>>)[stage];
    if (word) return word;
  }
  return asIs(stage);
}

function openWords(cells: Readonly<Record<string, Figure>>): (code: string) => Word {
  const codes = Object.keys(cells).filter((code) => code !== TOTAL);
  return (code) => agesWord(code, codes[codes.indexOf(code) + 1]);
}

/** A code of a way of counting that this release no longer has words for. */
function asIs(code: string): Word {
  return { ja: code, en: code };
}
