import { z } from 'zod';
import type { Action } from '../domain/edges.js';
import {
  GROUNDS_TO_WITHHOLD,
  marksOf,
  MOST_SENTENCES,
  type Sentence,
  type Told,
  toldOf,
} from '../domain/reasons.js';
import { written } from '../gateway/shapes.js';
import type { StepDetails } from '../store/step.js';
import { documentOf } from '../store/views.js';
import type { Call } from './route.js';
import { Seen } from './schemas.js';
import { seal } from './seal.js';

const MOST_CHARACTERS = 4_000;
/** One line each, so that a line of what the person is sent is a sentence and hides no other. */
const sentence = written(
  z
    .string()
    .trim()
    .min(1)
    .max(MOST_CHARACTERS)
    .regex(/^[^\n\r]*$/, 'one line'),
);
const Ground = z.enum(GROUNDS_TO_WITHHOLD);

export const Sentences = z
  .array(
    z.strictObject({
      text: sentence,
      withheld: Ground.optional().meta({
        description: 'Why the person is not told this sentence (Art. 13(4)); absent: they are',
      }),
    }),
  )
  .min(1)
  .max(MOST_SENTENCES)
  .refine(
    (sentences) => sentences.reduce((sum, { text }) => sum + text.length, 0) <= MOST_CHARACTERS,
    `Too big: at most ${MOST_CHARACTERS} characters in all`,
  )
  .meta({ id: 'Sentences', description: 'Written reasons, sentence by sentence; kept sealed' });

/** As they rest sealed: by the sentence, or one whole text from before reasons were, which was all for the person. */
const Stored = z.union([
  z.object({ sentences: z.array(z.object({ text: z.string(), withheld: Ground.optional() })) }),
  z.object({ text: z.string() }),
]);

/** The sentences of a sealed document of reasons; undefined where there is none, or its key was destroyed. */
export function sentencesIn(document: unknown): readonly Sentence[] | undefined {
  const { success, data } = Stored.safeParse(document);
  if (!success) return undefined;
  return 'sentences' in data ? data.sentences : [{ text: data.text }];
}

/** A step with reasons by the sentence, and nothing else of its own. */
export const ReasonedBySentence = z.strictObject({ seen: Seen, reasons: Sentences });

export async function withSentences(
  { reasons }: z.output<typeof ReasonedBySentence>,
  call: Call,
): Promise<StepDetails> {
  return sealSentences(reasons, call);
}

/** The words go to the vault; the table is told how each sentence is marked. */
export async function sealSentences(reasons: readonly Sentence[], call: Call) {
  return {
    // The text is what the person is told: all that a release before this one reads, should it have to serve again.
    reasonsId: await seal(call, 'REASONS', { text: toldOf(reasons).text, sentences: reasons }),
    marks: marksOf(reasons),
  };
}

/**
 * What the person is told of the reasons of such a step about them, of a decision where nothing else is said; of one before,
 * say by when it was taken.
 */
export async function toldReasons(
  call: Call,
  id: string,
  { by = 'decide', until }: { by?: Action; until?: string | undefined } = {},
): Promise<Told | undefined> {
  const documentId = await documentOf(call.tx, id, by, until);
  if (!documentId) return undefined;
  const document = await call.parts.vault.get(call.tx, { kind: 'case', id }, 'REASONS', documentId);
  return toldOf(sentencesIn(document) ?? []);
}
