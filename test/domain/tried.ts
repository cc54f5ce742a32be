import fc from 'fast-check';
import type { Action, Edge } from '../../domain/edges.js';
import { everythingGiven } from '../../domain/explain-given.js';
import type { Role } from '../../domain/roles.js';
import { type Facts, permit } from '../../domain/rules.js';
import { codeOf } from './code-of.js';
import { anyFacts, EVERY_STAGE } from './table.js';

/** Any case that can be: in a stage of its own kind. */
export const anyCase: fc.Arbitrary<Facts> = fc
  .tuple(anyFacts, fc.constantFrom(...EVERY_STAGE))
  .map(([facts, [kind, stage]]) => ({ ...facts, kind, stage }));

/** What `permit` says to whoever tries the step with all that can come with it. */
export function tried(
  action: Action,
  facts: Facts,
  roles: readonly Role[],
  sub: string,
  when?: Edge['when'],
) {
  return codeOf(() =>
    permit(action, facts, { roles, sub }, everythingGiven(facts, { action, when } as Edge, sub)),
  );
}
