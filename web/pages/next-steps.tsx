import type { VNode } from 'preact';
import type { CaseFile } from '../case-data.js';
import { isLong } from '../fields.js';
import { StepForm } from '../form.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { Section, turnWord } from '../parts.js';
import { type StepName } from '../steps.js';
import { STEP_WORDS } from '../words/actions.js';

/** Steps that are always there and seldom wanted: kept below the ones the stage calls for. */
const ASIDE: ReadonlySet<StepName> = new Set([
  'assign',
  'assignSuccessor',
  'proposeMistake',
  'proposeNoticeVoid',
  'proposeDoubtVoid',
  'declareConflict',
  'closeWithoutBasis',
  'placeHold',
  'liftHold',
  'lapse',
  'transferWithin',
  'second',
  'depart',
  'reportAsOther',
]);

/** What may be done next by this reader, each with its form and the article it rests on. */
export function NextSteps(props: { file: CaseFile; form: FormState; frame: Frame }): VNode {
  const { file, form, frame } = props;
  const { t, say } = speech(frame);
  const main = file.possible.filter((step) => !ASIDE.has(step));
  const others = file.possible.filter((step) => ASIDE.has(step));
  const sent = form.sent?.step;
  return (
    <Section id="steps" title={t.file.steps}>
      {main.length === 0 && (
        <p>
          {t.file.noSteps}{' '}
          {!file.ended && file.waitingOn !== 'CLOCK' && t.file.stepsWaitFor(say(turnWord(file)))}
        </p>
      )}
      {main.map((step, index) => (
        <Step key={step} step={step} open={index === 0 || step === sent} {...props} />
      ))}
      {others.length > 0 && <h3 class="others">{t.file.otherSteps}</h3>}
      {others.map((step) => (
        <Step key={step} step={step} open={step === sent} quiet {...props} />
      ))}
    </Section>
  );
}

function Step(props: {
  step: StepName;
  open: boolean;
  quiet?: boolean;
  file: CaseFile;
  form: FormState;
  frame: Frame;
}): VNode | null {
  const { step, open, quiet = false, file, form, frame } = props;
  const { t, say } = speech(frame);
  if (isLong(step))
    return step === 'decide' ? (
      <p class="actions">
        <a class="first" href="#worksheet">
          {t.file.toWorksheet}
        </a>
      </p>
    ) : null;
  const { label, hint } = STEP_WORDS[step];
  return (
    <details class="step" open={open}>
      <summary>{say(label)}</summary>
      <div class="step-body">
        {hint && <p class="hint">{say(hint)}</p>}
        <StepForm frame={frame} form={form} of={file} step={step} file={file} quiet={quiet} />
      </div>
    </details>
  );
}
