import type { VNode } from 'preact';
import type { DriftAt } from '../../domain/questionnaire/drifts.js';
import {
  type Field,
  MOST_RELATIVES,
  type Section as Part,
  SECTIONS,
  type Topic,
} from '../../domain/questionnaire/shape.js';
import { fieldId } from '../fields.js';
import { type FormState, type Frame, speech, textOf } from '../frame.js';
import { Choice, FieldError, List, TextField } from '../inputs.js';
import { renderPage } from '../layout.js';
import { paths, placeOf } from '../paths.js';
import { SECTION_WORDS, TOPIC_WORDS } from '../words/questionnaire.js';
import { KIND_WORDS } from '../words/stages.js';

/** One part of the questionnaire, to be filled in and kept. */
export interface SectionShown {
  readonly caseId: string;
  readonly section: Part;
  /** The questions of the item; none for family. */
  readonly topics: readonly Topic[];
  readonly revision: number;
  /** Filled in from an earlier questionnaire, and not looked at yet. */
  readonly earlier: boolean;
  /** Passages that drift to what may not be asked. */
  readonly drifts: readonly DriftAt[];
  /** What the fields hold is what was kept. */
  readonly kept: boolean;
}

interface SectionOf {
  readonly shown: SectionShown;
  /** Its fields as they are kept, or as they were sent and did not go through; with what is wrong. */
  readonly form: FormState;
  readonly frame: Frame;
}

const STEP = 'submitQuestionnaire';

export function sectionPage(frame: Frame, shown: SectionShown, form: FormState): string {
  const { t, say } = speech(frame);
  const { caseId, section, topics } = shown;
  const number = SECTIONS.indexOf(section) + 1;
  const of = { shown, form, frame };
  const body = (
    <div class="narrow">
      <p class="kicker">
        <a href={`${paths.caseOf(caseId)}#questionnaire`}>{t.subject.questionnaire}</a>{' '}
        {t.questionnaire.part(number, SECTIONS.length)}
      </p>
      <h1>{say(SECTION_WORDS[section])}</h1>
      <Wrong {...of} />
      <Drifting {...of} />
      {shown.earlier && <p class="notice">{t.questionnaire.earlier}</p>}
      <p class="intro">{section === 'FAMILY' ? t.subject.familyIntro : t.questionnaire.sectionIntro}</p>
      <form method="post" action={paths.sectionOf(caseId, section)} novalidate>
        <input type="hidden" name="csrf" value={form.csrf} />
        <input type="hidden" name="key" value={`${form.key}.${placeOf(section)}`} />
        <input type="hidden" name="revision" value={shown.revision} />
        {/* Return in a field presses a form's first button: it must be the one that keeps what was written. */}
        <button type="submit" class="unseen" name="go" value="stay" tabIndex={-1} aria-hidden="true" />
        {topics
          .filter(({ after }) => after === undefined)
          .map((topic) => (
            <TopicFields key={topic.id} topic={topic} {...of} />
          ))}
        {section === 'FAMILY' && <Family {...of} />}
        <p class="actions">
          <button type="submit" class="first" name="go" value="next">
            {t.questionnaire.saveNext}
          </button>
          <button type="submit" class="second" name="go" value="back">
            {t.questionnaire.saveBack}
          </button>
        </p>
      </form>
    </div>
  );
  // As on the case's own page: how the case stands is not in a title that a browser keeps.
  return renderPage(frame, {
    title: say(KIND_WORDS.application),
    failed: form.sent?.refusal !== undefined,
    body,
  });
}

