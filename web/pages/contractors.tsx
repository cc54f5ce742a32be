import type { VNode } from 'preact';
import { CERTIFICATION_STAGES } from '../../domain/certification.js';
import { dayOf } from '../../domain/calendar.js';
import { dayText } from '../dates.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import {
  type CertificationRow,
  type ContractRow,
  type ContractorsShown,
  waitsForReader,
} from '../office-data.js';
import { OfficeRefused, OfficeStep } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import type { OfficeFormName } from '../office-names.js';
import { Basis, Day, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { articleText } from '../words/articles.js';
import { CERTIFICATION_WORDS as w } from '../words/certification.js';

interface PageOf {
  readonly frame: Frame;
  readonly shown: ContractorsShown;
  readonly form: FormState;
}

/** Certifications and contracts: for who applies, who examines and who decides, each with their own forms. */
export function contractorsPage(frame: Frame, shown: ContractorsShown, form: FormState): string {
  const { say } = speech(frame);
  const of = { frame, shown, form };
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{say(shown.manages ? w.introManager : w.introOrgan)}</p>
      <Section id="certifications" title={say(w.list)}>
        <Basis of={officeForm('applyForCertification').article} frame={frame} />
        {shown.certifications.length === 0 ? <p>{say(w.none)}</p> : <Certifications {...of} />}
        {shown.manages && <Step name="applyForCertification" {...of} />}
      </Section>
      <Section id="contracts" title={say(w.contracts)} intro={say(w.contractsIntro)}>
        <Basis of={officeForm('recordContract').article} frame={frame} />
        {shown.contracts.length === 0 ? <p>{say(w.noContracts)}</p> : <Contracts {...of} />}
        {shown.inCharge && <Step name="recordContract" {...of} />}
        {shown.inCharge && (shown.choices.contract ?? []).length > 0 && (
          <Step name="endContract" quiet {...of} />
        )}
      </Section>
    </>
  );
  return renderPage(frame, {
    title: say(w.title),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.contractors,
    body,
  });
}

function Step({
  name,
  quiet,
  frame,
  shown,
  form,
}: PageOf & { name: OfficeFormName; quiet?: boolean }): VNode {
  return (
    <OfficeStep
      name={name}
      action={paths.officeForm(paths.contractors, name)}
      frame={frame}
      form={form}
      choices={shown.choices}
      {...(quiet ? { quiet } : {})}
    />
  );
}

function Certifications({ frame, shown }: PageOf): VNode {
  const { say } = speech(frame);
  const rows = shown.certifications.toSorted((a, b) => Number(waitsForReader(b)) - Number(waitsForReader(a)));
  return (
    <Table heads={[w.contractor, w.organ, w.stage, w.days, w.confirmBy].map(say)} caption={say(w.list)}>
      {rows.map((row) => (
        <Certification key={row.id} row={row} frame={frame} />
      ))}
    </Table>
  );
}

function Certification({ row, frame }: { row: CertificationRow; frame: Frame }): VNode {
  const { say } = speech(frame);
  const yours = waitsForReader(row);
  return (
    <tr role="row" class={yours ? 'yours' : undefined}>
      <RowHead>
        <a href={paths.certificationOf(row.id)}>{say(row.contractor)}</a>
        {yours && (
          <span class="sub">
            <span class="turn-chip">{say(w.yours)}</span>
          </span>
        )}
      </RowHead>
      <Cell label={say(w.organ)}>{say(row.organ)}</Cell>
      <Cell label={say(w.stage)}>{say(CERTIFICATION_STAGES[row.stage])}</Cell>
      <Cell label={say(w.days)}>{span(row.firstDay, row.lastDay, frame)}</Cell>
      <Cell label={say(w.confirmBy)}>
        <ConfirmBy row={row} frame={frame} />
      </Cell>
    </tr>
  );
}

/** Until when the contractor says again that what it stated holds: only while it is certified. */
export function ConfirmBy({ row, frame }: { row: CertificationRow; frame: Frame }): VNode {
  const { say } = speech(frame);
  if (row.confirmBy === null || !CERTIFICATION_STAGES[row.stage].stands) return <>–</>;
  return (
    <span class={row.reminded ? 'due due-over' : 'due'}>
      <Day at={row.confirmBy} frame={frame} /> {row.reminded && <span class="days">{say(w.late)}</span>}
    </span>
  );
}

function Contracts({ frame, shown }: PageOf): VNode {
  const { say } = speech(frame);
  return (
    <Table
      heads={[w.contractor, w.organ, w.paragraph, w.sections, w.period, w.stage].map(say)}
      caption={say(w.contracts)}
    >
      {shown.contracts.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>{say(row.contractor)}</RowHead>
          <Cell label={say(w.organ)}>{say(row.organ)}</Cell>
          <Cell label={say(w.paragraph)}>{articleText(`Art. ${row.paragraph}`, frame.language)}</Cell>
          <Cell label={say(w.sections)}>
            <code>{row.sections.join(' ')}</code>
          </Cell>
          <Cell label={say(w.period)}>{span(row.firstDay, row.lastDay, frame)}</Cell>
          <Cell label={say(w.stage)}>{say(standing(row, frame))}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function standing({ firstDay, lastDay, endedAt }: ContractRow, { now }: Frame): Word {
  const today = now === undefined ? firstDay : dayOf(now);
  if (endedAt !== null || (lastDay !== null && lastDay < today)) return w.ended;
  return today < firstDay ? w.ahead : w.runs;
}

/** Days from and to, in the reader's language; a dash where there are none yet. */
export function span(from: string | null, to: string | null, frame: Frame): string {
  const { say } = speech(frame);
  if (from === null) return '–';
  return `${dayText(from, frame.language)} – ${to === null ? say(w.openEnd) : dayText(to, frame.language)}`;
}
