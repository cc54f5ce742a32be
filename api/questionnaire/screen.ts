import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import {
  placesStruck,
  SCREENING_GROUNDS,
  type ScreeningGround,
  screensAll,
  withoutWords,
} from '../../domain/questionnaire/screening.js';
import { lockCaseRow } from '../../store/case-state.js';
import type { StepDetails } from '../../store/step.js';
import { seal } from '../seal.js';
import { caseOr404, rolesIn } from '../case-views.js';
import type { Call } from '../route.js';
import { Seen } from '../schemas.js';
import { unscreenedIn } from './unscreened.js';

const MOST = 5_000;
const passage = z
  .number()
  .int()
  .min(1)
  .max(MOST)
  .meta({ description: 'Its number, as it was shown with the version you saw' });

export const Screening = z.strictObject({
  seen: Seen,
  passages: z
    .array(
      z.discriminatedUnion('verdict', [
        z.strictObject({ passage, verdict: z.literal('STRIKE'), ground: z.enum(SCREENING_GROUNDS.STRIKE) }),
        z.strictObject({
          passage,
          verdict: z.literal('STRIKE_SENTENCE').meta({ description: 'With the rest of its sentence' }),
          ground: z.enum(SCREENING_GROUNDS.STRIKE_SENTENCE),
        }),
        z.strictObject({ passage, verdict: z.literal('STAND'), ground: z.enum(SCREENING_GROUNDS.STAND) }),
      ]),
    )
    .min(1)
    .max(MOST)
    .meta({ description: 'Every passage that was pointed out, once' }),
});
type Body = z.output<typeof Screening>;

/**
 * The questionnaire as the file gets it, without the words that were struck. These are gone with the document they came
 * in, in the transaction of the step that leaves the stage (migration 0014).
 */
export async function sealScreened({ passages: said }: Body, call: Call): Promise<StepDetails> {
  // Two at once: the second finds the case gone on, and is told so by the table.
  await lockCaseRow(call.tx, call.params.id ?? '');
  const summary = await caseOr404(call, 'application');
  // Whose step it is says the table; words are opened for nobody else.
  if (!(await rolesIn(call, summary)).includes('ScreeningOfficer')) return {};
  const unscreened = await unscreenedIn(call, summary.id);
  if (!unscreened) throw new Error('nothing to screen in a case that waits for it');
  const { questions, answers, passages } = unscreened;
  if (!screensAll(passages.length, said))
    throw new Refused('INVALID', undefined, [
      { pointer: '/passages', message: `each of ${passages.length} passages once, and no other` },
    ]);
  const places = placesStruck(passages, said);
  const documentId = await seal(call, 'QUESTIONNAIRE', {
    questions,
    answers: withoutWords(answers, places),
  });
  const screened: ScreeningGround[] = said
    .toSorted((a, b) => a.passage - b.passage)
    .map(({ ground }) => ground);
  return { documentId, struck: places.length, screened };
}
