import { z } from 'zod';
import { ANSWERS } from '../domain/checks.js';

/** What no database keeps and no reader sees: a zero character, half of a pair of surrogates. */
const UNWRITABLE = /[\0\p{Surrogate}]/u;
export const writable = (value: string): boolean => !UNWRITABLE.test(value);

export const ProviderAnswer = z.strictObject({
  answer: z.enum(ANSWERS),
  statement: z.string().max(4_000).refine(writable, 'holds a character that is none').optional(),
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
