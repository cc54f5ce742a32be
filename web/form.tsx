import type { ComponentChildren, VNode } from 'preact';
import type { CaseFile } from './case-data.js';
import { type Field, FIELDS, type LongStep } from './fields.js';
import { type FormState, type Frame, speech } from './frame.js';
import { InquiryFields } from './inquiry-fields.js';
import { Choice, type FieldOf, List, TextField, Tick } from './inputs.js';
import { paths } from './paths.js';
import { SentenceRows } from './sentences.js';
import { Basis } from './parts.js';
import { articleOf, needsSeen, type StepName } from './steps.js';
import { STEP_WORDS } from './words/actions.js';

export interface FormOf {
  readonly frame: Frame;
  readonly form: FormState;
  /** The case it is about, at the version that was looked at. */
  readonly of: { readonly id: string; readonly version: number };
}

/** The form of a step that needs a few fields at most. */
export function StepForm(
  props: FormOf & { step: Exclude<StepName, LongStep>; file?: CaseFile; quiet?: boolean },
): VNode {
  const { frame, form, of, step, file, quiet } = props;
  const fields = FIELDS[step].filter(({ onPaper }) => onPaper !== true);
  return (
    <StepPost frame={frame} form={form} of={of} step={step}>
      {fields
        .filter(({ only }) => only?.(file) !== false)
        .map((field) => (
          <FieldInput key={field.name} field={field} step={step} file={file} frame={frame} form={form} />
        ))}
      <p class="actions">
        <button type="submit" class={quiet ? 'second' : 'first'}>
          {STEP_WORDS[step].label[frame.language]}
        </button>
      </p>
      <Basis of={articleOf(step)} frame={frame} />
    </StepPost>
  );
}

/** A post with everything that makes it count once: who sent it, its key, the version it answers. */
export function StepPost(
  props: FormOf & { step: StepName; id?: string; children?: ComponentChildren },
): VNode {
  const { form, of, step, id, children } = props;
  return (
    <form method="post" action={paths.stepOf(of.id, step)} {...(id ? { id } : {})} novalidate>
      <input type="hidden" name="csrf" value={form.csrf} />
      <input type="hidden" name="key" value={`${form.key}.${step}`} />
      {needsSeen(step) && <input type="hidden" name="seen" value={of.version} />}
      {children}
    </form>
  );
}

const WHEN = {
  day: { max: 10, type: 'date' },
  moment: { max: 16, type: 'datetime-local' },
} as const;

export function FieldInput(props: FieldOf & { field: Field; file: CaseFile | undefined }): VNode | null {
  const { field, file, ...of } = props;
  const { t, say } = speech(of.frame);
  const label = field.label(t);
  const hint = field.hint?.(t);
  const pointer = `/${field.name}`;
  switch (field.type) {
    case 'day':
    case 'moment':
      return (
        <TextField
          {...of}
          pointer={pointer}
          name={field.name}
          label={label}
          hint={hint}
          {...(field.optional ? { optional: field.optional } : {})}
          {...WHEN[field.type]}
        />
      );
    case 'line':
    case 'text':
      return (
        <TextField
          {...of}
          pointer={pointer}
          name={field.name}
          label={label}
          hint={hint}
          max={field.max}
          rows={field.type === 'text' ? (field.rows ?? 5) : 1}
          optional={field.optional ?? false}
        />
      );
    case 'keep':
      return pointedOut(of) ? (
        <Tick {...of} pointer={pointer} name={field.name} label={label} optional />
      ) : null;
    case 'maybe':
      return <Tick {...of} pointer={pointer} name={field.name} label={label} optional />;
    case 'tick':
      return (
        <Tick
          {...of}
          pointer={pointer}
          name={field.name}
          label={label}
          {...(hint === undefined ? {} : { hint })}
          {...(field.optional ? { optional: true } : {})}
        />
      );
    case 'one':
    case 'some':
      return (
        <Choice
          {...of}
          pointer={pointer}
          name={field.name}
          legend={label}
          many={field.type === 'some'}
          {...(hint === undefined ? {} : { hint })}
        >
          {field.options(file).map(({ value, word }) => ({ value, label: say(word) }))}
        </Choice>
      );
    case 'sentences':
      // Of a case, and so a step: no form of the office asks for them.
      return file ? <SentenceRows id={file.id} {...of} step={of.step as StepName} /> : null;
    case 'inquiries':
      return <InquiryFields {...of} file={file} legend={label} hint={hint} />;
    case 'list':
      return (
        <List
          {...of}
          pointer={pointer}
          name={field.name}
          label={label}
          {...(field.none ? { none: field.none(t) } : {})}
        >
          {field.options(file).map(({ value, word }) => ({ value, label: say(word) }))}
        </List>
      );
  }
}

function pointedOut({ form, step }: FieldOf): boolean {
  const { sent } = form;
  return sent?.step === step && sent.refusal?.errors.some(({ why }) => why === 'drifts') === true;
}
