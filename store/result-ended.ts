import { sql } from 'kysely';
import type { Tx } from './db.js';

/**
 * The day on which the holder's right ended, of a renewal or reassessment whose result was told then: with the doubt
 * notice, at its last day, or with the result itself. Asked of the application as its reader sees it; the clearance, which
 * not each of them does, is asked for that day alone (migration 0031).
 */
export async function rightEndedOn(tx: Tx, applicationId: string, toldAt: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select sekisho_right_ended_on(a.id, ${toldAt}::timestamptz) as day from applications a where a.id = ${applicationId}
  `.execute(tx);
  return rows[0]?.day ?? null;
}
