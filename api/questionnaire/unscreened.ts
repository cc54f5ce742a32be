import { z } from 'zod';
import type { Said } from '../../domain/checks.js';
import { Refused } from '../../domain/errors.js';
import { TOPICS } from '../../domain/forbidden-topics.js';
import type { Passage } from '../../domain/questionnaire/screening.js';
import type { Answers } from '../../domain/questionnaire/shape.js';
import { questionsNamed } from '../../forms/packs.js';
import type { Call } from '../route.js';

/** A questionnaire some of whose words nobody who works on the case may read, until they have been looked through. */
export interface Unscreened {
  readonly questions: string;
  readonly answers: Answers;
  readonly passages: readonly Passage[];
}

const Kept = z.object({
  questions: z.string(),
  answers: z.record(z.string(), z.unknown()),
  passages: z.array(
    z.object({ pointer: z.string(), topic: z.enum(TOPICS), start: z.number(), end: z.number() }),
  ),
});

/** What waits to be screened: as long as the stage lasts, and for who may see it. */
export async function unscreenedIn(
  call: Call<unknown, unknown>,
  caseId: string,
): Promise<Unscreened | undefined> {
  const owner = { kind: 'case', id: caseId } as const;
  const found = await call.parts.vault.latest(call.tx, owner, 'UNSCREENED');
  if (found === undefined) return undefined;
  const { questions, answers, passages } = Kept.parse(found);
  return { questions, answers: answers as Answers, passages };
}

/** Each passage with its question and the answer around it, and no other answer. */
export async function passagesShown(call: Call, caseId: string) {
  const unscreened = await unscreenedIn(call, caseId);
  // Screened by somebody else, or withdrawn, since the case was looked up.
  if (!unscreened) throw new Refused('NOT_FOUND');
  const { questions, answers, passages } = unscreened;
  return passages.map(({ pointer, topic, start, end }, n) => {
    const { item, asked, row, field } = placeOf(pointer);
    const question = questionsNamed(questions)?.items[item]?.find(({ id }) => id === asked);
    return {
      passage: n + 1,
      item,
      topic,
      question: said(question?.ask, asked),
      answer: said(question?.fields.find(({ id }) => id === field)?.label, field),
      written: String(answers[item]?.[asked]?.rows?.[row]?.[field] ?? ''),
      start,
      end,
    };
  });
}

/** `/answers/<item>/<topic>/rows/<n>/<field>`: as the questionnaire's own code writes it. */
function placeOf(pointer: string) {
  const [, , item = '', asked = '', , row = '0', field = ''] = pointer.split('/');
  if (item === '') throw new Error('a passage in no item');
  return { item, asked, row: Number(row), field };
}

/** Questions that are at hand no more are named by their code. */
function said(text: Said | undefined, code: string): Said {
  return text ? { ja: text.ja, en: text.en } : { ja: code, en: code };
}
