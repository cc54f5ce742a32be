import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Tx } from './db.js';
import { recordsAreKept } from './recorded-persons.js';
import { forgetLines } from './reporting-lines.js';
import { destroyVault } from './vault.js';

export interface Identity {
  readonly name: string;
  readonly kana: string;
  readonly romaji?: string | undefined;
  readonly dateOfBirth: string;
  readonly address: string;
  readonly nationality: string;
}

/** A keyed hash of who somebody is: finds the same person again, tells nothing without the key. */
export function personIndex(key: Uint8Array, identity: Identity): Buffer {
  const normal = [identity.name, identity.kana, identity.dateOfBirth].map((part) =>
    part.normalize('NFKC').replace(/\s+/gu, ''),
  );
  return createHmac('sha256', key).update(JSON.stringify(normal)).digest();
}

/** The subject's id: the known one, or a new row. Two nominations at once get the same. */
export async function findOrAddSubject(tx: Tx, index: Buffer, now: string): Promise<string> {
  for (;;) {
    const added = await tx
      .insertInto('subjects')
      .values({ id: randomUUID(), person_index: index, created_at: now })
      .onConflict((c) => c.column('person_index').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added) return added.id;
    // Held until the nomination commits, so that nobody is forgotten in between. Forgotten just now: added anew.
    const known = await tx
      .selectFrom('subjects')
      .select('id')
      .where('person_index', '=', index)
      .forKeyShare()
      .executeTakeFirst();
    if (known) return known.id;
  }
}

/**
 * If every file about a person was destroyed, so is what they could be found by: their identity, its key and the index,
 * and with it who was tied to them. Nominated again, they are somebody new to read of (law: invariant 21).
 */
export async function forgetPerson(tx: Tx, subjectId: string, now: string): Promise<void> {
  await tx.selectFrom('subjects').select('id').where('id', '=', subjectId).forUpdate().execute();
  const alive = await tx
    .selectFrom('cases')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('stage', '<>', 'DISPOSED')
    .limit(1)
    .executeTakeFirst();
  if (alive) return;
  // An office or a result under the 2014 Act is a right of theirs, which somebody must be able to end, and then its record.
  if (await recordsAreKept(tx, subjectId, now)) return;
  await destroyVault(tx, { kind: 'subject', id: subjectId }, now);
  await tx.deleteFrom('conflicts').where('subject_id', '=', subjectId).execute();
  await forgetLines(tx, subjectId);
  await tx
    .updateTable('subjects')
    .set({ person_index: randomBytes(32) })
    .where('id', '=', subjectId)
    .execute();
}
