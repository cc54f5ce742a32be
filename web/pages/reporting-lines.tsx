import type { VNode } from 'preact';
import { formalDay } from '../dates.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { Basis, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';

export interface LineSide {
  readonly sub: string | null;
  readonly subjectId: string | null;
}
export interface LineRow {
  readonly id: string;
  readonly person: LineSide;
  readonly superior: LineSide;
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly endedAt: string | null;
}
export interface ReportingLinesShown {
  readonly organs: readonly { readonly id: string; readonly name: Word }[];
  readonly rows: readonly LineRow[];
  readonly toReassign: readonly string[];
}

/** Who reports to whom: recorded by an officer in charge, ended by one who does not stand in it. */
export function reportingLinesPage(frame: Frame, shown: ReportingLinesShown, form: FormState): string {
  const { t } = speech(frame);
  const open = shown.rows.filter(({ endedAt }) => endedAt === null);
  const body = (
    <>
      <h1>{t.reportingLines.title}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{t.reportingLines.intro}</p>
      <Basis of={officeForm('recordReportingLine').article} frame={frame} />
      {shown.toReassign.length > 0 && (
        <Section id="reassign" title={t.reportingLines.reassign} intro={t.reportingLines.reassignIntro}>
          <ul>
            {shown.toReassign.map((id) => (
              <li key={id}>
                <a href={paths.caseOf(id)}>
                  <Id id={id} short />
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="lines" title={t.reportingLines.list}>
        {shown.rows.length === 0 ? <p>{t.reportingLines.none}</p> : <Rows rows={shown.rows} frame={frame} />}
      </Section>
      <Section id="record" title={t.reportingLines.record}>
        <OfficePost
          name="recordReportingLine"
          action={paths.officeForm(paths.reportingLines, 'recordReportingLine')}
          frame={frame}
          form={form}
          choices={{ organId: shown.organs.map(({ id, name }) => ({ value: id, word: name })) }}
        />
      </Section>
      {open.length > 0 && (
        <Section id="end" title={t.reportingLines.end} intro={hintOf(frame)}>
          <OfficePost
            name="endReportingLine"
            action={paths.officeForm(paths.reportingLines, 'endReportingLine')}
            frame={frame}
            form={form}
            choices={{ line: open.map((row) => ({ value: row.id, word: wordOf(row, frame) })) }}
          />
        </Section>
      )}
    </>
  );
  const failed = form.sent?.refusal !== undefined;
  return renderPage(frame, { title: t.reportingLines.title, failed, basis: PAGE_BASIS.reportingLines, body });
}

function Rows({ rows, frame }: { rows: readonly LineRow[]; frame: Frame }): VNode {
  const { t } = speech(frame);
  const { subordinate, superior, from, until, open, ended } = t.reportingLines;
  const day = (iso: string) => formalDay(iso, frame.language);
  return (
    <Table heads={[subordinate, superior, from, until]}>
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>{nameOf(row.person, frame)}</RowHead>
          <Cell label={superior}>{nameOf(row.superior, frame)}</Cell>
          <Cell label={from}>{day(row.firstDay)}</Cell>
          <Cell label={until}>
            {row.lastDay === null ? open : day(row.lastDay)}
            {row.endedAt && ` (${ended(day(row.endedAt))})`}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function nameOf({ sub, subjectId }: LineSide, frame: Frame): string {
  return sub ?? speech(frame).t.reportingLines.person(subjectId ?? '');
}

function wordOf({ person, superior, firstDay }: LineRow, frame: Frame): Word {
  const text = `${nameOf(person, frame)} → ${nameOf(superior, frame)} (${formalDay(firstDay, frame.language)})`;
  return { ja: text, en: text };
}

function hintOf(frame: Frame): string {
  const { hint } = officeForm('endReportingLine');
  return hint ? speech(frame).say(hint) : '';
}
