import type { VNode } from 'preact';
import type { Office } from '../../domain/handling.js';
import type { Option } from '../field-parts.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Day, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { HANDLING_WORDS } from '../words/handling.js';
import { OFFICE_WORDS, RECORDED_WORDS as w } from '../words/recorded-rights.js';

export interface RecordedRow {
  readonly id: string;
  readonly kind: 'OFFICE' | 'SDS_RESULT';
  readonly organ: Word;
  readonly subjectId: string;
  readonly office: Office | null;
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly endedAt: string | null;
}
export interface RecordedShown {
  readonly rows: readonly RecordedRow[];
  readonly organs: readonly Option[];
}

const FORMS = ['recordOffice', 'recordSdsResult', 'endOffice', 'endSdsResult'] as const;
const ENDS = { endOffice: 'OFFICE', endSdsResult: 'SDS_RESULT' } as const;

/** Who may handle without an assessment, for an office or a result under the 2014 Act: recorded and ended by one in charge. */
export function recordedRightsPage(frame: Frame, shown: RecordedShown, form: FormState): string {
  const { say } = speech(frame);
  const standing = shown.rows.filter(({ endedAt }) => endedAt === null);
  const endable = (name: keyof typeof ENDS) => standing.filter(({ kind }) => kind === ENDS[name]);
  const offered = FORMS.filter((name) => !isEnd(name) || endable(name).length > 0);
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{say(w.intro)}</p>
      <Section id="list" title={say(w.list)}>
        {shown.rows.length === 0 ? <p>{say(w.none)}</p> : <Rows rows={shown.rows} frame={frame} />}
      </Section>
      {offered.map((name) => {
        const { label, hint } = officeForm(name);
        const records = isEnd(name) ? endable(name).map((row) => ({ value: row.id, word: wordOf(row) })) : [];
        return (
          <Section key={name} id={name} title={say(label)} {...(hint ? { intro: say(hint) } : {})}>
            <OfficePost
              name={name}
              action={paths.officeForm(paths.recordedRights, name)}
              frame={frame}
              form={form}
              choices={{ organId: shown.organs, record: records }}
            />
          </Section>
        );
      })}
    </>
  );
  const failed = form.sent?.refusal !== undefined;
  return renderPage(frame, { title: say(w.title), failed, basis: PAGE_BASIS.recordedRights, body });
}

function isEnd(name: (typeof FORMS)[number]): name is keyof typeof ENDS {
  return name in ENDS;
}

const groundOf = ({ office }: RecordedRow): Word => (office === null ? w.sds : OFFICE_WORDS[office]);

function wordOf(row: RecordedRow): Word {
  const of = (ground: string) => `${row.subjectId.slice(0, 8)} – ${ground} – ${row.firstDay}`;
  return { ja: of(groundOf(row).ja), en: of(groundOf(row).en) };
}

function Rows({ rows, frame }: { readonly rows: readonly RecordedRow[]; readonly frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Table heads={[HANDLING_WORDS.person, HANDLING_WORDS.organ, w.ground, w.from, w.until].map(say)}>
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>
            <Id id={row.subjectId} />
          </RowHead>
          <Cell label={say(HANDLING_WORDS.organ)}>{say(row.organ)}</Cell>
          <Cell label={say(w.ground)}>{say(groundOf(row))}</Cell>
          <Cell label={say(w.from)}>
            <Day at={row.firstDay} frame={frame} />
          </Cell>
          <Cell label={say(w.until)}>
            {row.lastDay === null ? say(w.open) : <Day at={row.lastDay} frame={frame} />}
            {row.endedAt && (
              <span class="sub">
                {say(w.ended)} <Day at={row.endedAt} frame={frame} />
              </span>
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
