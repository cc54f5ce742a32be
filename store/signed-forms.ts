import { sql } from 'kysely';
import type { Tx } from './db.js';

/** Which notice an application served, and when. */
export async function servedOn(tx: Tx, caseId: string): Promise<{ text: string | null; at: string | null }> {
  const row = await tx
    .selectFrom('applications')
    .select(['served_text', 'served_at'])
    .where('id', '=', caseId)
    .executeTakeFirst();
  return { text: row?.served_text ?? null, at: row?.served_at?.toISOString() ?? null };
}

export interface SignedStep {
  /** The command: of forms that a case may have several of, which one. */
  readonly id: string;
  readonly action: string;
  /** Steps of releases before named none. */
  readonly forms: readonly string[];
}

/**
 * By which texts a case's person signed, oldest first, and those pledged anew under its clearance. A pledge names one text,
 * where a consent names the notice it answers.
 */
export async function signedIn(
  tx: Tx,
  caseId: string,
  renewed: readonly string[],
): Promise<readonly SignedStep[]> {
  const { rows } = await sql<SignedStep>`
    select command_id as id, action, coalesce(details -> 'forms', jsonb_build_array(details -> 'text')) as forms
    from commands where case_id = ${caseId}
      and action in ('giveConsent', 'refuseConsent', 'withdrawConsent', 'withdrawInquiry', 'signPledge')
      and (details ? 'forms' or action = 'signPledge' and details ? 'text')
    union all
    select command_id as id, action, jsonb_build_array(details -> 'text') as forms
    from commands where command_id = any (${[...renewed]}) and action = 'renewPledge' and details ? 'text'
  `.execute(tx);
  return rows;
}
