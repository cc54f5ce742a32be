import { sql } from 'kysely';
import type { Tx } from './db.js';

/** What the register keeps of a file's destruction: when, and which keys it had. */
export interface Disposal {
  readonly at: string;
  readonly keyIds: readonly string[];
}

/** Undefined while the file is there. A grievance's words are sealed with the file it is about, and their key goes with that. */
export async function disposalOf(tx: Tx, caseId: string): Promise<Disposal | undefined> {
  const { rows } = await sql<{ at: Date; key_ids: string[] }>`
    select c.at, array(
        select k.key_id from vault_keys k where k.owner_kind = 'case' and k.owner_id = c.case_id
        union select k.key_id from grievances g join vault_keys k on k.owner_kind = 'case'
          and k.owner_id in (g.application_id, g.clearance_id) and k.class = 'GRIEVANCE'
        where g.id = c.case_id) as key_ids
    from commands c where c.case_id = ${caseId} and c.action = 'dispose'`.execute(tx);
  const [row] = rows;
  return row && { at: row.at.toISOString(), keyIds: row.key_ids };
}
