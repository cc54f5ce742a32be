import { type RawBuilder, sql } from 'kysely';
import { tiedTo } from './conflicts.js';
import type { Tx } from './db.js';

/**
 * Officers named to a case who have said that they are not tied to its person, and those who have not said anything. Whoever
 * was named before that was asked, or said so to a release before, has it in the assignment itself.
 */
export function assignedTo(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select s.sub from assignments s where s.case_id = ${caseId}
    and (${saidBefore} or ${saidNone}) order by s.sub)`;
}
export function undeclaredOn(caseId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select s.sub from assignments s where s.case_id = ${caseId}
    and not (${saidBefore} or ${saidNone}) order by s.sub)`;
}

/** Everybody who has said of it that they are not tied to its person; of one sign-in, whether they have. */
export function declaredOn(caseId: RawBuilder<unknown>, sub?: string): RawBuilder<string[]> {
  const of = sub === undefined ? sql`` : sql`and d.sub = ${sub}`;
  const before = sub === undefined ? sql`` : sql`and s.sub = ${sub}`;
  return sql<string[]>`array(
    select d.sub from tie_declarations d where d.case_id = ${caseId} and d.tie = 'NONE' ${of}
    union select s.sub from assignments s where s.case_id = ${caseId} and ${saidBefore} ${before})`;
}

/** Whether this sign-in has: what a list beside the cases tells whoever judges of one is told to nobody else of them. */
export function openTo(caseId: RawBuilder<unknown>, sub: string): RawBuilder<boolean> {
  return sql<boolean>`cardinality(${declaredOn(caseId, sub)}) > 0`;
}

/** Whether any officer in charge of its organ has, and is kept from it by nothing that is known. */
export function openInCharge({
  id,
  organId,
  subjectId,
}: Record<'id' | 'organId' | 'subjectId', RawBuilder<unknown>>) {
  return sql<boolean>`exists (select 1 from principals p where p.role = 'AssessmentOfficerInCharge' and p.organ_id = ${organId}
    and p.sub = any (${declaredOn(id)}) and p.sub <> all (${tiedTo(subjectId)}))`;
}

const saidBefore = sql`(not s.declares or s.declared_at is not null)`;
const saidNone = sql`exists (select 1 from tie_declarations d
  where d.case_id = s.case_id and d.sub = s.sub and d.tie = 'NONE')`;

interface Word {
  readonly caseId: string;
  readonly sub: string;
  readonly now: string;
}

/** They are not tied: from now on the file is open to them. Whether they had not said so before. */
export function declareNoTie(tx: Tx, word: Word): Promise<boolean> {
  return say(tx, 'NONE', word);
}

/** They are: of this person they open no file, now or later, and where they were named another officer is. */
export async function declareTie(
  tx: Tx,
  { subjectId, ...word }: Word & { subjectId: string },
): Promise<void> {
  const { caseId, sub, now } = word;
  await say(tx, 'TIED', word);
  await tx
    .insertInto('conflicts')
    .values({ subject_id: subjectId, sub, declared_at: now })
    .onConflict((c) => c.doNothing())
    .execute();
  await tx.deleteFrom('assignments').where('case_id', '=', caseId).where('sub', '=', sub).execute();
}

async function say(tx: Tx, tie: 'NONE' | 'TIED', { caseId, sub, now }: Word): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('tie_declarations')
    .values({ case_id: caseId, sub, tie, declared_at: now })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
