import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import { after, dayOf } from '../domain/calendar.js';
import { DEMAND_ARTICLE, type DemandAnswer } from '../domain/demands.js';
import { afterOfficeDays } from '../domain/office-days.js';
import { policyOn } from '../domain/policy.js';
import type { Db, Tx } from './db.js';
import { writeLedger } from './ledger.js';
import type { Tables } from './tables.js';
import { destroyVault } from './vault.js';

export interface Demand {
  readonly id: string;
  readonly organId: string;
  readonly caseId: string | null;
  readonly follows: string | null;
  readonly demandedAt: string;
  readonly demandedBy: string;
  readonly remindAt: string;
  readonly dueAt: string;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly answer: DemandAnswer | null;
  readonly closedAt: string | null;
}

/** Whose the named case is; undefined where there is none that a demand may be about. */
export async function demandedCase(
  tx: Tx,
  caseId: string,
): Promise<{ organId: string; subjectId: string } | undefined> {
  const { rows } = await sql<{ organ_id: string; subject_id: string }>`
    select organ_id, subject_id from sekisho_demanded_case(${caseId}::uuid)`.execute(tx);
  return rows[0] && { organId: rows[0].organ_id, subjectId: rows[0].subject_id };
}

/** With its clock: office days, by the policy of the day on which it is made. */
export async function addDemand(
  tx: Tx,
  of: Pick<Demand, 'organId' | 'caseId' | 'follows'>,
  { by, now }: { by: string; now: string },
): Promise<string> {
  const { periods } = policyOn(dayOf(now));
  const id = randomUUID();
  await tx
    .insertInto('correction_demands')
    .values({
      id,
      organ_id: of.organId,
      case_id: of.caseId,
      follows: of.follows,
      demanded_at: now,
      demanded_by: by,
      remind_at: afterOfficeDays(now, periods.DEMAND_REMINDER),
      due_at: afterOfficeDays(now, periods.DEMAND_ANSWER),
    })
    .execute();
  return id;
}

/** Those the caller sees: what is overdue first, then by what is due next; what is closed last, newest first. */
export async function listDemands(tx: Tx): Promise<Demand[]> {
  const rows = await tx
    .selectFrom('correction_demands')
    .selectAll()
    .where('destroyed_at', 'is', null)
    .orderBy(sql`closed_at is not null`)
    .orderBy(sql`answered_at is not null`)
    .orderBy('due_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(shown);
}
const MOST = 500;

/** Locked: of two who answer, or answer and close, at once the second one sees what the first has done. */
export async function lockDemand(tx: Tx, id: string): Promise<Demand | undefined> {
  const row = await tx
    .selectFrom('correction_demands')
    .selectAll()
    .where('id', '=', id)
    .where('destroyed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return row && shown(row);
}

export async function answerDemand(
  tx: Tx,
  id: string,
  answer: DemandAnswer,
  { by, now }: { by: string; now: string },
): Promise<void> {
  const set = { answer, answered_at: now, answered_by: by };
  await tx.updateTable('correction_demands').set(set).where('id', '=', id).execute();
}

export async function closeDemand(
  tx: Tx,
  id: string,
  { by, now }: { by: string; now: string },
): Promise<void> {
  const set = { closed_at: now, closed_by: by };
  await tx.updateTable('correction_demands').set(set).where('id', '=', id).execute();
}

function shown(row: Selectable<Tables['correction_demands']>): Demand {
  return {
    id: row.id,
    organId: row.organ_id,
    caseId: row.case_id,
    follows: row.follows,
    demandedAt: row.demanded_at.toISOString(),
    demandedBy: row.demanded_by,
    remindAt: row.remind_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by,
    answer: row.answer,
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

/**
 * The night's part: who owes an answer is reminded, and once it is late that stands in the ledger, each once; words whose
 * time has come are destroyed. Safe to repeat: each thing done marks its row.
 */
export async function ageDemands(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const reminded = await mark(tx, { column: 'reminded_at', due: 'remind_at' }, now);
    const late = await mark(tx, { column: 'overdue_at', due: 'due_at' }, now);
    for (const row of reminded) await enter(tx, row, 'CorrectionDemandReminded', now);
    for (const row of late) await enter(tx, row, 'CorrectionDemandOverdue', now);
    const closed = await tx
      .selectFrom('correction_demands')
      .select(['id', 'organ_id', 'case_id', 'closed_at'])
      .where('closed_at', 'is not', null)
      .where('destroyed_at', 'is', null)
      .forUpdate()
      .execute();
    const over = closed.filter(({ closed_at }) => closed_at !== null && isOver(closed_at.toISOString(), now));
    for (const row of over) {
      await destroyVault(tx, { kind: 'demand', id: row.id }, now);
      await tx
        .updateTable('correction_demands')
        .set({ destroyed_at: now })
        .where('id', '=', row.id)
        .execute();
      await enter(tx, row, 'CorrectionDemandDestroyed', now);
    }
    return reminded.length + late.length + over.length;
  });
}

function isOver(closedAt: string, now: string): boolean {
  return after(closedAt, policyOn(dayOf(closedAt)).periods.DEMAND_RETENTION) <= now;
}

type Row = { readonly id: string; readonly organ_id: string; readonly case_id: string | null };

async function mark(
  tx: Tx,
  { column, due }: { column: 'reminded_at' | 'overdue_at'; due: 'remind_at' | 'due_at' },
  now: string,
): Promise<Row[]> {
  return tx
    .updateTable('correction_demands')
    .set({ [column]: now })
    .where(column, 'is', null)
    .where(due, '<=', new Date(now))
    .where('answered_at', 'is', null)
    .where('closed_at', 'is', null)
    .returning(['id', 'organ_id', 'case_id'])
    .execute();
}

async function enter(tx: Tx, { id, organ_id, case_id }: Row, event: string, now: string): Promise<void> {
  await writeLedger(tx, {
    at: now,
    event,
    article: DEMAND_ARTICLE,
    caseId: case_id,
    organId: organ_id,
    sub: null,
    role: 'System',
    purpose: 'AUDIT',
    details: { demandId: id },
  });
}
