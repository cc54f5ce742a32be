import { type RawBuilder, sql } from 'kysely';
import type { CaseKind } from '../domain/stages.js';
import type { Tx } from './db.js';

/** Officers named to a case: for whom it is open, and who have not yet said whether they are tied to its person. */
export function assignedTo(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select s.sub from assignments s where s.case_id = ${caseId}
    and (not s.declares or s.declared_at is not null) order by s.sub)`;
}
export function undeclaredOn(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select s.sub from assignments s where s.case_id = ${caseId}
    and s.declares and s.declared_at is null order by s.sub)`;
}

export interface Undeclared {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly organId: string;
  readonly subjectId: string;
}

/** Open cases that wait for this officer's word, the oldest hundred; or whether this one does. */
export async function undeclaredBy(tx: Tx, sub: string, caseId?: string): Promise<Undeclared[]> {
  const { rows } = await sql<Undeclared>`
    select c.id as "caseId", c.kind, c.organ_id as "organId", c.subject_id as "subjectId"
    from assignments s join cases c on c.id = s.case_id
    where s.sub = ${sub} and s.declares and s.declared_at is null and not c.ended
      ${caseId === undefined ? sql`` : sql`and c.id = ${caseId}`}
    order by c.opened_at, c.id limit 100`.execute(tx);
  return rows;
}

/** They are not tied: from now on the file is open to them. Whether it waited for that. */
export async function declareNoTie(
  tx: Tx,
  { caseId, sub, now }: { caseId: string; sub: string; now: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('assignments')
    .set({ declared_at: now })
    .where('case_id', '=', caseId)
    .where('sub', '=', sub)
    .where('declares', '=', true)
    .where('declared_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** They are: of this person they open no file, now or later, and another officer is named. */
export async function declareTie(
  tx: Tx,
  { caseId, subjectId, sub, now }: { caseId: string; subjectId: string; sub: string; now: string },
): Promise<void> {
  await tx
    .insertInto('conflicts')
    .values({ subject_id: subjectId, sub, declared_at: now })
    .onConflict((c) => c.doNothing())
    .execute();
  await tx.deleteFrom('assignments').where('case_id', '=', caseId).where('sub', '=', sub).execute();
}
