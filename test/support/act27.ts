import type { CheckKind, Item } from '../../domain/checks.js';
import { policyOn, type Policy } from '../../domain/policy.js';
import '../../policies.js';

/** The scheme that most tests are about: the newest policy of the Act that is meant where none is named. */
export const ACT27: Policy = policyOn('9999-12-31');
export const ITEMS: readonly Item[] = ACT27.items.map(({ code }) => code);
export const SOURCES = ACT27.sources.map(({ code }) => code);
export const CHECK_CODES = ACT27.checks.map(({ code }) => code);

/** The row of a question, by its code. */
export function checkOf(code: string): CheckKind {
  const kind = ACT27.checks.find((one) => one.code === code);
  if (!kind) throw new Error(`no check ${code}`);
  return kind;
}
