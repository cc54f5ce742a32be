import { z } from 'zod';
import { CASE_KINDS } from './catalogue.js';

const Condition = z.looseObject({ rule: z.string(), standing: z.string(), text: z.string().optional() });
const Words = z.object({ ja: z.string(), en: z.string() });

/** A case explained, as the API serves it to this reader. What we do not name is kept for `--output json`. */
export const Explanation = z.looseObject({
  view: z.enum(['file', 'subject']),
  kind: z.enum(CASE_KINDS),
  steps: z.array(
    z.looseObject({
      at: z.string(),
      event: z.string(),
      article: z.string(),
      role: z.string(),
      you: z.boolean(),
      from: z.string().optional(),
      to: z.string().optional(),
    }),
  ),
  clocks: z.array(
    z.looseObject({
      kind: z.string(),
      at: z.string(),
      action: z.string(),
      period: z.string(),
      basis: z.string(),
      mark: z.string(),
    }),
  ),
  next: z.array(
    z.looseObject({
      action: z.string(),
      state: z.string(),
      article: z.string(),
      by: z.array(z.string()).optional(),
      yours: z.boolean().optional(),
      to: z.string().optional(),
      proposing: z.string().optional(),
      choosing: z.array(z.string()).optional(),
      conditions: z.array(Condition).optional(),
      from: z.array(z.string()).optional(),
      differs: z.array(z.string()).optional(),
      when: z.array(Words).optional(),
    }),
  ),
});
export type Explanation = z.output<typeof Explanation>;
type Next = Explanation['next'][number];

/** Why a step is not theirs to take now, on one line. */
export function whyNot({ state, by, from, differs, conditions, when }: Next): string {
  switch (state) {
    case 'OTHERS':
      return `by ${by?.join(', ')}`;
    case 'BLOCKED': {
      const broken = conditions?.filter(({ standing }) => standing === 'BROKEN') ?? [];
      return broken.map(({ text, rule }) => text ?? rule).join(' ');
    }
    case 'OTHER_CASE':
      return `for other cases: ${differs?.join(', ')}`;
    case 'OTHER_STAGE':
      return `in ${from?.join(', ')}`;
    default:
      return when ? `when: ${when.map(({ en }) => en).join(' ')}` : state;
  }
}
