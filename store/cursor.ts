import { Refused } from '../domain/errors.js';

/** The place of a row in a list ordered by an instant, as text that leads to the next page. */
export interface Cursor {
  readonly at: string;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function cursorOf({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Takes only what `cursorOf` gives: a database reads dates in more ways than we write them, and refuses others. */
export function readCursor(text: string, pointer = '/query/after'): Cursor {
  const [at = '', id = '', ...more] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const instant = new Date(at);
  const ours = !Number.isNaN(instant.valueOf()) && instant.toISOString() === at && /^\d{4}-/.test(at);
  if (!ours || !UUID.test(id) || more.length > 0)
    throw new Refused('INVALID', undefined, [{ pointer, message: 'not a cursor of this list' }]);
  return { at, id };
}
