import { type Kysely, sql } from 'kysely';

/** The register: cases of three kinds, what was done to them, what is due, what waits to be sent, what came in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organs (
      id uuid primary key,
      name_ja text not null,
      name_en text not null
    );
    create table contractors (
      id uuid primary key,
      name_ja text not null,
      name_en text not null
    );
    -- Art. 10: a contractor counts only while certified by, and under contract with, this organ.
    create table certifications (
      id uuid primary key,
      contractor_id uuid not null references contractors,
      organ_id uuid not null references organs,
      valid_from date not null,
      valid_until date
    );
    -- Nothing personal here: the identity document is in the vault; person_index is a keyed hash that finds the same
    -- person again without reading anyone.
    create table subjects (
      id uuid primary key,
      person_index bytea not null unique,
      created_at timestamptz not null
    );
    create table principals (
      id uuid primary key,
      sub text not null collate "C",
      role text not null,
      organ_id uuid references organs,
      contractor_id uuid references contractors,
      subject_id uuid references subjects,
      created_at timestamptz not null,
      unique nulls not distinct (sub, role, organ_id, contractor_id, subject_id)
    );

    create table clock (
      only_row boolean primary key default true check (only_row),
      offset_ms bigint not null default 0 check (offset_ms >= 0)
    );
    insert into clock default values;

    create table cases (
      id uuid primary key,
      kind text not null check (kind in ('application', 'clearance', 'grievance')),
      organ_id uuid not null references organs,
      subject_id uuid not null references subjects,
      contractor_id uuid references contractors,
      stage text not null collate "C",
      seq integer not null,
      waiting_on text not null,
      ended boolean not null,
      policy_version text not null,
      periods jsonb not null,
      opened_at timestamptz not null,
      stage_at timestamptz not null,
      ended_at timestamptz,
      -- What the workflow must see, and what it has seen: the case is quiet when handled_seq >= rung_seq.
      rung_seq integer not null,
      handled_seq integer not null default 0
    );
    create index cases_queue on cases (organ_id, kind, ended, stage_at, id);
    create index cases_subject on cases (subject_id);
    create index cases_contractor on cases (contractor_id) where contractor_id is not null;
    create index cases_unquiet on cases (id) where handled_seq < rung_seq;
    create unique index cases_one_open_application on cases (subject_id, organ_id) where kind = 'application' and not ended;
    create unique index cases_one_held_clearance on cases (subject_id, organ_id) where kind = 'clearance' and not ended;

    create table clearances (
      id uuid primary key references cases,
      application_id uuid not null,
      notified_at timestamptz not null,
      last_valid_day date not null,
      expires_at timestamptz not null,
      pledged_at timestamptz,
      doubt_served_at timestamptz,
      doubt_application_id uuid,
      renewal_application_id uuid,
      superseded_by uuid
    );
    create table applications (
      id uuid primary key references cases,
      ground text not null check (ground in ('NEW_HANDLER', 'RENEWAL', 'DOUBT')),
      clearance_id uuid references clearances,
      mode text check (mode in ('UNIFIED', 'SELF', 'REUSED')),
      served_text text,
      served_at timestamptz,
      consented_at timestamptz,
      inquiry_consent jsonb not null default '{}',
      stated_items text[] not null default '{}',
      reasons_waived boolean not null default false,
      decision text check (decision in ('FOUND', 'NOT_FOUND')),
      decided_at timestamptz,
      notified_at timestamptz,
      pledged_at timestamptz,
      not_conducted_reason text,
      constraint consent_follows_notice check (consented_at is null or consented_at >= served_at),
      constraint notified_follows_decision check (notified_at is null or notified_at >= decided_at)
    );
    alter table clearances add foreign key (application_id) references applications;
    create table grievances (
      id uuid primary key references cases,
      application_id uuid not null references applications
    );
    create table assignments (
      case_id uuid not null references cases,
      sub text not null collate "C",
      primary key (case_id, sub)
    );

    -- A tie to the subject binds in every case about them, not only in the one where it came to light.
    create table conflicts (
      subject_id uuid not null references subjects,
      sub text not null collate "C",
      declared_at timestamptz not null,
      primary key (subject_id, sub)
    );

    create table commands (
      command_id uuid primary key,
      case_id uuid not null references cases,
      seq integer not null,
      action text not null,
      sub text,
      role text not null,
      at timestamptz not null,
      from_stage text not null,
      to_stage text not null,
      details jsonb not null,
      unique (case_id, seq)
    );
    create table ledger (
      id uuid primary key,
      at timestamptz not null,
      recorded_at timestamptz not null default clock_timestamp(),
      event text not null,
      article text not null,
      case_id uuid,
      organ_id uuid,
      subject_id uuid,
      sub text,
      role text not null,
      purpose text not null,
      command_id uuid,
      details jsonb not null
    );
    create index ledger_case on ledger (case_id, at);
    create index ledger_at on ledger (at, id);

    create table deadlines (
      id uuid primary key,
      case_id uuid not null references cases,
      kind text not null,
      request_id uuid,
      due_at timestamptz not null,
      set_seq integer not null,
      handled_by text not null,
      rung_at timestamptz,
      closed_at timestamptz,
      outcome text check (outcome in ('HANDLED', 'MET', 'MOOT'))
    );
    create index deadlines_open on deadlines (due_at) where closed_at is null;
    create index deadlines_case on deadlines (case_id) where closed_at is null;

    create table providers (
      source text primary key,
      credential_hash bytea not null unique,
      push_url text,
      webhook_secret_ref text
    );
    create table checks (
      request_id uuid primary key,
      case_id uuid not null references applications,
      code text not null,
      item text not null,
      source text not null,
      status text not null check (status in ('OPEN', 'ANSWERED', 'LATE', 'CANCELLED')),
      finding text,
      created_seq integer not null,
      created_at timestamptz not null,
      due_at timestamptz not null,
      answered_at timestamptz,
      resolved_at timestamptz,
      asked_again_as uuid,
      check ((status = 'OPEN') = (finding is null) or status = 'CANCELLED')
    );
    create index checks_case on checks (case_id);
    create index checks_source on checks (source) where status = 'OPEN';
    create table inbox (
      id uuid primary key,
      request_id uuid not null unique,
      source text not null,
      answer text,
      statement_id uuid,
      content_hash bytea not null,
      received_at timestamptz not null,
      filed_at timestamptz,
      disposition text check (disposition in ('FILED', 'DROPPED'))
    );
    create index inbox_unfiled on inbox (received_at) where filed_at is null;

    -- Sent in order within a lane; a lane is one case's engine messages or one request's provider messages.
    create table outbox (
      id bigint generated always as identity primary key,
      lane text not null collate "C",
      case_id uuid not null,
      kind text not null check (kind in ('RING', 'COMPLETE', 'PUSH')),
      payload jsonb not null,
      created_at timestamptz not null default clock_timestamp(),
      attempts integer not null default 0,
      next_at timestamptz not null default clock_timestamp(),
      leased_until timestamptz,
      done_at timestamptz,
      dead_at timestamptz,
      last_error text
    );
    create index outbox_open on outbox (lane, id) where done_at is null and dead_at is null;

    create table idempotency (
      sub text not null collate "C",
      key text not null collate "C",
      fingerprint bytea not null,
      status integer not null,
      body jsonb not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (sub, key)
    );
    create table sessions (
      id_hash bytea primary key,
      sub text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null
    );
    create table sweeps (
      id uuid primary key,
      kind text not null,
      at timestamptz not null,
      report jsonb not null
    );
  `.execute(db);
}
