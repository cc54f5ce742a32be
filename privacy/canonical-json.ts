import { createHash } from 'node:crypto';

/**
 * A JSON value as the one text that everybody writes of it: keys in the order of their code units, no space. Of RFC 8785
 * what our documents need; numbers are whole here, so that there is one way to write each.
 * @throws {TypeError} something that JSON has no word for, or a number that is not whole.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('a number that is not whole');
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError('not a JSON value');
  const fields = Object.entries(value)
    // As JSON.stringify has it: what is not there is not written.
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 of a value's canonical JSON, in hex: two values have the same one if they are the same. */
export function canonicalDigest(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
