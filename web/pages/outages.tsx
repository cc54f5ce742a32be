import { everySource, sourceName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import type { Source } from '../../domain/checks.js';
import { OUTAGE_CAUSES, OUTAGE_KINDS, type OutageCause, type OutageKind } from '../../domain/outages.js';
import type { DeadlineKind } from '../../domain/policy.js';
import { formalDay } from '../dates.js';
import { type Frame, speech, textOf, type Values } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
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

export interface OutageForm {
  readonly key: string;
  readonly csrf: string;
  /** A form that came back, and what is wrong with it. */
  readonly values?: Values;
  readonly refused?: string;
}

/** Days that do not count for what people and sources owe: recorded by one officer in charge, confirmed by another. */
export function outagesPage(frame: Frame, shown: OutagesShown, form: OutageForm): string {
  const { t } = speech(frame);
  const body = (
    <>
      <h1>{t.outages.title}</h1>
      <p class="intro">{t.outages.intro}</p>
      {form.refused && (
        <p class="notice notice-wrong" role="alert">
          {form.refused}
        </p>
      )}
      <Section id="outages" title={t.outages.list}>
        {shown.rows.length === 0 ? (
          <p>{t.outages.none}</p>
        ) : (
          shown.rows.map((row) => <One key={row.id} row={row} form={form} frame={frame} />)
        )}
      </Section>
      <Section id="record" title={t.outages.record} intro={t.outages.recordIntro}>
        <Record organs={shown.organs} form={form} frame={frame} />
      </Section>
    </>
  );
  return renderPage(frame, { title: t.outages.title, failed: form.refused !== undefined, body });
}

function One({ row, form, frame }: { row: OutageRow; form: OutageForm; frame: Frame }): VNode {
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
        <form method="post" action={paths.outage(row.id)}>
          <input type="hidden" name="csrf" value={form.csrf} />
          <input type="hidden" name="key" value={`${form.key}.${row.id}`} />
          <p class="hint">{t.outages.confirmHint}</p>
          <p class="actions">
            <button type="submit" class="first">
              {t.outages.confirm}
            </button>
          </p>
        </form>
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

function Record(props: { organs: OutagesShown['organs']; form: OutageForm; frame: Frame }): VNode {
  const { organs, form, frame } = props;
  const { t, say } = speech(frame);
  const of = { values: form.values };
  return (
    <form method="post" action={paths.outages} novalidate>
      <input type="hidden" name="csrf" value={form.csrf} />
      <input type="hidden" name="key" value={`${form.key}.outages`} />
      <Pick
        {...of}
        name="organId"
        label={t.outages.organ}
        options={organs.map(({ id, name }) => [id, say(name)])}
      />
      <Pick
        {...of}
        name="kind"
        label={t.outages.kind}
        options={OUTAGE_KINDS.map((kind) => [kind, say(OUTAGE_KIND_WORDS[kind])])}
      />
      <Pick
        {...of}
        name="source"
        label={t.outages.source}
        options={[
          ['', t.outages.noSource],
          ...everySource().map(({ code }): [string, string] => [code, say(sourceName(code))]),
        ]}
      />
      <Pick
        {...of}
        name="cause"
        label={t.outages.cause}
        options={OUTAGE_CAUSES.map((cause) => [cause, say(OUTAGE_CAUSE_WORDS[cause])])}
      />
      <Line {...of} name="reference" label={t.outages.reference} hint={t.outages.referenceHint} />
      <Line {...of} name="firstDay" label={t.outages.firstDay} type="date" />
      <Line {...of} name="lastDay" label={t.outages.lastDay} type="date" />
      <p class="actions">
        <button type="submit" class="first">
          {t.outages.record}
        </button>
      </p>
    </form>
  );
}

function Pick(props: {
  name: string;
  label: string;
  values: Values | undefined;
  options: readonly (readonly [string, string])[];
}): VNode {
  const { name, label, values, options } = props;
  const chosen = textOf(values, name);
  return (
    <div class="field">
      <label for={`outage-${name}`}>{label}</label>
      <select id={`outage-${name}`} name={name}>
        {options.map(([value, word]) => (
          <option key={value} value={value} selected={value === chosen}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}

function Line(props: {
  name: string;
  label: string;
  values: Values | undefined;
  hint?: string;
  type?: 'text' | 'date';
}): VNode {
  const { name, label, values, hint, type = 'text' } = props;
  const id = `outage-${name}`;
  const about = hint ? { 'aria-describedby': `${id}-hint` } : {};
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {type === 'date' ? (
        <input id={id} name={name} type="date" autocomplete="off" value={textOf(values, name)} />
      ) : (
        <input id={id} name={name} type="text" autocomplete="off" value={textOf(values, name)} {...about} />
      )}
    </div>
  );
}
