import { itemName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import { SCREENING_GROUNDS } from '../../domain/questionnaire/screening.js';
import type { ScreeningFile } from '../case-data.js';
import { StepForm, StepPost } from '../form.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { Basis, DueDay, Facts, Waiting } from '../parts.js';
import { Passage } from '../passage.js';
import { Refused } from '../refused.js';
import { articleOf } from '../steps.js';
import { STEP_WORDS } from '../words/actions.js';
import { SCREENING_WORDS } from '../words/screening.js';

interface ScreeningOf {
  readonly file: ScreeningFile;
  readonly form: FormState;
  readonly frame: Frame;
}

const STEP = 'screenQuestionnaire';

/** What waits to be screened: each passage in its answer, and nothing of whose it is. */
export function screeningPage(frame: Frame, file: ScreeningFile, form: FormState): string {
  const { t, say } = speech(frame);
  const of = { file, form, frame };
  const title = say(SCREENING_WORDS.title);
  const body = (
    <div class="narrow">
      <p class="kicker">{say(SCREENING_WORDS.named(file.id.slice(0, 8)))}</p>
      <h1>{title}</h1>
      <Refused form={form} frame={frame} />
      <p class="intro">{say(SCREENING_WORDS.intro)}</p>
      <p class="notice">{say(SCREENING_WORDS.bars)}</p>
      <Facts
        rows={[
          [t.queue.turn, <Waiting since={file.since} frame={frame} />],
          [t.queue.due, <DueDay due={file.due} frame={frame} />],
        ]}
      />
      {file.possible.includes(STEP) && <Passages {...of} />}
      {file.possible.includes('declareConflict') && (
        <details class="step">
          <summary>{say(STEP_WORDS.declareConflict.label)}</summary>
          <div class="step-body">
            <StepForm frame={frame} form={form} of={file} step="declareConflict" quiet />
          </div>
        </details>
      )}
    </div>
  );
  return renderPage(frame, { title, failed: form.sent?.refusal !== undefined, basis: articleOf(STEP), body });
}

function Passages({ file, form, frame }: ScreeningOf): VNode {
  const { say } = speech(frame);
  return (
    <StepPost frame={frame} form={form} of={file} step={STEP}>
      <input type="hidden" name="count" value={file.passages.length} />
      {file.passages.map((passage, n) => (
        <Passage
          key={n}
          passage={passage}
          n={n}
          step={STEP}
          grounds={SCREENING_GROUNDS}
          form={form}
          frame={frame}
        >
          <p class="muted">{say(itemName(passage.item))}</p>
          <p>{say(passage.question)}</p>
          <p class="label">{say(passage.answer)}</p>
        </Passage>
      ))}
      <p class="actions">
        <button type="submit" class="first">
          {say(STEP_WORDS[STEP].label)}
        </button>
      </p>
      <Basis of={articleOf(STEP)} frame={frame} />
    </StepPost>
  );
}
