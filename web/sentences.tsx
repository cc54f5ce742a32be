import type { VNode } from 'preact';
import {
  GROUNDS_TO_WITHHOLD,
  MOST_SENTENCES,
  type Sentence,
  toldOf,
  WITHHOLDING_GROUNDS,
  type WithholdingGround,
} from '../domain/reasons.js';
import { type FormState, type Frame, speech, textOf, type Values } from './frame.js';
import { fieldId } from './fields.js';
import { Group, List, TextField } from './inputs.js';
import { Written } from './parts.js';
import { paths } from './paths.js';
import type { StepName } from './steps.js';
import { SENTENCE_WORDS, withheldWord } from './words/reasons.js';

export const FIRST_SENTENCES = 5;

interface RowsOf {
  readonly id: string;
  readonly step: StepName;
  readonly form: FormState;
  readonly frame: Frame;
}

/**
 * The reasons of a decision or a revocation, a row a sentence, each beside what the person is told of it. More rows, and
 * what the person would read, are made by the server: it hands the form back with them.
 */
export function SentenceRows({ id, step, form, frame }: RowsOf): VNode {
  const { t, say } = speech(frame);
  const of = { frame, form, step } as const;
  const sent = form.sent?.step === step ? form.sent.values : undefined;
  const intro = step === 'decide' ? SENTENCE_WORDS.intro : SENTENCE_WORDS.introAgainst;
  // A revocation says less than a decision, and its form stands among others.
  const first = step === 'decide' ? FIRST_SENTENCES : 2;
  const wanted = Math.max(first, Number(textOf(sent, 'sentences')) || 0);
  const rows = Math.min(MOST_SENTENCES, wanted);
  const again = { id, step };
  return (
    <Group {...of} pointer="/reasons" legend={t.form.reasons} hint={say(intro)}>
      <input type="hidden" name="sentences" value={rows} />
      {Array.from({ length: rows }, (_, n) => (
        <fieldset class="relative" key={n}>
          <legend>{`${t.form.reasons} ${n + 1}`}</legend>
          <TextField
            {...of}
            pointer={`/reasons/${n}/text`}
            name={`reasons.${n}.text`}
            label={t.form.sentence}
            max={4_000}
            rows={2}
            optional="depends"
          />
          <List
            {...of}
            pointer={`/reasons/${n}/withheld`}
            name={`reasons.${n}.withheld`}
            label={say(SENTENCE_WORDS.treatment)}
            none={say(SENTENCE_WORDS.told)}
          >
            {GROUNDS_TO_WITHHOLD.map((value) => ({ value, label: labelOf(value, frame) }))}
          </List>
        </fieldset>
      ))}
      <p>
        {rows < MOST_SENTENCES && <Again {...again} value="row" label={say(SENTENCE_WORDS.add)} />}{' '}
        <Again {...again} value="preview" label={say(SENTENCE_WORDS.show)} />
      </p>
      {sent && textOf(sent, 'decision') !== 'FOUND' && <Preview sent={sent} step={step} frame={frame} />}
    </Group>
  );
}

/** The form comes back with what was written in it, and nothing is decided. */
function Again(props: Pick<RowsOf, 'id' | 'step'> & { value: 'row' | 'preview'; label: string }): VNode {
  const { id, step, value, label } = props;
  const back = `${paths.stepOf(id, step)}#${fieldId(step, '/reasons')}`;
  return (
    <button type="submit" class="second" name="add" value={value} formaction={back}>
      {label}
    </button>
  );
}

function Preview({ sent, step, frame }: { sent: Values; step: StepName; frame: Frame }): VNode {
  const { say } = speech(frame);
  const sentences = Array.from({ length: MOST_SENTENCES }, (_, n): Sentence => {
    const mark = textOf(sent, `reasons.${n}.withheld`);
    const withheld = GROUNDS_TO_WITHHOLD.find((ground) => ground === mark);
    return { text: textOf(sent, `reasons.${n}.text`), withheld };
  }).filter(({ text }) => text !== '');
  const { text, withheld } = toldOf(sentences);
  return (
    <div class="notice" role="status">
      <h3>{say(SENTENCE_WORDS.preview)}</h3>
      {text === '' ? <p>{say(SENTENCE_WORDS.nothingTold)}</p> : <Written text={text} />}
      <Withheld grounds={withheld} of={step === 'decide' ? 'RESULT' : 'REVOCATION'} frame={frame} />
    </div>
  );
}

/** That something is withheld, and why: never how much of it. */
export function Withheld(props: {
  grounds: readonly WithholdingGround[] | undefined;
  frame: Frame;
  of?: 'RESULT' | 'REVOCATION';
}): VNode | null {
  const { grounds = [], frame, of } = props;
  return grounds.length === 0 ? null : <p class="hint">{withheldWord(grounds, of)[frame.language]}</p>;
}

/** All of the reasons, for those who work on the file, with what the person is not told. */
export function MarkedSentences({
  sentences,
  frame,
}: {
  sentences: readonly Sentence[];
  frame: Frame;
}): VNode {
  const { t, say } = speech(frame);
  return (
    <>
      {sentences.map(({ text, withheld }, n) => (
        <div key={n}>
          <Written text={text} />
          {withheld && (
            <p class="muted">{say(SENTENCE_WORDS.withheld) + t.colon + labelOf(withheld, frame)}</p>
          )}
        </div>
      ))}
    </>
  );
}

function labelOf(ground: WithholdingGround, frame: Frame): string {
  return WITHHOLDING_GROUNDS[ground][frame.language];
}
