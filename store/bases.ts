import { sql } from 'kysely';
import { endForWantOfBasis } from '../domain/bases.js';
import { Refused } from '../domain/errors.js';
import type { CaseKind, Stage } from '../domain/stages.js';
import { hasBasis } from './certified.js';
import type { Db } from './db.js';
import { derivedId } from './derived-id.js';
import { SYSTEM } from './step.js';
import { transition } from './transition.js';

/** A case of a contractor's employee whose contractor is not certified by the case's organ today (Art. 10). */
export interface Baseless {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly seq: number;
}

const PAGE = 500;

/**
 * By pages, applications first: what they leave behind may be a clearance. What has lapsed already waits for its own end,
 * or for a new certification and a reinstatement.
 */
export async function* withoutBasis(db: Db, now: string): AsyncGenerator<Baseless[]> {
  const of = { contractorId: sql`c.contractor_id`, organId: sql`c.organ_id` };
  for (const kind of ['application', 'clearance'] satisfies CaseKind[]) {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await sql<Baseless>`
        select c.id as "caseId", c.kind, c.stage, c.seq from cases c
        where not c.ended and c.kind = ${kind} and c.contractor_id is not null and c.stage <> 'LAPSED'
          and c.id > ${last} and not ${hasBasis(of, now)}
        order by c.id limit ${PAGE}
      `.execute(db);
      yield rows;
      if (rows.length < PAGE) break;
      last = rows.at(-1)?.caseId ?? last;
    }
  }
}

/**
 * Ends one of them, or stops the right, in one transaction: the person is told, the contractor learns the outcome as of
 * any other end. `MOOT`: it has moved on its own since it was found.
 */
export async function endBaseless(db: Db, found: Baseless, now: string): Promise<'ENDED' | 'MOOT'> {
  const action = endForWantOfBasis(found.kind, found.stage);
  if (!action) return 'MOOT';
  const { caseId } = found;
  const commandId = derivedId(caseId, `baseless/${found.seq}`);
  const details = { reason: 'NO_CERTIFICATION' };
  try {
    await db
      .transaction()
      .execute((tx) => transition(tx, { caseId, action, actor: SYSTEM, commandId, details }, now));
    return 'ENDED';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return 'MOOT';
  }
}
