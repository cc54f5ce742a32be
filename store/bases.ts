import { sql } from 'kysely';
import { endForWantOfBasis } from '../domain/bases.js';
import type { CaseKind, Stage } from '../domain/stages.js';
import { lockCase } from './case-state.js';
import { hasBasis } from './certified.js';
import type { Db, Tx } from './db.js';
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
 * By pages, applications first: what they leave behind may be a clearance. What has lapsed or is suspended gives no right
 * any more, and waits for a person: a new certification and a reinstatement, or the head's decision on a doubt.
 */
export async function* withoutBasis(db: Db, now: string): AsyncGenerator<Baseless[]> {
  const of = { contractorId: sql`c.contractor_id`, organId: sql`c.organ_id` };
  for (const kind of ['application', 'clearance'] satisfies CaseKind[]) {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const { rows } = await sql<Baseless>`
        select c.id as "caseId", c.kind, c.stage, c.seq from cases c
        where not c.ended and c.kind = ${kind} and c.contractor_id is not null and c.stage not in ('LAPSED', 'SUSPENDED')
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
 * All of one contractor's at one organ, in the caller's transaction: its certification or contract was ended at once, and
 * nothing waits for the night. In the night's order, so that the two never wait for each other.
 */
export async function endAllBaseless(
  tx: Tx,
  { organId, contractorId }: { organId: string; contractorId: string },
  now: string,
): Promise<number> {
  const of = { contractorId: sql`c.contractor_id`, organId: sql`c.organ_id` };
  let ended = 0;
  for (const kind of ['application', 'clearance'] satisfies CaseKind[]) {
    const { rows } = await sql<{ id: string }>`
      select c.id from cases c where not c.ended and c.kind = ${kind} and c.contractor_id = ${contractorId}
        and c.organ_id = ${organId} and c.stage not in ('LAPSED', 'SUSPENDED') and not ${hasBasis(of, now)}
      order by c.id`.execute(tx);
    for (const { id } of rows) ended += (await endLocked(tx, id, now)) === 'ENDED' ? 1 : 0;
  }
  return ended;
}

/**
 * Ends one of them, or stops the right, in one transaction: the person is told, the contractor learns the outcome as of
 * any other end. `MOOT`: under its lock it has its basis again, or has moved on since it was found. @throws Refused
 */
export async function endBaseless(db: Db, found: Baseless, now: string): Promise<'ENDED' | 'MOOT'> {
  return db.transaction().execute((tx) => endLocked(tx, found.caseId, now, found.seq));
}

async function endLocked(tx: Tx, caseId: string, now: string, seen?: number): Promise<'ENDED' | 'MOOT'> {
  const state = await lockCase(tx, caseId, now);
  if (!state || state.row.ended || state.facts.certified) return 'MOOT';
  if (seen !== undefined && state.row.seq !== seen) return 'MOOT';
  const action = endForWantOfBasis(state.row.kind, state.row.stage);
  if (!action) return 'MOOT';
  const commandId = derivedId(caseId, `baseless/${state.row.seq}`);
  const details = { reason: 'NO_CERTIFICATION' };
  await transition(tx, { caseId, action, actor: SYSTEM, commandId, details }, now);
  return 'ENDED';
}
