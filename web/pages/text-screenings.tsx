import { TEXT_GROUNDS } from '../../domain/questionnaire/screening.js';
import type { VNode } from 'preact';
import type { FormState, Frame } from '../frame.js';
import { speech } from '../frame.js';
import { AlertIcon } from '../icons.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Day, Waiting } from '../parts.js';
import { Passage, type Pointed } from '../passage.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import type { WordsShown } from '../waiting-words-data.js';
import { TEXT_SCREENING_WORDS as w } from '../words/text-screening.js';

export interface TextRow extends WordsShown {
  readonly id: string;
}
export interface TextWhole extends TextRow {
  readonly passages: readonly Pointed[];
}

const FORM = 'screenText';

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
        <Table heads={[say(w.number), say(w.since), say(w.by)]} caption={say(w.title)}>
          {rows.map((row) => (
            <tr role="row" key={row.id}>
              <RowHead>
                <a href={paths.textScreeningOf(row.id)}>{row.id.slice(0, 8)}</a>
              </RowHead>
              <Cell label={say(w.since)}>
                <Waiting since={row.since} frame={frame} />
              </Cell>
              <Cell label={say(w.by)}>
                <ScreenBy of={row} frame={frame} />
              </Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
  return renderPage(frame, { title: say(w.title), basis: PAGE_BASIS.textScreenings, body });
}

/** The day by which it is to be screened; a past one says so in words, shape and colour. */
function ScreenBy({ of: { screenBy, overdue }, frame }: { of: TextRow; frame: Frame }): VNode {
  if (!overdue) return <Day at={screenBy} frame={frame} />;
  return (
    <span class="due due-over">
      <AlertIcon /> <Day at={screenBy} frame={frame} /> {speech(frame).say(w.late)}
    </span>
  );
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
          <Passage
            key={n}
            passage={passage}
            n={n}
            step={FORM}
            grounds={TEXT_GROUNDS}
            form={form}
            frame={frame}
          />
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
