import { type Kysely, sql } from 'kysely';

/** How results are served, and what hangs on it. Expands only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- As in 0020, and of a sign-in that was handed over with the notice of a result as well, by this case and no other.
    create or replace function sekisho_end_sign_in(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from principals p using cases c join applications a on a.id = c.id
          where c.id = file and c.organ_id = any (sekisho_scope('organs'))
            and c.stage = 'NOT_CONDUCTED' and a.not_conducted_reason = 'MISTAKEN'
            and p.role = 'Subject' and p.subject_id = c.subject_id and p.organ_id = c.organ_id
            and p.sub in (select m.details ->> 'subjectAccount' from commands m
              where m.case_id = file and m.action in ('serveNotice', 'notifyResult'))
            and not exists (select 1 from commands m join cases o on o.id = m.case_id
              where o.subject_id = c.subject_id and o.organ_id = c.organ_id and o.id <> file
                and m.action in ('serveNotice', 'notifyResult') and m.details ->> 'subjectAccount' = p.sub) $$;
  `.execute(db);

  await sql`
    -- Under which law an item of information is protected. What was registered before it was asked is of the Act of 2024.
    alter table information_items add column scheme text not null default 'act27' check (scheme ~ '^[a-z][a-z0-9-]{1,29}$');
  `.execute(db);

  await sql`
    -- Under which policies there are files: a pack that was taken away is missed by nobody before somebody opens one of them.
    -- From one to the next by the index, however many files there are.
    create index cases_policy on cases (policy_version) where stage <> 'DISPOSED';
    create function sekisho_policies_in_use() returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        with recursive used (version) as (
          (select policy_version from cases where stage <> 'DISPOSED' order by policy_version limit 1)
          union all
          select (select c.policy_version from cases c where c.stage <> 'DISPOSED' and c.policy_version > u.version
            order by c.policy_version limit 1) from used u where u.version is not null
        ) select coalesce(array_agg(version), '{}') from used where version is not null $$;
    revoke execute on function sekisho_policies_in_use from public;
    grant execute on function sekisho_policies_in_use to sekisho_api, sekisho_worker;
  `.execute(db);
}
