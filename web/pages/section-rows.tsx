import type { VNode } from 'preact';
import {
  type Field,
  MOST_RELATIVES,
  type Section as Part,
  type Topic,
} from '../../domain/questionnaire/shape.js';
import type { Opened } from '../../domain/questionnaire/returned.js';
import { fieldId } from '../fields.js';
import { type FormState, type Frame, speech, textOf } from '../frame.js';
import { Choice, FieldError, List, TextField } from '../inputs.js';
import { Written } from '../parts.js';
import { SOME_FIELDS } from '../words/questionnaire.js';

/** The fields of one part, wherever they stand. */
export interface Fields {
  readonly section: Part;
  /** The questions of the item; none for family. */
  readonly topics: readonly Topic[];
  /** Of a questionnaire that was returned: of which questions some fields alone are to be written anew. */
  readonly opened?: Opened | undefined;
  /** All parts stand in one form: each names its fields by itself as well. */
  readonly together?: true;
}

export interface FieldsOf {
  readonly shown: Fields;
  /** The address of the form, where another row is drawn without keeping anything. */
  readonly action?: string;
  /** Its fields as they are kept, or as they were sent and did not go through; with what is wrong. */
  readonly form: FormState;
  readonly frame: Frame;
}

/** The step whose fields these are: kept part by part, and sent together. */
export const STEP = 'submitQuestionnaire';

/** A question, its rows after a yes, and after them the questions that only a yes calls for. */
export function TopicFields({ topic, ...of }: FieldsOf & { topic: Topic }): VNode {
  const { shown, form, frame } = of;
  const { t, say } = speech(frame);
  const pointer = `/answers/${shown.section}/${topic.id}`;
  const then = shown.topics.filter(({ after }) => after === topic.id);
  const named = nameOf(shown, topic.id);
  const rows = rowsShown(named, topic.most, form);
  const open = [topic, ...then].some(({ id }) =>
    holdsSomething(`/answers/${shown.section}/${id}`, nameOf(shown, id), form),
  );
  const kind = topic.gate ? ' topic-gate' : '';
  if (onlyIn(shown, topic)) return <TopicInPart topic={topic} {...of} />;
  return (
    <div class={`topic${kind}${open ? ' open' : ''}`} id={fieldId(STEP, pointer)}>
      {topic.gate ? (
        <Choice
          frame={frame}
          form={form}
          step={STEP}
          pointer={`${pointer}/says`}
          name={`${named}.says`}
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
            <button type="submit" class="second" name="add" value={named} {...addingTo(of, pointer)}>
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

/** A question of whose rows some fields came back: the others are shown, sent as they were, and not to be written in. */
function TopicInPart({ topic, ...of }: FieldsOf & { topic: Topic }): VNode {
  const { shown, form, frame } = of;
  const { say } = speech(frame);
  const pointer = `/answers/${shown.section}/${topic.id}`;
  const named = nameOf(shown, topic.id);
  const says = textOf(form.sent?.values, `${named}.says`);
  return (
    <div class="topic open" id={fieldId(STEP, pointer)}>
      <h2 class="topic-ask">{say(topic.ask)}</h2>
      <p class="hint">{say(SOME_FIELDS)}</p>
      {says !== '' && <input type="hidden" name={`${named}.says`} value={says} />}
      <FieldError frame={frame} form={form} step={STEP} pointer={pointer} />
      <FieldError frame={frame} form={form} step={STEP} pointer={`${pointer}/rows`} />
      {Array.from({ length: rowsIn(form, named) }, (_, index) => (
        <Row key={index} topic={topic} index={index} {...of} />
      ))}
    </div>
  );
}

/** Undefined where all of a question may be answered. */
function onlyIn({ opened }: Fields, { id }: Topic): ReadonlySet<string> | undefined {
  const open = opened?.get(id);
  return open === 'WHOLE' ? undefined : open;
}

/** As it was submitted. */
function KeptField({ field, name, pointer, form, frame }: FieldsOf & RowFieldOf): VNode {
  const { t, say } = speech(frame);
  const value = textOf(form.sent?.values, name);
  const choice = field.kind === 'choice' ? field.of.find(({ code }) => code === value) : undefined;
  return (
    <div class="field">
      <FieldError frame={frame} form={form} step={STEP} pointer={pointer} />
      <p id={fieldId(STEP, pointer)}>{`${say(field.label)}${t.colon}`}</p>
      <Written text={choice ? say(choice.label) : value} />
      <input type="hidden" name={name} value={value} />
    </div>
  );
}

interface RowFieldOf {
  readonly field: Field;
  readonly pointer: string;
  readonly name: string;
}

function Row({ topic, index, ...of }: FieldsOf & { topic: Topic; index: number }): VNode {
  const { t } = speech(of.frame);
  const at = `/answers/${of.shown.section}/${topic.id}/rows/${index}`;
  const only = onlyIn(of.shown, topic);
  const fields = topic.fields.map((field) => {
    const name = `${nameOf(of.shown, topic.id)}.${index}.${field.id}`;
    const props = { field, pointer: `${at}/${field.id}`, name, ...of };
    const kept = only !== undefined && !only.has(`${index}/${field.id}`);
    return kept ? <KeptField key={field.id} {...props} /> : <RowField key={field.id} {...props} />;
  });
  if (topic.most === 1) return <div id={fieldId(STEP, at)}>{fields}</div>;
  return (
    <fieldset class="relative" id={fieldId(STEP, at)}>
      <legend>{t.questionnaire.row(index + 1)}</legend>
      {fields}
    </fieldset>
  );
}

function RowField(props: FieldsOf & RowFieldOf): VNode {
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
      return <TextField {...of} max={30} optional={optional} />;
    case 'text':
      return <TextField {...of} max={field.max} rows={field.lines ?? 1} optional={optional} />;
  }
}

/** Four fields each, and no more (law: invariant 5). */
export function Family({ form, frame, ...whole }: FieldsOf): VNode {
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
          <button
            type="submit"
            class="second"
            name="add"
            value="family"
            {...addingTo({ form, frame, ...whole }, '/family')}
          >
            {t.subject.addRow}
          </button>
        </p>
      )}
    </>
  );
}

/** What an item's question is called in its form: two items may each have one of the same name. */
export function nameOf({ section, together }: Fields, topic: string): string {
  return together ? `${section}:${topic}` : topic;
}

/** Where all parts stand in one form, another row is drawn by the form's own page, and looked for there. */
function addingTo({ shown, action }: FieldsOf, pointer: string): { formaction?: string } {
  return shown.together && action ? { formaction: `${action}#${fieldId(STEP, pointer)}` } : {};
}

/** Something is wrong with a question, or written below it: then its rows are in sight, whatever was said. */
function holdsSomething(pointer: string, id: string, form: FormState): boolean {
  const wrong = form.sent?.refusal?.errors.some((error) => `${error.pointer}/`.startsWith(`${pointer}/`));
  return wrong || rowsIn(form, id) > 0;
}

function rowsShown(name: string, most: number, form: FormState): number {
  return Math.min(most, Math.max(1, rowsIn(form, name) + more(form, name)));
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
