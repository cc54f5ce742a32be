import { sql } from 'kysely';
import { DEADLINES, type DeadlineKind } from '../domain/policy.js';
import type { Tx } from './db.js';

/** What the register keeps of a file's destruction: when, by which period, and which keys it had. */
export interface Disposal {
  readonly at: string;
  /** Null where no period of the policy ended it. */
  readonly period: DeadlineKind | null;
  readonly keyIds: readonly string[];
}

const DISPOSING = (Object.keys(DEADLINES) as DeadlineKind[]).filter(
  (kind) => DEADLINES[kind].action === 'dispose',
);

/** Undefined while the file is there. */
export async function disposalOf(tx: Tx, caseId: string): Promise<Disposal | undefined> {
  const { rows } = await sql<{ at: Date; period: DeadlineKind | null; key_ids: string[] }>`
    select c.at,
      (select d.kind from deadlines d where d.case_id = c.case_id and d.kind = any (${DISPOSING}) and d.outcome = 'HANDLED'
        order by d.closed_at desc limit 1) as period,
      array(select k.key_id from vault_keys k where k.owner_kind = 'case' and k.owner_id = c.case_id) as key_ids
    from commands c where c.case_id = ${caseId} and c.action = 'dispose'`.execute(tx);
  const [row] = rows;
  return row && { at: row.at.toISOString(), period: row.period, keyIds: row.key_ids };
}
