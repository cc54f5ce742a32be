import type { CheckCode } from '../domain/checks.js';
import { askableNow } from '../domain/inquiries.js';
import type { Role } from '../domain/roles.js';
import { type Facts, possibleActions } from '../domain/rules.js';
import { type CaseSummary, checksOf } from '../store/views.js';
import type { Call } from './route.js';

/** The questions that were stopped as an assessment ended; of those that were answered nothing is told any more. */
export async function stoppedChecks({ tx }: Call, { id }: CaseSummary) {
  const checks = await checksOf(tx, id);
  return checks.filter(({ status }) => status === 'CANCELLED').map((check) => ({ ...check, finding: null }));
}

/** What else may be asked: for who may ask it now. */
export function askableFor(facts: Facts, roles: readonly Role[]): { askable?: CheckCode[] } {
  const asks = possibleActions(facts, roles).some((a) => a === 'inquire' || a === 'startInvestigation');
  return asks ? { askable: askableNow(facts.askable, facts.firstDue) } : {};
}
