import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { type Policy, policyNamed, policyOf } from '../domain/policy.js';
import { policyOfCase } from '../store/policy-of-case.js';
import type { Call } from './route.js';

/**
 * What a body may name is known of all policies when the process starts; whether the case's own has it, when the case is
 * known. Refused like any other value that does not fit, at its place.
 */
export async function policyFor({ tx, params }: Pick<Call, 'tx' | 'params'>): Promise<Policy> {
  const version = await policyOfCase(tx, params.id ?? '');
  if (version === undefined) throw new Refused('NOT_FOUND');
  return policyOf(version);
}

export const PolicyMissing = z
  .literal(true)
  .optional()
  .meta({ description: 'On a list: no pack that is loaded has its policy, and it cannot be opened' });

/** On each row of a list whose policy is in no pack that is loaded: whoever reads it knows why it cannot be opened. */
export function noteMissing<V extends object>(view: V, version: string): V & { policyMissing?: true } {
  return policyNamed(version) === undefined ? { ...view, policyMissing: true } : view;
}

export const STRANGE = 'not in the policy of this case';

/** @throws Refused INVALID, with the place of each code that this policy does not have */
export function refuseStrange(known: readonly string[], given: readonly (readonly [string, string])[]): void {
  const errors = given
    .filter(([, code]) => !known.includes(code))
    .map(([pointer]) => ({ pointer, message: STRANGE }));
  if (errors.length > 0) throw new Refused('INVALID', undefined, errors);
}

export function codesIn(rows: readonly { readonly code: string }[]): string[] {
  return rows.map(({ code }) => code);
}
