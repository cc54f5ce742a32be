import type { VNode } from 'preact';
import type { StandInReason } from '../../domain/stand-ins.js';
import { formalDay } from '../dates.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { endedText, STAND_IN_REASON_WORDS, STAND_IN_WORDS as w } from '../words/stand-ins.js';

export interface StandInRow {
  readonly id: string;
  readonly adjudicator: string | null;
  readonly standIn: string;
  readonly reason: StandInReason;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly endedAt: string | null;
}
export interface StandInsShown {
  readonly organs: readonly { readonly id: string; readonly name: Word }[];
  readonly rows: readonly StandInRow[];
  readonly today: string;
}

/** Who acts in an adjudicator's place, and when: named by an officer in charge, ended at once or by its last day. */
export function standInsPage(frame: Frame, shown: StandInsShown, form: FormState): string {
  const { say } = speech(frame);
  const open = shown.rows.filter(({ endedAt, lastDay }) => endedAt === null && lastDay >= shown.today);
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{say(w.intro)}</p>
      <Basis of={officeForm('nameStandIn').article} frame={frame} />
      <Section id="stand-ins" title={say(w.list)}>
        {shown.rows.length === 0 ? <p>{say(w.none)}</p> : <Rows rows={shown.rows} frame={frame} />}
      </Section>
      <Section id="name" title={say(w.name)} intro={hintOf('nameStandIn', frame)}>
        <OfficePost
          name="nameStandIn"
          action={paths.officeForm(paths.standIns, 'nameStandIn')}
          frame={frame}
          form={form}
          choices={{ organId: shown.organs.map(({ id, name }) => ({ value: id, word: name })) }}
        />
      </Section>
      {open.length > 0 && (
        <Section id="end" title={say(w.end)} intro={hintOf('endStandIn', frame)}>
          <OfficePost
            name="endStandIn"
            action={paths.officeForm(paths.standIns, 'endStandIn')}
            frame={frame}
            form={form}
            choices={{ row: open.map((row) => ({ value: row.id, word: wordOf(row, frame) })) }}
          />
        </Section>
      )}
    </>
  );
  const failed = form.sent?.refusal !== undefined;
  return renderPage(frame, { title: say(w.title), failed, basis: PAGE_BASIS.standIns, body });
}

function Rows({ rows, frame }: { rows: readonly StandInRow[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  const day = (iso: string) => formalDay(iso, frame.language);
  return (
    <Table heads={[w.standIn, w.adjudicator, w.reason, w.from, w.until].map((head) => say(head))}>
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>{row.standIn}</RowHead>
          <Cell label={say(w.adjudicator)}>{row.adjudicator ?? say(w.vacant)}</Cell>
          <Cell label={say(w.reason)}>{say(STAND_IN_REASON_WORDS[row.reason])}</Cell>
          <Cell label={say(w.from)}>{day(row.firstDay)}</Cell>
          <Cell label={say(w.until)}>
            {day(row.lastDay)}
            {row.endedAt && ` (${endedText(row.endedAt, frame.language)})`}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function wordOf({ standIn, adjudicator, firstDay, lastDay }: StandInRow, frame: Frame): Word {
  const day = (iso: string) => formalDay(iso, frame.language);
  const whose = adjudicator ?? speech(frame).say(w.vacant);
  const text = `${standIn} → ${whose} (${day(firstDay)} – ${day(lastDay)})`;
  return { ja: text, en: text };
}

function hintOf(name: 'nameStandIn' | 'endStandIn', frame: Frame): string {
  const { hint } = officeForm(name);
  return hint ? speech(frame).say(hint) : '';
}
