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
