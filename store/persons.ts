import { createHmac, randomUUID } from 'node:crypto';
import type { Tx } from './db.js';

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
  await tx
    .insertInto('subjects')
    .values({ id: randomUUID(), person_index: index, created_at: now })
    .onConflict((c) => c.column('person_index').doNothing())
    .execute();
  const row = await tx
    .selectFrom('subjects')
    .select('id')
    .where('person_index', '=', index)
    .executeTakeFirstOrThrow();
  return row.id;
}
