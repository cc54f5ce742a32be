import type { Tx } from './db.js';

export interface Organ {
  readonly id: string;
  readonly name: { readonly ja: string; readonly en: string };
}

/** The administrative organs of this register (Art. 3). */
export async function listOrgans(tx: Tx): Promise<Organ[]> {
  const rows = await tx.selectFrom('organs').selectAll().orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, name: { ja: row.name_ja, en: row.name_en } }));
}

export async function organExists(tx: Tx, organId: string): Promise<boolean> {
  return (
    (await tx.selectFrom('organs').select('id').where('id', '=', organId).executeTakeFirst()) !== undefined
  );
}

export async function contractorExists(tx: Tx, contractorId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('contractors')
    .select('id')
    .where('id', '=', contractorId)
    .executeTakeFirst();
  return row !== undefined;
}
