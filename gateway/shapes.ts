import { z } from 'zod';
import { ANSWERS } from '../domain/checks.js';
import { holdsIndividualNumber, INDIVIDUAL_NUMBER_REFUSED } from '../domain/individual-number.js';

/** What no database keeps and no reader sees: a zero character, half of a pair of surrogates. */
const UNWRITABLE = /[\0\p{Surrogate}]/u;
const writable = (value: string): boolean => !UNWRITABLE.test(value);

/** A text that can be kept. */
export const kept = (text: z.ZodString): z.ZodString =>
  text.refine(writable, 'holds a character that is none');

/** What a person writes in their own words. */
export const written = (text: z.ZodString): z.ZodString =>
  kept(text).refine((value) => !holdsIndividualNumber(value), INDIVIDUAL_NUMBER_REFUSED);

export const ProviderAnswer = z.strictObject({
  answer: z.enum(ANSWERS),
  statement: written(z.string().max(4_000)).optional(),
});

/** Each fault with a JSON pointer to the field it is about; an unknown field is named itself, not the object around it. */
export function fieldsOf(error: z.ZodError, at = ''): { pointer: string; message: string }[] {
  const pointer = (path: readonly PropertyKey[]) =>
    at + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const named = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message: 'unknown field' }))
      : [{ pointer: pointer(issue.path), message: issue.message }],
  );
  return named.slice(0, 50);
}
