import type { Selectable } from 'kysely';
import type { Periods, Policy } from '../domain/policy.js';
import type { EarlierInvestigation } from '../domain/reuse.js';
import type { CaseTies } from '../domain/roles.js';
import type { Facts } from '../domain/rules.js';
import type { Tables } from './tables.js';

export type CaseRow = Selectable<Tables['cases']>;
export type ApplicationRow = Selectable<Tables['applications']>;
export type ClearanceRow = Selectable<Tables['clearances']>;

/** A case as one transaction holds it: its row locked, its facts gathered after the lock. */
export interface CaseState {
  readonly row: CaseRow;
  readonly application: ApplicationRow | undefined;
  readonly clearance: ClearanceRow | undefined;
  readonly facts: Facts;
  readonly ties: CaseTies;
  /** The policy it froze, and its periods as they were then. */
  readonly policy: Policy;
  readonly periods: Periods;
  /** The investigation that may serve this case, while it is settled who investigates. */
  readonly earlier: EarlierInvestigation | undefined;
}
