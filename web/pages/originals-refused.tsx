import { checkName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import { FIELDS, fieldId, isLong } from '../fields.js';
import { type FormName, type FormState, type Frame, speech } from '../frame.js';
import { isStep } from '../steps.js';
import { PAGE_WORDS as W } from '../words/originals.js';
import { problemText } from '../words/problems.js';
import { sectionWord } from '../words/questionnaire.js';
import { partAt } from './keying-questionnaire.js';

/** What came back from a form about a signed paper, with a link to each place. */
export function RefusedPaper({ form, frame }: { form: FormState; frame: Frame }): VNode | null {
  const { step, refusal } = form.sent ?? {};
  if (!step || !refusal) return null;
  const { t } = speech(frame);
  return (
    <div class="notice notice-wrong" role="alert" aria-labelledby="refused-title" tabIndex={-1} autofocus>
      <h2 id="refused-title">{t.form.errorTitle}</h2>
      <p>{refusal.code === 'INVALID' ? t.form.errorIntro : problemText(refusal.code, frame.language)}</p>
      {refusal.errors.length > 0 && (
        <ul>
          {refusal.errors.map(({ pointer, why }) => (
            <li key={pointer}>
              <a href={`#${fieldId(step, pointer)}`}>{`${labelOf(step, pointer, frame)} – ${t.form[why]}`}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const PAPER = {
  hash: W.hash,
  pages: W.pages,
  signedOn: W.signed,
  receivedOn: W.received,
  came: W.came,
  reference: W.reference,
  answer: W.answer,
  statement: W.statement,
  text: W.text,
  assessment: W.assessment,
} as const;

function labelOf(step: FormName, pointer: string, frame: Frame): string {
  const { t, say } = speech(frame);
  const parts = pointer.split('/').slice(1);
  const [first = '', second = ''] = parts;
  if (first === 'inquiries') return second === '' ? say(W.paper) : say(checkName(second));
  if (isStep(step) && !isLong(step)) {
    const field = FIELDS[step].find(({ name }) => name === first);
    if (field) return field.label(t);
  }
  const part = partAt(pointer);
  if (part === 'FAMILY' && second !== '') return t.subject.familyRow(Number(second) + 1);
  if (part) return say(sectionWord(part));
  if (first === 'reasons') return t.form.reasons;
  const word = PAPER[(first === 'original' ? second : first) as keyof typeof PAPER];
  return word ? say(word) : say(W.paper);
}
