import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import type { CustodianRole } from '../domain/handling.js';
import type { Tx } from './db.js';

/** Items of information by their reference, who keeps each, and who is on whose list of handlers (need-to-know). */
export interface Item {
  readonly id: string;
  readonly organId: string;
  readonly contractorId: string | null;
  readonly designation: string;
  /** Under which law it is protected. */
  readonly scheme: string;
  readonly custodian: string | null;
}

export interface Handler {
  readonly id: string;
  readonly subjectId: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly listedAt: string;
  readonly listedBy: string;
  readonly endedAt: string | null;
}

/** The office in which a sign-in may keep an item: of the organ's own, or of one provided to a contractor. */
export function custodianRoleOf({ contractorId }: Pick<Item, 'contractorId'>): CustodianRole {
  return contractorId === null ? 'InformationManager' : 'ContractorSecurityManager';
}

/** @throws Refused ALREADY_REGISTERED */
export async function registerItem(
  tx: Tx,
  item: Omit<Item, 'id' | 'custodian'>,
  { by, now }: { by: string; now: string },
): Promise<Item> {
  const { organId: organ_id, contractorId: contractor_id, designation, scheme } = item;
  const row = { id: randomUUID(), organ_id, contractor_id, designation, scheme };
  const added = await tx
    .insertInto('information_items')
    .values({ ...row, registered_at: now, registered_by: by })
    .onConflict((c) => c.columns(['organ_id', 'designation', 'contractor_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw new Refused('ALREADY_REGISTERED');
  return { id: added.id, custodian: null, ...item };
}

/** In the place of whoever it was: from this moment on they are told no. */
export async function nameCustodian(
  tx: Tx,
  item: Item,
  sub: string,
  { by, now }: { by: string; now: string },
): Promise<void> {
  // Of two who name one at once the later one is the one who replaces.
  await sql`select pg_advisory_xact_lock(hashtextextended(${item.id}, 7206005))`.execute(tx);
  await tx
    .updateTable('item_custodians')
    .set({ ended_at: now })
    .where('item_id', '=', item.id)
    .where('ended_at', 'is', null)
    .execute();
  const role = custodianRoleOf(item);
  await tx
    .insertInto('item_custodians')
    .values({ id: randomUUID(), item_id: item.id, sub, role, named_at: now, named_by: by })
    .execute();
}

/** Those the caller sees, by reference; row-level security decides which exist. */
export async function listItems(tx: Tx, only: { id?: string } = {}): Promise<Item[]> {
  const rows = await tx
    .selectFrom('information_items as i')
    .leftJoin('item_custodians as k', (on) => on.onRef('k.item_id', '=', 'i.id').on('k.ended_at', 'is', null))
    .select(['i.id', 'i.organ_id', 'i.contractor_id', 'i.designation', 'i.scheme', 'k.sub'])
    .$if(only.id !== undefined, (q) => q.where('i.id', '=', only.id ?? ''))
    .orderBy('i.designation')
    .orderBy('i.id')
    .execute();
  return rows.map(({ organ_id: organId, contractor_id: contractorId, sub, ...row }) => ({
    ...row,
    organId,
    contractorId,
    custodian: sub,
  }));
}

/**
 * A person of the organ's, or of the contractor's, as the caller may know them: by a case of theirs, or a record. A
 * contractor's are those it nominated last at that organ: whoever went to another is that one's (reading). The database
 * says the same (migration 0022).
 */
export async function isKnown(tx: Tx, { organId, contractorId }: Item, subjectId: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select (exists (
      select 1 from cases where subject_id = ${subjectId} and organ_id = ${organId}
        and (${contractorId}::uuid is null or contractor_id = ${contractorId}))
    or exists (select 1 from office_records where subject_id = ${subjectId} and organ_id = ${organId})
    or exists (select 1 from sds_results where subject_id = ${subjectId} and organ_id = ${organId}))
    and (${contractorId}::uuid is null or not exists (
      select 1 from sekisho_employer_at(${subjectId}::uuid, ${organId}::uuid) e
        where e.contractor_id is distinct from ${contractorId}::uuid)) as known`.execute(tx);
  return rows[0]?.known === true;
}

export async function listHandler(
  tx: Tx,
  entry: { itemId: string; subjectId: string; firstDay: string; lastDay: string },
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  const { itemId: item_id, subjectId: subject_id, firstDay: first_day, lastDay: last_day } = entry;
  const ended = { ended_at: null, ended_by: null };
  await tx
    .insertInto('item_handlers')
    .values({ id, item_id, subject_id, first_day, last_day, listed_at: now, listed_by: by, ...ended })
    .execute();
  return id;
}

/** Whatever entries they have on the list, begun or not. How many were taken off. */
export async function takeOff(
  tx: Tx,
  { itemId, subjectId }: { itemId: string; subjectId: string },
  { by, now }: { by: string; now: string },
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('item_handlers')
    .set({ ended_at: now, ended_by: by })
    .where('item_id', '=', itemId)
    .where('subject_id', '=', subjectId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** The whole list, those taken off included: oldest first. */
export async function handlersOf(tx: Tx, itemId: string): Promise<Handler[]> {
  const rows = await tx
    .selectFrom('item_handlers')
    .select(['id', 'subject_id', 'first_day', 'last_day', 'listed_at', 'listed_by', 'ended_at'])
    .where('item_id', '=', itemId)
    .orderBy('listed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subjectId: row.subject_id,
    firstDay: row.first_day,
    lastDay: row.last_day,
    listedAt: row.listed_at.toISOString(),
    listedBy: row.listed_by,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
