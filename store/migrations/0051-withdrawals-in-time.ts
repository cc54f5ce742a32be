import { type Kysely, sql } from 'kysely';

/**
 * What whoever reads a case must know of its withdrawals on paper, whoever's hands those are in: one that was rejected is
 * none, and one that came in before its person received the result, but was keyed in after, is one. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_rejected_withdrawals(file uuid) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(o.id::text), '{}') from originals o
        where o.case_id = file and o.action = 'withdrawConsent' and o.status = 'REJECTED' $$;

    create function sekisho_found_withdrawal(file uuid) returns jsonb
      language sql stable security definer set search_path = public, pg_temp as $$
        select jsonb_build_object('hash', o.hash, 'keyedAt', o.keyed_at, 'receivedOn', o.received_on)
        from originals o
        -- On record from the start: one that something overtook was keyed in before.
        where o.case_id = file and o.action = 'withdrawConsent' and o.status = 'STALE' and o.settled_at = o.keyed_at
        order by o.received_on, o.keyed_at limit 1 $$;

    revoke execute on function sekisho_rejected_withdrawals, sekisho_found_withdrawal from public;
    grant execute on function sekisho_rejected_withdrawals, sekisho_found_withdrawal to sekisho_api, sekisho_worker;
  `.execute(db);
}
