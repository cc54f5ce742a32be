import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import { type Tx, violated } from './db.js';

/** Records of one human being, joined by two people (migration 0026). Row-level security decides which an organ sees. */
export interface SamePersons {
  readonly id: string;
  readonly organId: string;
  readonly one: string;
  readonly other: string;
  /** Of a proposal to part them: what joined them. */
  readonly parts: string | null;
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly reasonsId: string;
  readonly outcome: 'CONFIRMED' | 'DROPPED' | null;
  readonly settledAt: string | null;
  /** Confirmed, and not parted since. */
  readonly stands: boolean;
}

/** All records of the same person, the given one among them: for every question that is asked about a person. */
export function samePersons(subjectId: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`sekisho_same_persons(${subjectId})`;
}

export async function samePersonsOf(tx: Tx, subjectId: string): Promise<string[]> {
  const { rows } = await sql<{ persons: string[] }>`
    select ${samePersons(sql`${subjectId}::uuid`)} as persons`.execute(tx);
  return rows[0]?.persons ?? [subjectId];
}

/** Whoever nominates one of them waits for whoever nominates another: the index that allows one open case knows but ids. */
export async function heldTogether(tx: Tx, subjectId: string): Promise<string[]> {
  const persons = await samePersonsOf(tx, subjectId);
  if (persons.length > 1)
    await sql`select pg_advisory_xact_lock(hashtextextended(${[...persons].sort()[0] ?? ''}, 0))`.execute(tx);
  return persons;
}

export async function listSamePersons(tx: Tx, organId: string): Promise<SamePersons[]> {
  return read(tx, sql`s.organ_id = ${organId}`);
}

export async function oneOfSamePersons(tx: Tx, id: string): Promise<SamePersons | undefined> {
  await tx.selectFrom('same_persons').select('id').where('id', '=', id).forUpdate().execute();
  return (await read(tx, sql`s.id = ${id}`))[0];
}

async function read(tx: Tx, where: RawBuilder<unknown>): Promise<SamePersons[]> {
  const { rows } = await sql<
    Omit<SamePersons, 'proposedAt' | 'settledAt'> & { proposedAt: Date; settledAt: Date | null }
  >`
    select s.id, s.organ_id as "organId", s.one, s.other, s.parts, s.proposed_at as "proposedAt",
      s.proposed_by as "proposedBy", s.reasons_id as "reasonsId", s.outcome, s.settled_at as "settledAt",
      s.outcome = 'CONFIRMED' and s.parts is null and not exists (
        select 1 from same_persons p where p.parts = s.id and p.outcome = 'CONFIRMED') as stands
    from same_persons s where ${where} order by s.proposed_at desc, s.id`.execute(tx);
  return rows.map((row) => ({
    ...row,
    stands: row.stands === true,
    proposedAt: row.proposedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  }));
}

/** Whether the organ holds anything about that record: a case whose file is there, or a right it recorded. */
export async function isKnownTo(tx: Tx, organId: string, subjectId: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select 1 from cases where organ_id = ${organId} and subject_id = ${subjectId} and stage <> 'DISPOSED')
      or exists (select 1 from office_records where organ_id = ${organId} and subject_id = ${subjectId})
      or exists (select 1 from sds_results where organ_id = ${organId} and subject_id = ${subjectId}) as known`.execute(
    tx,
  );
  return rows[0]?.known === true;
}

/** By which whoever confirms it finds out whose record it is. */
export async function casesOf(tx: Tx, organId: string, subjectId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases')
    .select('id')
    .where('organ_id', '=', organId)
    .where('subject_id', '=', subjectId)
    .where('kind', '<>', 'grievance')
    .where('stage', '<>', 'DISPOSED')
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(20)
    .execute();
  return rows.map(({ id }) => id);
}

export async function addSamePersons(
  tx: Tx,
  of: Pick<SamePersons, 'organId' | 'one' | 'other' | 'parts' | 'reasonsId'>,
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('same_persons')
    .values({
      id,
      organ_id: of.organId,
      one: of.one,
      other: of.other,
      parts: of.parts,
      proposed_at: now,
      proposed_by: by,
      reasons_id: of.reasonsId,
    })
    .execute()
    .catch((error: unknown) => {
      // Said by somebody else in the same instant.
      if (violated(error) === 'same_persons_one_waits') throw new Refused('WRONG_STAGE');
      throw error;
    });
  return id;
}

export async function settleSamePersons(
  tx: Tx,
  { id, one, other }: SamePersons,
  of: { outcome: 'CONFIRMED' | 'DROPPED'; reasonsId: string; by: string; now: string },
): Promise<void> {
  // Who is being nominated at this moment is found by both, or before either is the other.
  await tx
    .selectFrom('subjects')
    .select('id')
    .where('id', 'in', [one, other])
    .orderBy('id')
    .forUpdate()
    .execute();
  await tx
    .updateTable('same_persons')
    .set({ outcome: of.outcome, settled_at: of.now, settled_by: of.by, settled_reasons_id: of.reasonsId })
    .where('id', '=', id)
    .execute();
}
