import { type Kysely, sql } from 'kysely';

/**
 * The signed grant that each question needs, with its place in the status list. A grant outlives its request as a place in
 * the list alone, so that what no longer counts never looks as if it did. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table consent_grants (
      request_id uuid unique references checks (request_id) on delete set null,
      token text,
      expires_at timestamptz not null,
      used_at timestamptz,
      withdrawn_at timestamptz,
      status_list int not null,
      status_index int not null,
      primary key (status_list, status_index),
      check (request_id is null or token is not null)
    );
    create sequence consent_grants_given minvalue 0 start 0;
    create table grant_status_lists (
      list int primary key,
      seed bytea not null default sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea)
    );
    -- One there is from the beginning: cases that begin side by side must not wait for each other to make it.
    insert into grant_status_lists (list) values (0);

    create function sekisho_forget_grant() returns trigger language plpgsql as $$
      begin
        new.token := null;
        return new;
      end $$;
    create trigger consent_grants_forget before update of request_id on consent_grants
      for each row when (new.request_id is null) execute function sekisho_forget_grant();

    grant select, insert on consent_grants to sekisho_api;
    grant update (withdrawn_at) on consent_grants to sekisho_api, sekisho_worker;
    grant select on consent_grants to sekisho_worker, sekisho_gateway;
    grant update (used_at) on consent_grants to sekisho_gateway;
    grant usage on sequence consent_grants_given to sekisho_api;

    alter table consent_grants enable row level security;
    create policy of_its_case on consent_grants to sekisho_api, sekisho_worker
      using (exists (select from checks k where k.request_id = consent_grants.request_id));
    create policy gateway on consent_grants to sekisho_gateway using (request_id is not null);

    -- Of any organ's grants: which places no longer count, and nothing else.
    create function sekisho_ended_grants(list int, at timestamptz) returns int[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(status_index order by status_index), '{}') from consent_grants
        where status_list = list
          and (request_id is null or used_at is not null or withdrawn_at is not null or expires_at <= at) $$;
    -- By which the places of each list are drawn; whoever has it could tell which were given together.
    create function sekisho_list_seed(of int) returns bytea
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into grant_status_lists (list) values (of) on conflict do nothing;
        return (select seed from grant_status_lists where list = of);
      end $$;
    create function sekisho_ungranted() returns table (request_id uuid, case_id uuid, organ_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select k.request_id, k.case_id, c.organ_id from checks k join cases c on c.id = k.case_id
        where k.status in ('OPEN', 'LATE') and not k.reused
          and not exists (select from consent_grants g where g.request_id = k.request_id)
        order by k.created_at limit 500 $$;
    revoke execute on function sekisho_ungranted, sekisho_ended_grants, sekisho_list_seed, sekisho_forget_grant from public;
    grant execute on function sekisho_ended_grants to sekisho_gateway;
    grant execute on function sekisho_list_seed, sekisho_ungranted to sekisho_api;
  `.execute(db);
}
