import { sql } from 'kysely';
import { after, dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import { policyOn } from '../domain/policy.js';
import type { Recipient } from '../domain/right-ended.js';
import type { Db, Tx } from './db.js';
import { writeLedger } from './ledger.js';

/** That a right has ended, for everybody whose business it is: which day, and never why (Art. 11, 16). */
export interface RightEndedNotice {
  readonly id: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly recipient: Recipient;
  readonly itemId: string | null;
  readonly contractorId: string | null;
  /** Who keeps the item now, for the notice of a custodian. */
  readonly custodian: string | null;
  readonly endedOn: string;
  readonly toldAt: string;
  readonly remindAt: string;
  readonly overdueAt: string;
  readonly acknowledgedAt: string | null;
  /** Since when the person may handle again: nobody is to see any more that they do not, but that they may. */
  readonly returnedOn: string | null;
}

/** The night: whoever was told and has not answered by the day is reminded, once, and the ledger says so. */
export async function chaseUnacknowledged(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const chased = await tx
      .updateTable('right_ended_notices')
      .set({ reminded_at: now })
      .where('acknowledged_at', 'is', null)
      .where('reminded_at', 'is', null)
      .where('returned_on', 'is', null)
      .where('remind_at', '<=', new Date(now))
      .returning(['id', 'organ_id', 'subject_id'])
      .execute();
    for (const { id, organ_id, subject_id } of chased)
      await writeLedger(tx, {
        at: now,
        event: 'RightEndChased',
        article: 'policy: reminders',
        caseId: null,
        organId: organ_id,
        subjectId: subject_id,
        sub: null,
        role: 'System',
        purpose: 'OPERATION',
        details: { noticeId: id },
      });
    return chased.length;
  });
}

/** Those the caller's rows hold, oldest first; which of them are theirs is for the caller to say. */
export async function rightEndedNotices(
  tx: Tx,
  only: { id?: string; open?: boolean } = {},
): Promise<RightEndedNotice[]> {
  const rows = await tx
    .selectFrom('right_ended_notices as n')
    .leftJoin('item_custodians as k', (on) =>
      on.onRef('k.item_id', '=', 'n.item_id').on('k.ended_at', 'is', null),
    )
    .selectAll('n')
    .select(['k.sub as custodian', answeredAt.as('answered_at')])
    .$if(only.id !== undefined, (q) => q.where('n.id', '=', only.id ?? ''))
    .$if(only.open === true, (q) => q.where(answeredAt, 'is', null))
    .orderBy('n.told_at')
    .orderBy('n.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organId: row.organ_id,
    subjectId: row.subject_id,
    recipient: row.recipient,
    itemId: row.item_id,
    contractorId: row.contractor_id,
    custodian: row.custodian,
    endedOn: row.ended_on,
    toldAt: row.told_at.toISOString(),
    remindAt: row.remind_at.toISOString(),
    overdueAt: row.overdue_at.toISOString(),
    acknowledgedAt: row.answered_at?.toISOString() ?? null,
    returnedOn: row.returned_on,
  }));
}

/** When they said that they know of the end; or, of a right that is back, that they have seen that it is. */
const answeredAt = sql<Date | null>`case when n.returned_on is null then n.acknowledged_at else n.returned_seen_at end`;

/** @throws Refused NOT_FOUND where it was acknowledged already. */
export async function acknowledge(tx: Tx, id: string, { by, now }: { by: string; now: string }) {
  const notice = tx.updateTable('right_ended_notices').where('id', '=', id);
  const { numUpdatedRows: seen } = await notice
    .set({ returned_seen_at: now, returned_seen_by: by })
    .where('returned_on', 'is not', null)
    .where('returned_seen_at', 'is', null)
    .executeTakeFirst();
  if (seen === 1n) return;
  const { numUpdatedRows } = await notice
    .set({ acknowledged_at: now, acknowledged_by: by })
    .where('returned_on', 'is', null)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused('NOT_FOUND');
}

/**
 * The night: notices that have served. Counted from the day of each answer (of a right that is back, the answer to that), by the policy
 * of that day; one that nobody ever answered goes with the last of what is kept of the person, as all do. Of what a legal hold keeps at that organ none goes.
 * Which they were, and when each was told, stays in the ledger.
 */
export async function destroyServed(db: Db, now: string): Promise<number> {
  const { rows } = await sql<Served>`
    select n.id, n.organ_id as "organId", n.subject_id as "subjectId", ${answeredAt} as "answeredAt",
      -- One by one: as a set it would be all that the vault holds.
      (select d.owner_id from vault_documents d where d.owner_id = n.subject_id and d.owner_kind = 'subject' limit 1) is null
        as forgotten
    from right_ended_notices n
    where not exists (select 1 from legal_holds h join cases c on c.id = h.case_id
      where h.lifted_at is null and c.organ_id = n.organ_id and c.subject_id = n.subject_id)
    order by n.organ_id, n.subject_id, n.told_at, n.id`.execute(db);
  const over = rows.filter((one) => one.forgotten || hasServed(one, now));
  const files = new Set(over.map(({ organId, subjectId }) => `${organId}/${subjectId}`));
  for (const file of files) {
    const group = over.filter(({ organId, subjectId }) => `${organId}/${subjectId}` === file);
    await db.transaction().execute((tx) => destroy(tx, group, now));
  }
  return over.length;
}

interface Served {
  readonly id: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly answeredAt: Date | null;
  readonly forgotten: boolean;
}

function hasServed({ answeredAt: answered }: Served, now: string): boolean {
  if (answered === null) return false;
  const at = answered.toISOString();
  return after(at, policyOn(dayOf(at)).periods.RETENTION_RIGHT_END) <= now;
}

async function destroy(tx: Tx, notices: readonly Served[], now: string): Promise<void> {
  const [first] = notices;
  if (!first) return;
  const ids = notices.map(({ id }) => id);
  await tx.deleteFrom('right_ended_notices').where('id', 'in', ids).execute();
  await writeLedger(tx, {
    at: now,
    event: 'RightEndNoticesDestroyed',
    article: 'Standards: retention; policy',
    caseId: null,
    organId: first.organId,
    subjectId: first.subjectId,
    sub: null,
    role: 'System',
    purpose: 'OPERATION',
    details: { noticeIds: ids },
  });
}
