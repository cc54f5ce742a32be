import { type Kysely, sql } from 'kysely';

/**
 * Consent may grow by a supplementary one and shrink by what is taken back (Art. 12(3)). The steps are its record, which is
 * append-only; the row of the application says what they come to, for this release and the ones before. The database sees
 * to it that the one never says more than the other, and that no question is asked without it. Expands only: code of the
 * releases before asks nothing without consent either.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_asked_with_consent() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as
      $$ begin
        if not exists (select 1 from applications a where a.id = new.case_id and a.consented_at is not null
            and a.inquiry_consent -> new.code = 'true'::jsonb) then
          raise exception 'a question without consent to it';
        end if;
        return new;
      end $$;
    create trigger asked_with_consent before insert on checks
      for each row execute function sekisho_asked_with_consent();

    -- A yes that was not there when the person consented was given in a later step of theirs.
    create function sekisho_consent_is_given() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as
      $$ begin
        if exists (select 1 from jsonb_each(new.inquiry_consent) n
            where n.value = 'true'::jsonb and coalesce(old.inquiry_consent -> n.key, 'false'::jsonb) <> 'true'::jsonb
              and not exists (select 1 from commands m where m.case_id = new.id and m.action = 'answerSupplement'
                and m.role = 'Subject' and m.details -> 'inquiries' -> n.key = 'true'::jsonb)) then
          raise exception 'a consent that nobody gave';
        end if;
        return new;
      end $$;
    create trigger consent_is_given before update of inquiry_consent on applications
      for each row when (old.consented_at is not null) execute function sekisho_consent_is_given();

    -- An answer to a question that its person has just taken back, which neither a review nor an opinion rests on. The API may
    -- not destroy what is on a file: this it may, in that very step, for the person whose step it is.
    create function sekisho_set_aside(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        with aside as (
          update checks k set status = 'CANCELLED', finding = null
          from cases c join commands w on w.case_id = c.id and w.seq = c.seq and w.action = 'withdrawInquiry'
          where c.id = file and k.case_id = c.id and k.status = 'ANSWERED' and k.resolved_at is null and not k.reused
            and w.details -> 'codes' ? k.code
            and (session_user <> 'sekisho_api' or c.subject_id = any (sekisho_scope('subjects')))
            and not exists (select 1 from commands f join commands o on o.case_id = f.case_id and o.seq > f.seq
              where f.case_id = c.id and f.action = 'fileAnswer' and o.action = 'giveOpinion'
                and f.details ->> 'requestId' = k.request_id::text)
          returning k.request_id
        ), emptied as (
          update inbox set answer = null, statement_id = null where request_id in (select request_id from aside)
        )
        delete from vault_documents d using inbox i
          where i.request_id in (select request_id from aside) and d.id = i.statement_id $$;
    revoke execute on function sekisho_set_aside from public;
    grant execute on function sekisho_set_aside to sekisho_api, sekisho_worker;
    revoke execute on function sekisho_asked_with_consent, sekisho_consent_is_given from public;
  `.execute(db);
}
