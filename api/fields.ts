import type { z } from 'zod';

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
