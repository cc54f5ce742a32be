import { sourceName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import type { Source } from '../../domain/checks.js';
import type { OutageCause, OutageKind } from '../../domain/outages.js';
import type { DeadlineKind } from '../../domain/policy.js';
import { formalDay } from '../dates.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { CLOCK_WORDS } from '../words/checks.js';
import { OUTAGE_CAUSE_WORDS, OUTAGE_KIND_WORDS } from '../words/outages.js';

export interface OutageRow {
  readonly id: string;
  readonly kind: OutageKind;
  readonly source: Source | null;
  readonly cause: OutageCause;
  readonly reference: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly you: boolean;
  readonly confirmedAt: string | null;
  readonly passed: readonly { caseId: string; kind: DeadlineKind; lastDay: string }[];
}

export interface OutagesShown {
  readonly organs: readonly { readonly id: string; readonly name: Word }[];
  readonly rows: readonly OutageRow[];
}

interface PageOf {
  readonly frame: Frame;
  readonly form: FormState;
}

/** Days that do not count for what people and sources owe: recorded by one officer in charge, confirmed by another. */
export function outagesPage(frame: Frame, shown: OutagesShown, form: FormState): string {
  const { t, say } = speech(frame);
  const { hint } = officeForm('recordOutage');
  const body = (
    <>
      <h1>{t.outages.title}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{t.outages.intro}</p>
      <Section id="outages" title={t.outages.list}>
        {shown.rows.length === 0 ? (
          <p>{t.outages.none}</p>
        ) : (
          shown.rows.map((row) => <One key={row.id} row={row} form={form} frame={frame} />)
        )}
      </Section>
      <Section id="record" title={t.outages.record} intro={t.outages.recordIntro}>
        {hint && <p class="hint">{say(hint)}</p>}
        <OfficePost
          name="recordOutage"
          action={paths.officeForm(paths.outages, 'recordOutage')}
          frame={frame}
          form={form}
          choices={{ organId: shown.organs.map(({ id, name }) => ({ value: id, word: name })) }}
        />
      </Section>
    </>
  );
  return renderPage(frame, {
    title: t.outages.title,
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.outages,
    body,
  });
}

function One({ row, form, frame }: PageOf & { row: OutageRow }): VNode {
  const { t, say } = speech(frame);
  const day = (iso: string) => formalDay(iso, frame.language);
  return (
    <>
      <h3>
        {t.outages.days(day(row.firstDay), day(row.lastDay))} – {say(OUTAGE_KIND_WORDS[row.kind])}
        {row.source && t.outages.named(say(sourceName(row.source)))}
      </h3>
      <p>
        {say(OUTAGE_CAUSE_WORDS[row.cause])} · <code>{row.reference}</code>
      </p>
      {row.confirmedAt && <p>{t.outages.confirmed(day(row.confirmedAt))}</p>}
      {!row.confirmedAt && row.you && <p class="hint">{t.outages.yours}</p>}
      {!row.confirmedAt && !row.you && (
        <>
          <p class="hint">{t.outages.confirmHint}</p>
          <OfficePost name="confirmOutage" action={paths.outage(row.id)} frame={frame} form={form} />
        </>
      )}
      {row.passed.length > 0 && (
        <>
          <p>{t.outages.passed}</p>
          <Table heads={[t.outages.case, t.outages.deadline, t.outages.lastDay]}>
            {row.passed.map((one) => (
              <tr role="row" key={`${one.caseId} ${one.kind}`}>
                <RowHead>
                  <a href={paths.caseOf(one.caseId)}>
                    <Id id={one.caseId} short />
                  </a>
                </RowHead>
                <Cell label={t.outages.deadline}>{say(CLOCK_WORDS[one.kind])}</Cell>
                <Cell label={t.outages.lastDay}>{day(one.lastDay)}</Cell>
              </tr>
            ))}
          </Table>
        </>
      )}
    </>
  );
}
