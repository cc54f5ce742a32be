import type { ComponentChildren, VNode } from 'preact';
import type { Option } from './field-parts.js';
import { fieldId } from './fields.js';
import { type FormState, type Frame, speech } from './frame.js';
import { Choice, FieldError, List, TextField, Tick } from './inputs.js';
import type { OfficeField, OfficeForm } from './office-field.js';
import { fieldsOfForm, officeForm, pointerOf } from './office-forms.js';
import { isOfficeForm, type OfficeFormName } from './office-names.js';
import { Basis } from './parts.js';
import { articleText } from './words/articles.js';
import { CERTIFICATION_WORDS } from './words/certification.js';
import { problemText } from './words/problems.js';

interface FormOf {
  readonly name: OfficeFormName;
  readonly action: string;
  readonly frame: Frame;
  readonly form: FormState;
  /** What a list without options of its own offers, by its field. */
  readonly choices?: Readonly<Record<string, readonly Option[]>>;
  /** Sent as they are: the version that was looked at, or a field that the page settles. */
  readonly given?: Readonly<Record<string, string | number>>;
  /** Fields that are not this reader's to fill in. */
  readonly without?: readonly string[];
  /** Fields that depend in general, and that this reader fills in. */
  readonly needs?: readonly string[];
  readonly quiet?: boolean;
}

/** A form of the office by its table: grouped where its parts rest on articles of their own. */
export function OfficePost(props: FormOf): VNode {
  const { name, action, frame, form, given = {}, without = [], quiet } = props;
  const { article, fields, parts, label, asks } = officeForm(name);
  const asked = fields.filter((field) => !(field.name in given) && !without.includes(field.name));
  // Words to add come last, below the parts they are about.
  const before = asked.filter(({ type }) => !parts || type !== 'text');
  const after = asked.filter((field) => !before.includes(field));
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="csrf" value={form.csrf} />
      {!asks && <input type="hidden" name="key" value={`${form.key}.${action.split('/').at(-1)}`} />}
      {Object.entries(given).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {before.map((field) => (
        <Input key={field.name} field={field} {...props} />
      ))}
      {parts && <Parts {...props} parts={parts} />}
      {after.map((field) => (
        <Input key={field.name} field={field} {...props} />
      ))}
      <p class="actions">
        <button type="submit" class={quiet ? 'second' : 'first'}>
          {label[frame.language]}
        </button>
      </p>
      {asked.length > 0 && <Basis of={article} frame={frame} />}
    </form>
  );
}

/** One that is not wanted at every visit: its name opens it. */
export function OfficeStep(props: FormOf & { open?: boolean }): VNode {
  const { name, frame, form, open = false } = props;
  const { say } = speech(frame);
  const { label, hint } = officeForm(name);
  return (
    <details class="step" open={open || form.sent?.step === name}>
      <summary>{say(label)}</summary>
      <div class="step-body">
        {hint && <p class="hint">{say(hint)}</p>}
        <OfficePost {...props} />
      </div>
    </details>
  );
}

function Parts({ name, parts, ...of }: FormOf & { parts: NonNullable<OfficeForm['parts']> }): VNode {
  const { frame, form } = of;
  const { say } = speech(frame);
  return (
    <div id={fieldId(name, '/parts')} tabIndex={-1}>
      <FieldError frame={frame} form={form} step={name} pointer="/parts" />
      {parts.map(({ part, title, article, fields }) => (
        <fieldset class="relative" key={part}>
          <legend>{say(title)}</legend>
          <p class="article">{articleText(article, frame.language)}</p>
          {fields.map((field) => (
            <Input key={field.name} field={field} name={name} {...of} />
          ))}
        </fieldset>
      ))}
    </div>
  );
}

/** A field, and below it its own article where it has one. */
function Input(props: FormOf & { field: OfficeField }): VNode {
  const { article } = props.field;
  if (article === undefined) return <Control {...props} />;
  return (
    <>
      <Control {...props} />
      <Basis of={article} frame={props.frame} />
    </>
  );
}

function Control({
  field,
  name,
  frame,
  form,
  choices = {},
  needs = [],
}: FormOf & { field: OfficeField }): VNode {
  const { say } = speech(frame);
  const { type, label, hint, max = 10, none, options } = field;
  const optional = needs.includes(field.name) ? false : (field.optional ?? false);
  const of = { frame, form, step: name, pointer: pointerOf(field), name: field.name };
  const text = { ...of, label: say(label), hint: hint && say(hint), optional };
  const offered = (options ?? choices[field.name] ?? []).map(({ value, word }) => ({
    value,
    label: say(word),
  }));
  switch (type) {
    case 'line':
    case 'codes':
      return <TextField {...text} max={max} />;
    case 'text':
      return <TextField {...text} max={max} rows={5} />;
    case 'day':
      return <TextField {...text} max={10} type="date" />;
    case 'count':
      return <TextField {...text} max={4} numeric />;
    case 'flag':
      return (
        <List {...of} label={say(label)} optional={optional}>
          {(['yes', 'no'] as const).map((value) => ({ value, label: say(CERTIFICATION_WORDS[value]) }))}
        </List>
      );
    case 'tick':
      return <Tick {...of} label={say(label)} />;
    case 'list':
      return (
        <List {...of} label={say(label)} optional={optional} {...(none ? { none: say(none) } : {})}>
          {offered}
        </List>
      );
    case 'one':
      return (
        <Choice {...of} legend={say(label)}>
          {offered}
        </Choice>
      );
  }
}

/** What came back from such a form, above everything else: what is wrong, and a link to each place. */
export function OfficeRefused({ form, frame }: { form: FormState; frame: Frame }): VNode | null {
  const { step, refusal } = form.sent ?? {};
  if (!isOfficeForm(step) || !refusal) return null;
  const { t, say } = speech(frame);
  const labels = new Map(fieldsOfForm(step).map((field) => [pointerOf(field), say(field.label)]));
  return (
    <div class="notice notice-wrong" role="alert" aria-labelledby="refused-title" tabIndex={-1} autofocus>
      <h2 id="refused-title">{`${t.form.errorTitle} – ${say(officeForm(step).label)}`}</h2>
      <p>{reasonOf(refusal.code, frame)}</p>
      {refusal.errors.length > 0 && (
        <ul>
          {refusal.errors.map(({ pointer, why }) => (
            <li key={pointer}>
              <a href={`#${fieldId(step, pointer)}`}>
                {`${labels.get(pointer) ?? say(CERTIFICATION_WORDS.parts)} – ${t.form[why]}`}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function reasonOf(code: Parameters<typeof problemText>[0], frame: Frame): ComponentChildren {
  const { t, say } = speech(frame);
  if (code === 'INVALID') return t.form.errorIntro;
  return code === 'STALE' ? say(CERTIFICATION_WORDS.moved) : problemText(code, frame.language);
}
