import { randomUUID } from 'node:crypto';

/**
 * A name nobody else bears, of letters alone: the digits of a UUID fall, once in some hundreds, into a number
 * that passes for a My Number, and a name with one in it is refused.
 */
export function freshName(): string {
  return `架空 ${randomUUID().replace(/\d/g, (digit) => String.fromCharCode('g'.charCodeAt(0) + Number(digit)))}`;
}
