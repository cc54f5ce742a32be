import { sql } from 'kysely';
import type { ActorRole } from '../domain/roles.js';
import type { Stage } from '../domain/stages.js';
import type { Tx } from './db.js';
import { type InPlace, placeOf } from './stand-ins.js';

export interface StepTaken {
  readonly at: string;
  readonly action: string;
  readonly event: string;
  readonly article: string;
  readonly role: ActorRole;
  /** Who took it. Not told: whoever reads is compared with it. */
  readonly sub: string | null;
  /** Taken in an adjudicator's place. */
  readonly standIn: InPlace | null;
  readonly from: Stage | 'NEW';
  readonly to: Stage;
}

/** Every step of a case in order: what the command did, and the article the ledger has of it. */
export async function stepsTaken(tx: Tx, caseId: string): Promise<StepTaken[]> {
  const { rows } = await sql<Omit<StepTaken, 'at'> & { at: Date }>`
    select c.at, c.action, l.event, l.article, c.role, c.sub, c.from_stage as "from", c.to_stage as "to",
      ${placeOf('c')} as "standIn"
    from commands c join ledger l on l.case_id = c.case_id and l.command_id = c.command_id
    where c.case_id = ${caseId} order by c.seq
  `.execute(tx);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
