import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { ITEM_CODES } from '../policies.js';
import { type Treatment, VIEWPOINTS, type Worksheet } from '../domain/worksheet.js';
import { written } from '../gateway/shapes.js';
import type { StepDetails } from '../store/step.js';
import { seal } from './seal.js';
import { codesIn, policyFor, refuseStrange } from './policy-fit.js';
import type { Call } from './route.js';
import { Sentences, sealSentences } from './reasons.js';
import { Seen } from './schemas.js';

const words = written(z.string().trim().min(1).max(2_000));
const record = <K extends string, T extends z.ZodType>(keys: readonly K[], type: T) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, type])) as Record<K, T>);

const factor = z
  .strictObject({ concern: words, mitigation: words })
  .meta({ description: 'Both ways; where there is none, say so' });

/** One item of the worksheet. Words may not be blank, so that nothing is passed over by silence. */
const Treated = z.discriminatedUnion('treatment', [
  z
    .strictObject({ treatment: z.literal('NOTHING') })
    .meta({ description: 'Nothing stated, nothing on record' }),
  z
    .strictObject({ treatment: z.literal('WITHOUT_ANSWER'), note: words })
    .meta({ description: 'A source never answered: why the item can be judged without it' }),
  z.strictObject({ treatment: z.literal('NOT_ASKED') }).meta({
    description: 'A question was not consented to and not asked: neither clean nor of concern',
  }),
  z
    .strictObject({ treatment: z.literal('WEIGHED'), factors: record(VIEWPOINTS, factor) })
    .meta({ description: 'Weighed from every viewpoint' }),
]);

/** Of the items of all policies; that they are those of the case, and all of them, is asked when the case is known. */
export const WorksheetBody = record(ITEM_CODES, Treated).partial().meta({
  id: 'Worksheet',
  description:
    'Item by item, viewpoint by viewpoint, concern and mitigation; no score (Standards: viewpoints). Kept sealed.',
});

export const DecisionBody = z
  .strictObject({
    seen: Seen,
    decision: z.enum(['FOUND', 'NOT_FOUND']),
    reasons: Sentences,
    worksheet: WorksheetBody,
  })
  .superRefine(({ decision, reasons }, { addIssue }) => {
    if (decision === 'NOT_FOUND') return;
    // Of a decision for the person no reasons are told: a mark would record that something was kept which was not owed.
    for (const [n, { withheld }] of reasons.entries())
      if (withheld !== undefined)
        addIssue({
          code: 'custom',
          path: ['reasons', n, 'withheld'],
          message: 'only of a negative decision',
        });
  });

/** Reasons and worksheet go to the vault; the table is told how each item and sentence was treated, and no word. */
export async function sealDecision(
  { decision, reasons, worksheet }: z.output<typeof DecisionBody>,
  call: Call,
): Promise<StepDetails> {
  const items = codesIn((await policyFor(call)).items);
  const treatments = items.map((item) => [item, treatedIn(worksheet, item)]);
  const given = Object.keys(worksheet).map((item) => [`/worksheet/${item}`, item] as const);
  refuseStrange(items, given);
  const documentId = await seal(call, 'WORKSHEET', worksheet);
  return {
    decision,
    ...(await sealSentences(reasons, call)),
    documentId,
    worksheet: Object.fromEntries(treatments) as Worksheet,
  };
}

function treatedIn(worksheet: z.output<typeof WorksheetBody>, item: string): Treatment {
  const row = worksheet[item];
  if (row) return row.treatment;
  throw new Refused('INVALID', undefined, [{ pointer: `/worksheet/${item}`, message: 'is missing' }]);
}
