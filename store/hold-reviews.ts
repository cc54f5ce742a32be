import { Refused } from '../domain/errors.js';
import type { Db } from './db.js';
import { derivedId } from './derived-id.js';
import { SYSTEM } from './step.js';
import { transition } from './transition.js';

interface DueReview {
  readonly caseId: string;
  readonly number: number;
}

/** Holds whose day of review has come and of which nobody was told yet. */
export async function dueReviews(db: Db, today: string): Promise<DueReview[]> {
  const rows = await db
    .selectFrom('legal_holds')
    .select(['case_id', 'number'])
    .where('lifted_at', 'is', null)
    .where('chased_at', 'is', null)
    .where('review_on', '<=', today)
    .orderBy('review_on')
    .orderBy('case_id')
    .orderBy('number')
    .limit(500)
    .execute();
  return rows.map(({ case_id, number }) => ({ caseId: case_id, number }));
}

/** Says once that a hold is to be looked at again. It stands all the same: time lifts none. */
export async function chase(db: Db, { caseId, number }: DueReview, now: string): Promise<'CHASED' | 'MOOT'> {
  const commandId = derivedId(caseId, `chaseHold/${number}`);
  const step = { caseId, action: 'chaseHold', actor: SYSTEM, commandId, details: { hold: number } } as const;
  try {
    await db.transaction().execute((tx) => transition(tx, step, now));
    return 'CHASED';
  } catch (error) {
    // Lifted just now.
    if (error instanceof Refused) return 'MOOT';
    throw error;
  }
}
