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
import { paths, withQuery } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { CLOCK_WORDS } from '../words/checks.js';
import { OUTAGE_CAUSE_WORDS, OUTAGE_KIND_WORDS } from '../words/outages.js';

export interface OutageRow {
  readonly id: string;
  readonly organId: string;
  readonly kind: OutageKind;
  readonly source: Source | null;
  readonly cause: OutageCause;
  readonly reference: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly you: boolean;
  readonly confirmedAt: string | null;
  readonly passed: readonly { caseId: string; kind: DeadlineKind; lastDay: string }[];
  /** Leads to what else passed; null where that is all. */
  readonly passedNext: string | null;
}

export interface OutagesShown {
  readonly organs: readonly { readonly id: string; readonly name: Word }[];
  readonly rows: readonly OutageRow[];
  /** Of which organs there are older ones, and where they begin. */
  readonly more: readonly { readonly organId: string; readonly after: string }[];
  /** The beginning of the lists. */
  readonly first: boolean;
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
        <Pager shown={shown} frame={frame} />
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

/** Nothing is left out unsaid: each list that goes on says so, of which organ where there are several. */
function Pager({ shown, frame }: { shown: OutagesShown; frame: Frame }): VNode | null {
  const { t, say } = speech(frame);
  const nameOf = (id: string) => shown.organs.find((one) => one.id === id)?.name;
  if (shown.first && shown.more.length === 0) return null;
  return (
    <p class="pager">
      {!shown.first && <a href={paths.outages}>{t.outages.first}</a>}
      {shown.more.map(({ organId, after }) => {
        const name = shown.organs.length > 1 ? nameOf(organId) : undefined;
        return (
          <a key={organId} href={withQuery(paths.outages, { organ: organId, after })}>
            {name ? `${t.outages.older} – ${say(name)}` : t.outages.older}
          </a>
        );
      })}
    </p>
  );
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
          {row.passedNext !== null && (
            <p class="pager">
              <a
                href={withQuery(paths.outages, {
                  organ: row.organId,
                  outage: row.id,
                  passed: row.passedNext,
                })}
              >
                {t.outages.morePassed}
              </a>
            </p>
          )}
        </>
      )}
    </>
  );
}
