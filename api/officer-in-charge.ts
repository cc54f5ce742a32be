import { Refused } from '../domain/errors.js';
import { writeLedger } from '../store/ledger.js';
import type { Call } from './route.js';

/** The organ's officer in charge of assessments (Standards): what they record beside the cases, of their organ alone. */
const IN_CHARGE = 'AssessmentOfficerInCharge';

/** @throws Refused NOT_FOUND whoever is not that organ's officer in charge */
export function inChargeOf({ principal }: Pick<Call, 'principal'>, organId: string): void {
  const theirs = principal.grants.some((grant) => grant.role === IN_CHARGE && grant.organId === organId);
  if (!theirs) throw new Refused('NOT_FOUND');
}

interface Entered {
  readonly organId: string;
  readonly event: string;
  readonly article: string;
  readonly details: Record<string, unknown>;
}

/** An entry of what an officer in charge read or recorded, of no case. */
export function enterInCharge(
  { tx, now, principal, commandId }: Pick<Call, 'tx' | 'now' | 'principal' | 'commandId'>,
  entered: Entered,
): Promise<void> {
  return writeLedger(tx, {
    ...entered,
    at: now,
    caseId: null,
    sub: principal.sub,
    role: IN_CHARGE,
    purpose: 'ASSESSMENT',
    commandId: commandId === '' ? null : commandId,
  });
}
