import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './db.js';

/** Sign-ins that took a step on a case for the state or an employer, but to screen words. */
export function workersOn(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select distinct w.sub from commands w where w.case_id = ${caseId}
    and w.sub is not null and w.role not in ('Subject', 'ScreeningOfficer'))`;
}

/**
 * Sign-ins that screened words of a case or were shown them. From the ledger: a look is an entry, and from the ledger
 * nobody can take it away.
 */
export function screenersOf(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select distinct r.sub from ledger r where r.case_id = ${caseId}
    and r.role = 'ScreeningOfficer' and r.sub is not null)`;
}

/** Whether this sign-in is one of those, of the case `c` of a query. */
export function workedOn(sub: string): RawBuilder<boolean> {
  return sql<boolean>`exists(select 1 from commands w where w.case_id = c.id and w.sub = ${sub}
    and w.role not in ('Subject', 'ScreeningOfficer'))`;
}
export function screenedIt(sub: string): RawBuilder<boolean> {
  return sql<boolean>`exists(select 1 from ledger r where r.case_id = c.id and r.role = 'ScreeningOfficer'
    and r.sub = ${sub})`;
}

/** Whether this sign-in screened words of this case, or was shown them. */
export async function isScreener(tx: Tx, sub: string, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('ledger')
    .select('id')
    .where('case_id', '=', caseId)
    .where('role', '=', 'ScreeningOfficer')
    .where('sub', '=', sub)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
