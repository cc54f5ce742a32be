import type { VNode } from 'preact';
import {
  APPROVING_ROLES,
  ASKING_ROLE,
  BREAK_GLASS_GROUNDS,
  type BreakGlassGround,
  type BreakGlassState,
} from '../../domain/break-glass.js';
import { momentText } from '../dates.js';
import { type FormState, type Frame, holdsAny, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import type { BrokenTold } from '../own-data.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Facts, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { BREAK_GLASS_STATE_WORDS, BREAK_GLASS_WORDS as w } from '../words/break-glass.js';

export interface BreakGlassRow {
  readonly id: string;
  readonly caseId: string;
  readonly ground: BreakGlassGround;
  readonly state: BreakGlassState;
  readonly askedBy: string;
  readonly approvedBy: string | null;
  readonly lapsesAt: string;
  readonly endsAt: string | null;
  readonly endedAt: string | null;
}
export interface BreakGlassShown {
  readonly rows: readonly BreakGlassRow[];
  readonly open: number;
}

/** Asked by an officer, approved by whoever may decide of it, looked at by an auditor: one page, as far as each may. */
export function breakGlassPage(frame: Frame, { rows, open }: BreakGlassShown, form: FormState): string {
  const { say } = speech(frame);
  const approves = holdsAny(frame.viewer, APPROVING_ROLES);
  const lists = approves || holdsAny(frame.viewer, ['Auditor']);
  const of = { frame, form };
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{say(w.intro)}</p>
      <Basis of={PAGE_BASIS.breakGlass} frame={frame} />
      {lists && (
        <Section id="break-glass" title={say(w.list)}>
          <Facts rows={[[say(w.openNow), String(open)]]} />
          {rows.length === 0 ? <p>{say(w.none)}</p> : <Rows rows={rows} frame={frame} />}
        </Section>
      )}
      {holdsAny(frame.viewer, [ASKING_ROLE]) && (
        <Section id="ask" title={say(w.ask)} intro={hintOf('askBreakGlass', frame)}>
          <Form name="askBreakGlass" {...of} />
        </Section>
      )}
      {approves && (
        <Chosen name="approveBreakGlass" title={w.approve} rows={inState(rows, 'ASKED')} {...of} />
      )}
      {approves && (
        <Chosen name="endBreakGlass" title={w.end} rows={inState(rows, 'ASKED', 'OPEN')} {...of} />
      )}
    </>
  );
  const failed = form.sent?.refusal !== undefined;
  return renderPage(frame, { title: say(w.title), failed, basis: PAGE_BASIS.breakGlass, body });
}

type FormName = 'askBreakGlass' | 'approveBreakGlass' | 'endBreakGlass';
interface Of {
  readonly frame: Frame;
  readonly form: FormState;
}

function Form(props: Of & { name: FormName; rows?: readonly BreakGlassRow[] }): VNode {
  const { name, rows, frame, form } = props;
  const options = rows?.map((row) => ({ value: row.id, word: wordOf(row) }));
  return (
    <OfficePost
      name={name}
      action={paths.officeForm(paths.breakGlass, name)}
      frame={frame}
      form={form}
      choices={options ? { row: options } : {}}
    />
  );
}

function Chosen(props: Of & { name: FormName; title: Word; rows: readonly BreakGlassRow[] }): VNode | null {
  const { title, rows, name, frame } = props;
  if (rows.length === 0) return null;
  return (
    <Section id={name} title={speech(frame).say(title)} intro={hintOf(name, frame)}>
      <Form {...props} />
    </Section>
  );
}

function Rows({ rows, frame }: { rows: readonly BreakGlassRow[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Table heads={[w.case, w.state, w.ground, w.asked, w.approved, w.until].map((head) => say(head))}>
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>
            <Id id={row.caseId} short />
          </RowHead>
          <Cell label={say(w.state)}>{say(BREAK_GLASS_STATE_WORDS[row.state])}</Cell>
          <Cell label={say(w.ground)}>{say(BREAK_GLASS_GROUNDS[row.ground])}</Cell>
          <Cell label={say(w.asked)}>{row.askedBy}</Cell>
          <Cell label={say(w.approved)}>{row.approvedBy ?? '–'}</Cell>
          <Cell label={say(w.until)}>
            {momentText(row.endedAt ?? row.endsAt ?? row.lapsesAt, frame.language)}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

/** On their own case, to its person: that it was opened so, when, and why. */
export function ToldOfBreaking(props: { of: readonly BrokenTold[] | undefined; frame: Frame }): VNode | null {
  const { of = [], frame } = props;
  const { say } = speech(frame);
  const [first] = of;
  if (!first) return null;
  return (
    <Section id="break-glass" title={say(w.told)} intro={say(first.text)}>
      {of.map(({ from, until, ground }) => (
        <Facts
          key={from}
          rows={[
            [say(w.between), `${momentText(from, frame.language)} – ${momentText(until, frame.language)}`],
            [say(w.ground), say(ground)],
          ]}
        />
      ))}
    </Section>
  );
}

function inState(rows: readonly BreakGlassRow[], ...states: readonly BreakGlassState[]): BreakGlassRow[] {
  return rows.filter(({ state }) => states.includes(state));
}

function wordOf({ caseId, askedBy, ground }: BreakGlassRow): Word {
  const { ja, en } = BREAK_GLASS_GROUNDS[ground];
  const which = `${caseId.slice(0, 8)} – ${askedBy}`;
  return { ja: `${which}（${ja}）`, en: `${which} (${en})` };
}

function hintOf(name: FormName, frame: Frame): string {
  const { hint } = officeForm(name);
  return hint ? speech(frame).say(hint) : '';
}
