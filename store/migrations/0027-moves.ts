import { type Kysely, sql } from 'kysely';

/**
 * After the clearance: one certification of a contractor at a time, and notices of an ended right that are not kept for
 * ever. Expands only: a row of before loses nothing until a certification is granted anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The last day on which a row of before stands as a certification; as a contract it goes on to its own last day.
    alter table certifications add column certified_until date;

    -- As before, and besides: what stood until now stands until the day before the new one's first, and no longer beside
    -- it; and whoever is certified no more is so by no row of before either.
    create or replace function sekisho_certification_stands() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if new.stage = 'CERTIFIED' and new.certified_by is not null then
          insert into certifications (id, contractor_id, organ_id, valid_from, valid_until, with_contract)
            values (new.id, new.contractor_id, new.organ_id, new.first_day, new.last_day, false)
            on conflict (id) do nothing;
          if found then
            update certifications set certified_until = new.first_day - 1
              where contractor_id = new.contractor_id and organ_id = new.organ_id and with_contract and ended_at is null
                and least(valid_until, certified_until, 'infinity') >= new.first_day;
          end if;
        elsif new.stage in ('WITHDRAWN', 'GIVEN_BACK') and new.first_day is not null then
          update certifications set ended_at = new.stage_at
            where contractor_id = new.contractor_id and organ_id = new.organ_id and ended_at is null
              and certified_until >= (new.stage_at at time zone 'Asia/Tokyo')::date;
        end if;
        if new.stage in ('WITHDRAWN', 'GIVEN_BACK', 'REPLACED') then
          update certifications set ended_at = new.stage_at where id = new.id and ended_at is null;
        elsif tg_op = 'UPDATE' and new.last_day < old.last_day then
          update certifications set valid_until = new.last_day where id = new.id;
        end if;
        return null;
      end $$;

    -- A notice has served when its time is over: the night destroys it, and the ledger keeps that it did.
    grant delete on right_ended_notices to sekisho_worker;
  `.execute(db);
}
