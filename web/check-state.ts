import { needsPerson } from '../domain/checks.js';
import type { CheckRow } from './case-data.js';
import type { CheckMark } from './words/checks.js';

/** What a check stands at, in one mark. */
export function markOf({ status, finding }: Pick<CheckRow, 'status' | 'finding'>): CheckMark {
  if (status === 'OPEN' || status === 'CANCELLED') return status;
  // An answered check without a finding would be our fault; it must not pass for an answer.
  return finding ?? (status === 'LATE' ? 'LATE' : 'UNAVAILABLE');
}

/** Missing, late, declined, of concern or meddled with, and not weighed yet. */
export function waitsForPerson({ finding, status, resolvedAt, forgeryAt }: CheckRow): boolean {
  const answered = status !== 'CANCELLED' && finding !== null;
  return answered && needsPerson(finding, forgeryAt !== null) && resolvedAt === null;
}
