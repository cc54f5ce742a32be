import type { ComponentChildren, VNode } from 'preact';
import { fieldId } from './fields.js';
import {
  type FieldError as Wrong,
  type FormName,
  type FormState,
  type Frame,
  speech,
  textOf,
  textsOf,
} from './frame.js';

export interface FieldOf {
  readonly frame: Frame;
  readonly form: FormState;
  readonly step: FormName;
}

interface InputOf extends FieldOf {
  /** Where in the request body this goes: ties an error to its field. */
  readonly pointer: string;
  readonly name: string;
}
interface Shown {
  readonly value: string;
  readonly label: string;
}

export function TextField(
  props: InputOf & {
    label: string;
    hint?: string | undefined;
    max: number;
    rows?: number;
    type?: 'text' | 'date' | 'month' | 'datetime-local';
    /** A whole number: a phone shows its digits. */
    numeric?: boolean;
    /** `depends`: needed or not by what is chosen beside it, and so marked neither way. */
    optional?: boolean | 'depends';
  },
): VNode {
  const {
    frame,
    step,
    pointer,
    name,
    label,
    hint,
    max,
    rows = 1,
    type = 'text',
    numeric,
    optional,
    form,
  } = props;
  const id = fieldId(step, pointer);
  const error = errorAt(props);
  const value = textOf(valuesOf(form, step), name);
  const common = {
    id,
    name,
    autocomplete: 'off',
    ...described(id, hint, error),
    ...(optional ? {} : { 'aria-required': true }),
    ...(numeric ? ({ inputMode: 'numeric' } as const) : {}),
  };
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label} <Need frame={frame} optional={optional} />
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ErrorText id={id} error={error} frame={frame} />
      {rows > 1 && (
        <textarea {...common} rows={rows} maxLength={max}>
          {value}
        </textarea>
      )}
      {rows === 1 && type === 'text' && <input {...common} type="text" maxLength={max} value={value} />}
      {rows === 1 && type !== 'text' && <input {...common} type={type} value={value} />}
    </div>
  );
}

export function Tick(props: InputOf & { label: string; hint?: string; optional?: boolean }): VNode {
  const { frame, form, step, pointer, name, label, hint, optional } = props;
  const id = fieldId(step, pointer);
  const error = errorAt(props);
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <ErrorText id={id} error={error} frame={frame} />
      <label class="tick">
        <input
          type="checkbox"
          id={id}
          name={name}
          value="yes"
          checked={textOf(valuesOf(form, step), name) === 'yes'}
          {...described(id, hint, error)}
        />
        <span>
          {label} <Need frame={frame} optional={optional} />
        </span>
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** Radio buttons, or ticks where several may be chosen. Nothing is chosen beforehand. */
export function Choice(
  props: InputOf & {
    legend: ComponentChildren;
    many?: boolean;
    optional?: boolean;
    hint?: ComponentChildren;
    children: readonly Shown[];
  },
): VNode {
  const { frame, form, step, pointer, name, legend, many, optional, hint, children } = props;
  const id = fieldId(step, pointer);
  const error = errorAt(props);
  const chosen = textsOf(valuesOf(form, step), name);
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={id} tabIndex={-1} {...described(id, hint, error)}>
      <legend>
        {legend} {!optional && <Need frame={frame} optional={false} />}
      </legend>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <ErrorText id={id} error={error} frame={frame} />
      <div class="choices">
        {children.map(({ value, label }) => (
          <label class="tick" key={value}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              value={value}
              checked={chosen.includes(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** `none`: what it means that nothing was chosen, where that is an answer too. */
export function List(
  props: InputOf & {
    label: string;
    none?: string;
    optional?: boolean | 'depends';
    children: readonly Shown[];
  },
): VNode {
  const { frame, form, step, pointer, name, label, none, children } = props;
  const optional = props.optional ?? (none === undefined ? false : 'depends');
  const { t } = speech(frame);
  const id = fieldId(step, pointer);
  const error = errorAt(props);
  const chosen = textOf(valuesOf(form, step), name);
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label} <Need frame={frame} optional={optional} />
      </label>
      <ErrorText id={id} error={error} frame={frame} />
      <select
        id={id}
        name={name}
        {...described(id, undefined, error)}
        {...(optional === false ? { 'aria-required': true } : {})}
      >
        <option value="">{none ?? t.form.choose}</option>
        {children.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Several fields that are one place of the body, and what is wrong with them together. */
export function Group(
  props: Omit<InputOf, 'name'> & { legend: string; hint: string; children: ComponentChildren },
): VNode {
  const { frame, step, pointer, legend, hint, children } = props;
  const id = fieldId(step, pointer);
  const error = errorAt(props);
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={id} tabIndex={-1} {...described(id, hint, error)}>
      <legend>
        {legend} <Need frame={frame} optional={false} />
      </legend>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <ErrorText id={id} error={error} frame={frame} />
      {children}
    </fieldset>
  );
}

function Need({
  frame,
  optional,
}: {
  frame: Frame;
  optional: boolean | 'depends' | undefined;
}): VNode | null {
  const { t } = speech(frame);
  if (optional === 'depends') return null;
  return (
    <span class={optional ? 'need need-no' : 'need'}>{optional ? t.form.optional : t.form.required}</span>
  );
}

function ErrorText({
  id,
  error,
  frame,
}: {
  id: string;
  error: Wrong | undefined;
  frame: Frame;
}): VNode | null {
  if (!error) return null;
  return (
    <p class="wrong-text" id={`${id}-error`}>
      {error.text ? error.text[frame.language] : speech(frame).t.form[error.why]}
    </p>
  );
}

/** What is wrong with several fields together, above them. */
export function FieldError(props: FieldOf & { pointer: string }): VNode | null {
  const id = fieldId(props.step, props.pointer);
  return <ErrorText id={id} error={errorAt(props)} frame={props.frame} />;
}

function described(id: string, hint: unknown, error: Wrong | undefined) {
  const by = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ');
  return { ...(by ? { 'aria-describedby': by } : {}), ...(error ? { 'aria-invalid': true } : {}) };
}

/** What was sent, if it was this form that came back. */
function valuesOf(form: FormState, step: FormName) {
  return form.sent?.step === step ? form.sent.values : undefined;
}

function errorAt({ form, step, pointer }: Omit<InputOf, 'name'>): Wrong | undefined {
  if (form.sent?.step !== step) return undefined;
  const id = fieldId(step, pointer);
  return form.sent.refusal?.errors.find((error) => fieldId(step, error.pointer) === id);
}
