import { type RawBuilder, sql } from 'kysely';
import { AWAY, type Move, type MoveStep, movesIn } from '../domain/moves.js';
import type { StepContext } from './step.js';
import type { Tx } from './db.js';
import { samePersons } from './same-persons.js';

/** Where the holder of a clearance has gone, oldest first. Row-level security decides whether there is such a case. */
export async function movesOf(tx: Tx, clearanceId: string): Promise<Move[]> {
  const rows = await tx
    .selectFrom('commands')
    .select(['action', 'at', 'details'])
    .where('case_id', '=', clearanceId)
    .where('action', 'in', ['transferWithin', 'reinstate', ...AWAY])
    .orderBy('seq')
    .execute();
  return movesIn(
    rows.map(({ action, at, details }) => ({
      action,
      at: at.toISOString(),
      details: details as MoveStep['details'],
    })),
  );
}

/**
 * Of a clearance `o` that is kept: whether its holder has left the employer it was given for, no doubt stands, and it is not
 * this one. Then it bars no assessment for the other, whose result takes its place (reading; decision 0049).
 */
export function isLeftBehind(contractorId: string | null): RawBuilder<boolean> {
  return sql<boolean>`(o.stage = 'LAPSED' and o.contractor_id is distinct from ${contractorId}::uuid
    and not exists (select 1 from clearances l where l.id = o.id and l.doubt_served_at is not null)
    -- Who never went anywhere has not left it behind: no row is a no, or one that was never pledged would bar nothing.
    and coalesce((select m.action from commands m where m.case_id = o.id and m.action in ('reinstate', ${sql.join([...AWAY])})
      order by m.seq desc limit 1) in (${sql.join([...AWAY])}), false))`;
}

/** Those of all records of the person at that organ: of this record first, then the newest. */
export async function leftBehindOf(
  tx: Tx,
  of: { subject_id: string; organ_id: string; contractor_id: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select o.id from cases o
    where o.subject_id = any (${samePersons(sql`${of.subject_id}::uuid`)}) and o.organ_id = ${of.organ_id}
      and o.kind = 'clearance' and not o.ended and ${isLeftBehind(of.contractor_id)}
    order by o.subject_id <> ${of.subject_id}, o.opened_at desc, o.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Approved for another employer: the case is about the clearance that was left behind, which its result replaces or ends. */
export async function takeUpLeftBehind({ tx, before: { row, application } }: StepContext): Promise<void> {
  if (application?.ground !== 'NEW_HANDLER') return;
  const [leftBehind] = await leftBehindOf(tx, row);
  if (leftBehind === undefined) return;
  await tx.updateTable('applications').set({ clearance_id: leftBehind }).where('id', '=', row.id).execute();
}
