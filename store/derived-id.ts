import { createHash } from 'node:crypto';

/** An id that follows from another: what one act sets in motion is as repeatable as the act itself. */
export function derivedId(from: string, part: string): string {
  const hex = createHash('sha256').update(`${from}/${part}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
