import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './db.js';

/** Sign-ins that took a step on a case for the state or an employer, but to screen words. */
export function workersOn(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select distinct w.sub from commands w where w.case_id = ${caseId}
    and w.sub is not null and w.role not in ('Subject', 'ScreeningOfficer')
    union select unnest(sekisho_original_hands(${caseId})))`;
}

/**
 * Sign-ins that screened words of a case or were shown them. From the ledger: a look is an entry, and from the ledger
 * nobody can take it away.
 */
export function screenersOf(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select distinct r.sub from ledger r where r.case_id = ${caseId}
    and r.role = 'ScreeningOfficer' and r.sub is not null)`;
}

/**
 * What a grievance is about: the assessment, the clearance, and of a clearance whatever assessed its holder again, since what
 * was found or done there may be what it is about.
 */
export function aboutOf(grievanceId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select unnest(array[g.application_id, g.clearance_id]) from grievances g where g.id = ${grievanceId}
    union select a.id from grievances g join applications a on a.clearance_id = g.clearance_id where g.id = ${grievanceId}`;
}

/** Of a grievance: who, for the head, took a step on what it is about. */
export async function decidersOf(tx: Tx, grievanceId: string): Promise<string[]> {
  const { rows } = await sql<{ sub: string }>`select distinct d.sub from commands d
    where d.case_id in (${aboutOf(sql`${grievanceId}::uuid`)})
      and d.role = 'Adjudicator' and d.sub is not null`.execute(tx);
  return rows.map(({ sub }) => sub);
}

/** Whether this sign-in is one of those. */
export function workedOn(caseId: RawBuilder<unknown>, sub: string): RawBuilder<boolean> {
  return sql<boolean>`exists(select 1 from commands w where w.case_id = ${caseId} and w.sub = ${sub}
    and w.role not in ('Subject', 'ScreeningOfficer')) or ${sub} = any (sekisho_original_hands(${caseId}))`;
}
export function screenedIt(caseId: RawBuilder<unknown>, sub: string): RawBuilder<boolean> {
  return sql<boolean>`exists(select 1 from ledger r where r.case_id = ${caseId} and r.role = 'ScreeningOfficer'
    and r.sub = ${sub})`;
}

/** Whether this sign-in screened words of this case, or was shown them. */
export async function isScreener(tx: Tx, sub: string, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ so: boolean }>`select ${screenedIt(sql`${caseId}::uuid`, sub)} as so`.execute(
    tx,
  );
  return rows[0]?.so === true;
}
