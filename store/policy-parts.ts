import { sql } from 'kysely';
import type { Db } from './db.js';

export interface PolicyPart {
  readonly policy: string;
  readonly part: string;
  readonly sha256: string;
}

/**
 * Has the register remember these parts of policies, and answers those of which it remembers something else: of a part it
 * knows, what it knew first stays. Two processes that bring unlike ones at once are told apart at the next start.
 */
export async function rememberParts(
  db: Db,
  parts: readonly PolicyPart[],
  now: string,
): Promise<readonly Pick<PolicyPart, 'policy' | 'part'>[]> {
  const given = sql`unnest(${parts.map(({ policy }) => policy)}::text[], ${parts.map(({ part }) => part)}::text[],
    ${parts.map(({ sha256 }) => sha256)}::text[]) as given (policy, part, sha256)`;
  await sql`
    insert into policy_parts (policy, part, sha256, known_since)
    select policy, part, sha256, ${now}::timestamptz from ${given} on conflict do nothing
  `.execute(db);
  const { rows } = await sql<Pick<PolicyPart, 'policy' | 'part'>>`
    select given.policy, given.part from ${given} join policy_parts known using (policy, part)
    where known.sha256 <> given.sha256 order by given.policy, given.part
  `.execute(db);
  return rows;
}
