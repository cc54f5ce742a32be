import type { VNode } from 'preact';
import {
  GROUNDS_TO_WITHHOLD,
  MOST_SENTENCES,
  type Sentence,
  toldOf,
  WITHHOLDING_GROUNDS,
  type WithholdingGround,
} from '../../domain/reasons.js';
import { type FormState, type Frame, speech, textOf, type Values } from '../frame.js';
import { Group, List, TextField } from '../inputs.js';
import { Written } from '../parts.js';
import { paths } from '../paths.js';
import { SENTENCE_WORDS, withheldWord } from '../words/reasons.js';

export const FIRST_SENTENCES = 5;

interface RowsOf {
  readonly id: string;
  readonly form: FormState;
  readonly frame: Frame;
}

/**
 * The reasons of a decision, a row a sentence, each beside what the person is told of it. More rows, and what the
 * person would read, are made by the server: it hands the form back with them.
 */
export function SentenceRows({ id, form, frame }: RowsOf): VNode {
  const { t, say } = speech(frame);
  const of = { frame, form, step: 'decide' } as const;
  const sent = form.sent?.step === 'decide' ? form.sent.values : undefined;
  const wanted = Math.max(FIRST_SENTENCES, Number(textOf(sent, 'sentences')) || 0);
  const rows = Math.min(MOST_SENTENCES, wanted);
  return (
    <Group {...of} pointer="/reasons" legend={t.form.reasons} hint={say(SENTENCE_WORDS.intro)}>
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
        {rows < MOST_SENTENCES && <Again id={id} value="row" label={say(SENTENCE_WORDS.add)} />}{' '}
        <Again id={id} value="preview" label={say(SENTENCE_WORDS.show)} />
      </p>
      {sent && textOf(sent, 'decision') !== 'FOUND' && <Preview sent={sent} frame={frame} />}
    </Group>
  );
}

/** The form comes back with what was written in it, and nothing is decided. */
function Again({ id, value, label }: { id: string; value: 'row' | 'preview'; label: string }): VNode {
  const back = `${paths.stepOf(id, 'decide')}#decide-reasons`;
  return (
    <button type="submit" class="second" name="add" value={value} formaction={back}>
      {label}
    </button>
  );
}

function Preview({ sent, frame }: { sent: Values; frame: Frame }): VNode {
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
      <Withheld grounds={withheld} frame={frame} />
    </div>
  );
}

/** That something is withheld, and why: never how much of it. */
export function Withheld(props: {
  grounds: readonly WithholdingGround[] | undefined;
  frame: Frame;
}): VNode | null {
  const { grounds = [], frame } = props;
  return grounds.length === 0 ? null : <p class="hint">{withheldWord(grounds)[frame.language]}</p>;
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
