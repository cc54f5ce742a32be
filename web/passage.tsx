import type { ComponentChildren, VNode } from 'preact';
import type { Topic } from '../domain/forbidden-topics.js';
import type { ScreeningGround, Verdict } from '../domain/questionnaire/screening.js';
import { type FormName, type FormState, type Frame, speech } from './frame.js';
import { Choice } from './inputs.js';
import { Section } from './parts.js';
import { TOPIC_WORDS } from './words/questionnaire.js';
import { SCREENING_GROUND_WORDS, SCREENING_WORDS, VERDICT_WORDS } from './words/screening.js';

export interface Pointed {
  readonly topic: Topic;
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

interface PassageOf {
  readonly passage: Pointed;
  readonly n: number;
  readonly step: FormName;
  /** What may become of it, and on which grounds. */
  readonly grounds: Readonly<Record<Verdict, readonly ScreeningGround[]>>;
  readonly form: FormState;
  readonly frame: Frame;
  /** What stands above it: where it was written. */
  readonly children?: ComponentChildren;
}

/** A passage that was pointed out, and what a screening officer makes of it. */
export function Passage(props: PassageOf): VNode {
  const { passage, n, step, grounds, form, frame, children } = props;
  const { t, say } = speech(frame);
  const { topic, written, start, end } = passage;
  const verdicts = Object.keys(grounds) as Verdict[];
  return (
    <Section id={`passage-${n + 1}`} title={say(SCREENING_WORDS.passage(n + 1))}>
      {children}
      <p class="written">
        {written.slice(0, start)}
        <mark>{written.slice(start, end)}</mark>
        {written.slice(end)}
      </p>
      <p class="hint">{say(SCREENING_WORDS.pointedAt) + t.colon + say(TOPIC_WORDS[topic])}</p>
      <Choice
        frame={frame}
        form={form}
        step={step}
        pointer={`/passages/${n}/verdict`}
        name={`passages.${n}`}
        legend={say(SCREENING_WORDS.verdict)}
      >
        {verdicts.flatMap((verdict) =>
          grounds[verdict].map((ground) => ({
            value: `${verdict}.${ground}`,
            label: `${say(VERDICT_WORDS[verdict])}${t.colon}${say(SCREENING_GROUND_WORDS[ground])}`,
          })),
        )}
      </Choice>
    </Section>
  );
}
