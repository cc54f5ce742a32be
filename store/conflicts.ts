import { type RawBuilder, sql } from 'kysely';
import { lineOfPerson } from './reporting-lines.js';
import { samePersons } from './same-persons.js';
import type { Tx } from './db.js';

/**
 * Who is tied to a person: whoever declared it of any record of theirs, they themselves, by the sign-in of another, and
 * whoever stands above or below them in their reporting line today.
 */
export function tiedTo(subjectId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<
    string[]
  >`array(select k.sub from conflicts k where k.subject_id = any (${samePersons(subjectId)})
    union select p.sub from principals p where p.role = 'Subject' and p.subject_id <> ${subjectId}
      and p.subject_id = any (${samePersons(subjectId)})
    union select unnest(${lineOfPerson(subjectId)}))`;
}

export async function conflictedWith(tx: Tx, subjectId: string): Promise<string[]> {
  const { rows } = await sql<{ subs: string[] }>`select ${tiedTo(sql`${subjectId}::uuid`)} as subs`.execute(
    tx,
  );
  return rows[0]?.subs ?? [];
}

/**
 * Open cases each of whose named officers is kept from it, by a row of this organ's or their own word, be it of this case or of
 * another of its person's, under whatever record.
 */
export async function casesToReassign(tx: Tx, organId: string): Promise<{ id: string; subjectId: string }[]> {
  const { rows } = await sql<{ id: string; subjectId: string }>`
    select c.id, c.subject_id as "subjectId" from cases c
    where c.organ_id = ${organId} and not c.ended and (
        exists (select 1 from assignments s join reporting_lines l
          on l.organ_id = c.organ_id and s.sub in (l.person_sub, l.superior_sub) where s.case_id = c.id)
        or c.kind <> 'grievance' and c.stage <> 'NOMINATED' and exists (select 1 from conflicts k
          where k.subject_id = any (${samePersons(sql`c.subject_id`)})))
      and not exists (select 1 from assignments s where s.case_id = c.id and s.sub <> all (${tiedTo(sql`c.subject_id`)}))
    order by c.opened_at, c.id limit 200`.execute(tx);
  return rows;
}
