import { itemName } from '../domain/policy-words.js';
import type { VNode } from 'preact';
import { VIEWPOINTS } from '../domain/worksheet.js';
import { FIELDS, fieldId, isLong } from './fields.js';
import { type FormState, type Frame, type Refusal, speech } from './frame.js';
import type { Word } from './language.js';
import { isStep, type StepName } from './steps.js';
import { STEP_WORDS } from './words/actions.js';

import { problemText } from './words/problems.js';
import { SCREENING_WORDS } from './words/screening.js';
import { SHEET_WORDS, VIEWPOINT_WORDS } from './words/worksheet.js';

/** What came back from a form, above everything else: what is wrong, and a link to each place. */
export function Refused({ form, frame }: { form: FormState; frame: Frame }): VNode | null {
  const { step, refusal } = form.sent ?? {};
  if (!step || !refusal || !isStep(step)) return null;
  const { t } = speech(frame);
  return (
    <div class="notice notice-wrong" role="alert" aria-labelledby="refused-title" tabIndex={-1} autofocus>
      <h2 id="refused-title">{`${t.form.errorTitle} – ${STEP_WORDS[step].label[frame.language]}`}</h2>
      <p>{reasonOf(refusal, frame)}</p>
      {refusal.errors.length > 0 && (
        <ul>
          {refusal.errors.map((error) => (
            <li key={error.pointer}>
              <a href={`#${fieldId(step, error.pointer)}`}>
                {`${labelOf(step, error.pointer, frame)} – ${t.form[error.why]}`}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function reasonOf(refusal: Refusal, frame: Frame): string {
  const { t } = speech(frame);
  if (refusal.code === 'INVALID') return t.form.errorIntro;
  if (refusal.code === 'STALE') return t.form.moved;
  return problemText(refusal.code, frame.language);
}

/** What the page calls the field that a pointer into the request body names. */
function labelOf(step: StepName, pointer: string, frame: Frame): string {
  const { t, say } = speech(frame);
  const parts = pointer.split('/').slice(1);
  const [first = '', second = ''] = parts;
  if (!isLong(step)) return FIELDS[step].find((field) => field.name === first)?.label(t) ?? first;
  if (first === 'worksheet' && second !== '') return say(itemName(second)) + viewpointOf(parts, say);
  if (first === 'passages') return say(SCREENING_WORDS.passage(Number(second) + 1));
  if (first === 'kept') return say(SCREENING_WORDS.keep);
  if (first === 'decision') return t.form.decision;
  if (first === 'reasons') return second === '' ? t.form.reasons : `${t.form.reasons} ${Number(second) + 1}`;
  return first === 'assessment' ? t.subject.consent : t.subject.inquiries;
}

/** Where in the worksheet, as the page calls it. */
function viewpointOf([, , third, fourth, fifth]: readonly string[], say: (word: Word) => string): string {
  if (third === 'note') return ` – ${say(SHEET_WORDS.note)}`;
  const viewpoint = VIEWPOINTS.find((code) => code === fourth);
  if (!viewpoint) return '';
  const side = fifth === 'mitigation' ? SHEET_WORDS.mitigation : SHEET_WORDS.concern;
  return ` – ${say(VIEWPOINT_WORDS[viewpoint])} – ${say(side)}`;
}
