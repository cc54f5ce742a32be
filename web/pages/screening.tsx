import { itemName } from '../../domain/policy-words.js';
import type { VNode } from 'preact';
import { SCREENING_GROUNDS, type Verdict } from '../../domain/questionnaire/screening.js';
import type { PassageShown, ScreeningFile } from '../case-data.js';
import { StepForm, StepPost } from '../form.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { Choice } from '../inputs.js';
import { renderPage } from '../layout.js';
import { Basis, DueDay, Facts, Section, Waiting } from '../parts.js';
import { Refused } from '../refused.js';
import { articleOf } from '../steps.js';
import { STEP_WORDS } from '../words/actions.js';

import { TOPIC_WORDS } from '../words/questionnaire.js';
import { SCREENING_GROUND_WORDS, SCREENING_WORDS, VERDICT_WORDS } from '../words/screening.js';

interface ScreeningOf {
  readonly file: ScreeningFile;
  readonly form: FormState;
  readonly frame: Frame;
}

const STEP = 'screenQuestionnaire';
const VERDICTS = Object.keys(SCREENING_GROUNDS) as Verdict[];

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
        <Passage key={n} passage={passage} n={n} form={form} frame={frame} />
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

function Passage(props: { passage: PassageShown; n: number; form: FormState; frame: Frame }): VNode {
  const { passage, n, form, frame } = props;
  const { t, say } = speech(frame);
  const { item, topic, question, answer, written, start, end } = passage;
  return (
    <Section id={`passage-${n + 1}`} title={say(SCREENING_WORDS.passage(n + 1))}>
      <p class="muted">{say(itemName(item))}</p>
      <p>{say(question)}</p>
      <p class="label">{say(answer)}</p>
      <p class="written">
        {written.slice(0, start)}
        <mark>{written.slice(start, end)}</mark>
        {written.slice(end)}
      </p>
      <p class="hint">{say(SCREENING_WORDS.pointedAt) + t.colon + say(TOPIC_WORDS[topic])}</p>
      <Choice
        frame={frame}
        form={form}
        step={STEP}
        pointer={`/passages/${n}/verdict`}
        name={`passages.${n}`}
        legend={say(SCREENING_WORDS.verdict)}
      >
        {VERDICTS.flatMap((verdict) =>
          SCREENING_GROUNDS[verdict].map((ground) => ({
            value: `${verdict}.${ground}`,
            label: `${say(VERDICT_WORDS[verdict])}${t.colon}${say(SCREENING_GROUND_WORDS[ground])}`,
          })),
        )}
      </Choice>
    </Section>
  );
}
