import { Refused } from '../domain/errors.js';

/** A field that fits the schema and not what is known: refused where it stands. */
export function invalid(pointer: string, message: string): Refused {
  return new Refused('INVALID', undefined, [{ pointer, message }]);
}
