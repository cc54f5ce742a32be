import type { VNode } from 'preact';
import type { Topic } from '../../domain/forbidden-topics.js';
import { TEXT_GROUNDS, type Verdict } from '../../domain/questionnaire/screening.js';
import type { FormState, Frame } from '../frame.js';
import { speech } from '../frame.js';
import { Choice } from '../inputs.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Section, Waiting } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { TOPIC_WORDS } from '../words/questionnaire.js';
import { SCREENING_GROUND_WORDS, SCREENING_WORDS, VERDICT_WORDS } from '../words/screening.js';
import { TEXT_SCREENING_WORDS as w } from '../words/text-screening.js';

export interface TextRow {
  readonly id: string;
  readonly since: string;
}
export interface TextWhole extends TextRow {
  readonly passages: readonly {
    readonly topic: Topic;
    readonly written: string;
    readonly start: number;
    readonly end: number;
  }[];
}

const FORM = 'screenText';
const VERDICTS = Object.keys(TEXT_GROUNDS) as Verdict[];

/** What waits for a screening officer beside the questionnaires: numbers and days. */
export function textScreeningsPage(frame: Frame, rows: readonly TextRow[]): string {
  const { say } = speech(frame);
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <p class="intro">{say(w.intro)}</p>
      {rows.length === 0 ? (
        <p class="card">{say(w.none)}</p>
      ) : (
        <Table heads={[say(w.number), say(w.since)]} caption={say(w.title)}>
          {rows.map((row) => (
            <tr role="row" key={row.id}>
              <RowHead>
                <a href={paths.textScreeningOf(row.id)}>{row.id.slice(0, 8)}</a>
              </RowHead>
              <Cell label={say(w.since)}>
                <Waiting since={row.since} frame={frame} />
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
  return renderPage(frame, { title: say(w.title), basis: PAGE_BASIS.textScreenings, body });
}

/** One text: its passages between the sentences around them, and what is to become of each. */
export function textScreeningPage(frame: Frame, text: TextWhole, form: FormState): string {
  const { say } = speech(frame);
  const failed = form.sent?.refusal !== undefined;
  const body = (
    <div class="narrow">
      <p class="kicker">{`${say(w.number)} ${text.id.slice(0, 8)}`}</p>
      <h1>{say(w.one)}</h1>
      {failed && (
        <div class="notice notice-wrong" role="alert" tabIndex={-1} autofocus>
          <p>{say(w.missing)}</p>
        </div>
      )}
      <p class="intro">{say(w.oneIntro)}</p>
      <p class="notice">{say(w.bars)}</p>
      <form method="post" action={paths.screenText(text.id)} novalidate>
        <input type="hidden" name="csrf" value={form.csrf} />
        <input type="hidden" name="key" value={`${form.key}.${FORM}`} />
        <input type="hidden" name="count" value={text.passages.length} />
        {text.passages.map((passage, n) => (
          <Passage key={n} passage={passage} n={n} form={form} frame={frame} />
        ))}
        <p class="actions">
          <button type="submit" class="first">
            {say(w.send)}
          </button>
        </p>
        <Basis of={PAGE_BASIS.textScreenings} frame={frame} />
      </form>
    </div>
  );
  return renderPage(frame, { title: say(w.one), failed, basis: PAGE_BASIS.textScreenings, body });
}

function Passage(props: {
  passage: TextWhole['passages'][number];
  n: number;
  form: FormState;
  frame: Frame;
}): VNode {
  const { passage, n, form, frame } = props;
  const { t, say } = speech(frame);
  const { topic, written, start, end } = passage;
  return (
    <Section id={`passage-${n + 1}`} title={say(SCREENING_WORDS.passage(n + 1))}>
      <p class="written">
        {written.slice(0, start)}
        <mark>{written.slice(start, end)}</mark>
        {written.slice(end)}
      </p>
      <p class="hint">{say(SCREENING_WORDS.pointedAt) + t.colon + say(TOPIC_WORDS[topic])}</p>
      <Choice
        frame={frame}
        form={form}
        step={FORM}
        pointer={`/passages/${n}/verdict`}
        name={`passages.${n}`}
        legend={say(SCREENING_WORDS.verdict)}
      >
        {VERDICTS.flatMap((verdict) =>
          TEXT_GROUNDS[verdict].map((ground) => ({
            value: `${verdict}.${ground}`,
            label: `${say(VERDICT_WORDS[verdict])}${t.colon}${say(SCREENING_GROUND_WORDS[ground])}`,
          })),
        )}
      </Choice>
    </Section>
  );
}
