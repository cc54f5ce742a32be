import { defaultScheme, policies } from '../../domain/policy.js';
import { lawOf } from '../../domain/policy-words.js';
import type { Option } from '../../web/field-parts.js';

/** Those that are meant only where they are named. */
export function otherSchemes(): Option[] {
  const schemes = new Set(policies().map(({ scheme }) => scheme));
  schemes.delete(defaultScheme());
  return [...schemes].map((scheme) => ({ value: scheme, word: lawOf(scheme) }));
}
