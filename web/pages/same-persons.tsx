import type { VNode } from 'preact';
import { SAME_PERSON_ARTICLE } from '../../domain/same-person.js';
import { formalDay } from '../dates.js';
import { type Frame, speech, textOf, type Values } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Basis, Facts, Id, Section, Written } from '../parts.js';
import { paths } from '../paths.js';
import { SAME_PERSON_WORDS as W } from '../words/same-persons.js';

export interface SamePersonRow {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly oneCases: readonly string[];
  readonly otherCases: readonly string[];
  readonly parts: string | null;
  readonly proposedAt: string;
  readonly you: boolean;
  readonly reasons: string;
  readonly outcome: 'CONFIRMED' | 'DROPPED' | null;
  readonly stands: boolean;
  /** Its own in each row: the same step is taken of several. */
  readonly formKey: string;
}

export interface SamePersonForm {
  readonly key: string;
  readonly csrf: string;
  /** A form that came back, and what is wrong with it. */
  readonly values?: Values;
  readonly refused?: string;
}

/** Records of one human being: proposed by one person, confirmed by another, parted again in the same way. */
export function samePersonsPage(frame: Frame, rows: readonly SamePersonRow[], form: SamePersonForm): string {
  const { say } = speech(frame);
  const of = { form, frame };
  const body = (
    <>
      <h1>{say(W.title)}</h1>
      <p class="intro">{say(W.intro)}</p>
      {form.refused && (
        <p class="notice notice-wrong" role="alert">
          {form.refused}
        </p>
      )}
      <Section id="same-persons" title={say(W.list)}>
        {rows.length === 0 ? <p>{say(W.none)}</p> : rows.map((row) => <One key={row.id} row={row} {...of} />)}
      </Section>
      <Section id="propose" title={say(W.propose)}>
        <Propose {...of} />
      </Section>
    </>
  );
  return renderPage(frame, {
    title: say(W.title),
    failed: form.refused !== undefined,
    basis: PAGE_BASIS.samePersons,
    body,
  });
}

interface Of {
  readonly form: SamePersonForm;
  readonly frame: Frame;
}

function One({ row, form, frame }: Of & { row: SamePersonRow }): VNode {
  const { say } = speech(frame);
  const waits = row.outcome === null;
  return (
    <>
      <h3>
        {say(stateOf(row))} – {formalDay(row.proposedAt, frame.language)}
      </h3>
      <Facts
        rows={[
          [say(W.records), <Record id={row.one} cases={row.oneCases} frame={frame} />],
          ['', <Record id={row.other} cases={row.otherCases} frame={frame} />],
        ]}
      />
      <Written text={row.reasons} />
      {waits && row.you && <p class="hint">{say(W.yours)}</p>}
      {waits && !row.you && (
        <Step row={row} step="confirmation" label={say(W.confirm)} form={form} frame={frame} />
      )}
      {waits && <Step row={row} step="rejection" label={say(W.drop)} quiet form={form} frame={frame} />}
      {row.stands && <Step row={row} step="parting" label={say(W.part)} quiet form={form} frame={frame} />}
    </>
  );
}

function stateOf({ outcome, parts, stands }: SamePersonRow) {
  if (outcome === null) return parts === null ? W.waits : W.waitsParting;
  if (outcome === 'DROPPED') return W.dropped;
  if (parts !== null) return W.partedBy;
  return stands ? W.stands : W.over;
}

function Record({ id, cases, frame }: { id: string; cases: readonly string[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <>
      <Id id={id} short /> {say(W.cases)}{' '}
      {cases.map((one) => (
        <a key={one} href={paths.caseOf(one)}>
          <Id id={one} short />
        </a>
      ))}
    </>
  );
}

/** One step with its reasons. */
function Step(
  props: Of & {
    row: SamePersonRow;
    step: 'confirmation' | 'rejection' | 'parting';
    label: string;
    quiet?: true;
  },
): VNode {
  const { row, step, label, quiet, form, frame } = props;
  const id = `${step}-${row.id}`;
  return (
    <form method="post" action={paths.samePersonStep(row.id, step)}>
      <input type="hidden" name="csrf" value={form.csrf} />
      <input type="hidden" name="key" value={`${row.formKey}.${step}`} />
      <Reasons id={id} frame={frame} values={undefined} />
      <p class="actions">
        <button type="submit" class={quiet ? 'second' : 'first'}>
          {label}
        </button>
      </p>
      <Basis of={SAME_PERSON_ARTICLE} frame={frame} />
    </form>
  );
}

function Propose({ form, frame }: Of): VNode {
  const { say } = speech(frame);
  return (
    <form method="post" action={paths.samePersons}>
      <input type="hidden" name="csrf" value={form.csrf} />
      <input type="hidden" name="key" value={`${form.key}.same-persons`} />
      {(['one', 'other'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`same-${name}`}>{say(W[name])}</label>
          <p class="hint" id={`same-${name}-hint`}>
            {say(W.numberHint)}
          </p>
          <input
            id={`same-${name}`}
            name={name}
            type="text"
            required
            autocomplete="off"
            aria-describedby={`same-${name}-hint`}
            value={textOf(form.values, name)}
          />
        </div>
      ))}
      <Reasons id="propose" frame={frame} values={form.values} />
      <p class="actions">
        <button type="submit" class="first">
          {say(W.propose)}
        </button>
      </p>
      <Basis of={SAME_PERSON_ARTICLE} frame={frame} />
    </form>
  );
}

function Reasons({ id, frame, values }: { id: string; frame: Frame; values: Values | undefined }): VNode {
  const { say } = speech(frame);
  return (
    <div class="field">
      <label for={`reasons-${id}`}>{say(W.reasons)}</label>
      <textarea id={`reasons-${id}`} name="reasons" rows={3} maxLength={4_000} required autocomplete="off">
        {textOf(values, 'reasons')}
      </textarea>
    </div>
  );
}