/** What is still to be done here, each with a link to its place. */
function Wrong({ shown, form, frame }: SectionOf): VNode | null {
  const { refusal } = form.sent ?? {};
  if (!refusal) return null;
  const { t, say } = speech(frame);
  return (
    <div class="notice notice-wrong" role="alert" aria-labelledby="wrong-title" tabIndex={-1} autofocus>
      <h2 id="wrong-title">
        {refusal.code === 'STALE' && t.form.moved}
        {refusal.code === 'INVALID' &&
          (shown.kept ? t.questionnaire.toDo(refusal.errors.length) : t.questionnaire.notKept)}
      </h2>
      <ul>
        {refusal.errors.map((error) => (
          <li key={error.pointer}>
            <a href={`#${fieldId(STEP, error.pointer)}`}>
              {error.text ? say(error.text) : t.form[error.why]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Pointed out to its author and to nobody else, before it is sent; whether it stays is theirs to say. */
function Drifting({ shown, frame }: SectionOf): VNode | null {
  const { t, say } = speech(frame);
  const { drifts, section, caseId } = shown;
  if (drifts.length === 0) return null;
  const next = SECTIONS[SECTIONS.indexOf(section) + 1];
  return (
    <div class="notice" aria-labelledby="drift-title">
      <h2 id="drift-title">{t.questionnaire.driftTitle}</h2>
      <p>{t.questionnaire.driftText}</p>
      <ul>
        {drifts.map(({ pointer, passage, topic, start }) => (
          <li key={`${pointer}${topic}${start}`}>
            <a href={`#${fieldId(STEP, pointer)}`}>{`${say(TOPIC_WORDS[topic])}${t.colon}`}</a>
            <mark>{passage}</mark>
          </li>
        ))}
      </ul>
      <p>
        <a href={next ? paths.sectionOf(caseId, next) : `${paths.caseOf(caseId)}#questionnaire`}>
          {t.questionnaire.driftKeep}
        </a>
      </p>
    </div>
  );
}

/** What the page calls the place that a pointer names: the question, or whose row of the family it is. */
function questionOf({ topics }: SectionShown, pointer: string, frame: Frame): string {
  const { t, say } = speech(frame);
  const [root, first, second] = pointer.split('/').slice(1);
  if (root === 'family') return t.subject.familyRow(Number(first) + 1);
  const topic = topics.find(({ id }) => id === second);
  return topic ? say(topic.ask) : t.subject.questionnaire;
}

/** A question, its rows after a yes, and after them the questions that only a yes calls for. */
function TopicFields({ topic, ...of }: SectionOf & { topic: Topic }): VNode {
  const { shown, form, frame } = of;
  const { t, say } = speech(frame);
  const pointer = `/answers/${shown.section}/${topic.id}`;
  const then = shown.topics.filter(({ after }) => after === topic.id);
  const rows = rowsShown(topic, form);
  const open = form.sent?.refusal?.errors.some((error) =>
    [pointer, ...then.map(({ id }) => `/answers/${shown.section}/${id}`)].some((one) =>
      error.pointer.startsWith(one),
    ),
  );
  const kind = topic.gate ? ' topic-gate' : '';
  return (
    <div class={`topic${kind}${open ? ' open' : ''}`} id={fieldId(STEP, pointer)}>
      {topic.gate ? (
        <Choice
          frame={frame}
          form={form}
          step={STEP}
          pointer={`${pointer}/says`}
          name={`${topic.id}.says`}
          legend={say(topic.ask)}
          hint={topic.hint && say(topic.hint)}
        >
          {[
            { value: 'YES', label: t.subject.yes },
            { value: 'NO', label: t.subject.no },
          ]}
        </Choice>
      ) : (
        <>
          <h2 class="topic-ask">{say(topic.ask)}</h2>
          {topic.hint && <p class="hint">{say(topic.hint)}</p>}
        </>
      )}
      <FieldError frame={frame} form={form} step={STEP} pointer={pointer} />
      <div class="then">
        <FieldError frame={frame} form={form} step={STEP} pointer={`${pointer}/rows`} />
        {topic.fields.length > 0 && (
          <div id={fieldId(STEP, `${pointer}/rows`)}>
            {Array.from({ length: rows }, (_, index) => (
              <Row key={index} topic={topic} index={index} {...of} />
            ))}
          </div>
        )}
        {topic.fields.length > 0 && rows < topic.most && (
          <p>
            <button type="submit" class="second" name="add" value={topic.id}>
              {t.questionnaire.addRow}
            </button>
          </p>
        )}
        {then.map((inner) => (
          <TopicFields key={inner.id} topic={inner} {...of} />
        ))}
      </div>
    </div>
  );
}

function Row({ topic, index, ...of }: SectionOf & { topic: Topic; index: number }): VNode {
  const { t } = speech(of.frame);
  const at = `/answers/${of.shown.section}/${topic.id}/rows/${index}`;
  const fields = topic.fields.map((field) => (
    <RowField
      key={field.id}
      field={field}
      pointer={`${at}/${field.id}`}
      name={`${topic.id}.${index}.${field.id}`}
      {...of}
    />
  ));
  if (topic.most === 1) return <div id={fieldId(STEP, at)}>{fields}</div>;
  return (
    <fieldset class="relative" id={fieldId(STEP, at)}>
      <legend>{t.questionnaire.row(index + 1)}</legend>
      {fields}
    </fieldset>
  );
}

function RowField(props: SectionOf & { field: Field; pointer: string; name: string }): VNode {
  const { field, pointer, name, form, frame } = props;
  const { t, say } = speech(frame);
  const of = { frame, form, step: STEP, pointer, name, label: say(field.label) } as const;
  const optional = field.optional ? true : ('depends' as const);
  switch (field.kind) {
    case 'choice':
      return (
        <List {...of} optional={optional}>
          {field.of.map(({ code, label }) => ({ value: code, label: say(label) }))}
        </List>
      );
    case 'month':
      return <TextField {...of} hint={t.questionnaire.monthHint} max={7} type="month" optional={optional} />;
    case 'yen':
      return <TextField {...of} max={11} optional={optional} />;
    case 'text':
      return <TextField {...of} max={field.max} rows={field.lines ?? 1} optional={optional} />;
  }
}

/** Four fields each, and no more (law: invariant 5). */
function Family({ form, frame }: SectionOf): VNode {
  const { t } = speech(frame);
  const rows = Math.min(MOST_RELATIVES, Math.max(2, rowsIn(form, 'family') + more(form, 'family')));
  const of = { frame, form, step: STEP, optional: 'depends' } as const;
  return (
    <>
      <p class="hint">{t.questionnaire.familyNone}</p>
      {Array.from({ length: rows }, (_, index) => {
        const at = (field: string) => ({
          pointer: `/family/${index}/${field}`,
          name: `family.${index}.${field}`,
        });
        return (
          <fieldset class="relative" key={index} id={fieldId(STEP, `/family/${index}`)}>
            <legend>{t.subject.familyRow(index + 1)}</legend>
            <TextField {...of} {...at('name')} label={t.file.name} max={100} />
            <TextField {...of} {...at('dateOfBirth')} label={t.file.dateOfBirth} max={10} type="date" />
            <TextField
              {...of}
              {...at('nationalities')}
              label={t.subject.nationalities}
              hint={t.subject.nationalitiesHint}
              max={500}
            />
            <TextField {...of} {...at('address')} label={t.file.address} max={300} />
          </fieldset>
        );
      })}
      {rows < MOST_RELATIVES && (
        <p>
          <button type="submit" class="second" name="add" value="family">
            {t.subject.addRow}
          </button>
        </p>
      )}
    </>
  );
}

function rowsShown({ id, most }: Topic, form: FormState): number {
  return Math.min(most, Math.max(1, rowsIn(form, id) + more(form, id)));
}

/** How many rows of this name are filled in, the gaps counted. */
function rowsIn({ sent }: FormState, name: string): number {
  const numbers = Object.keys(sent?.values ?? {}).map((key) => {
    const [first, index = ''] = key.split('.');
    return first === name && /^\d{1,2}$/.test(index) && textOf(sent?.values, key) !== ''
      ? Number(index) + 1
      : 0;
  });
  return Math.max(0, ...numbers);
}

function more({ sent }: FormState, name: string): number {
  return textOf(sent?.values, 'more') === name ? 1 : 0;
}
