import pg from 'pg';

/** What may be written without a command, and why. Everything else that changes needs one in the same transaction. */
interface Exception {
  readonly table: string;
  readonly op: 'INSERT' | 'UPDATE' | 'DELETE';
  /** Only these columns. */
  readonly columns?: readonly string[];
  /** Only together with a row in this table. */
  readonly beside?: 'ledger' | 'inbox';
  readonly why: string;
}

// biome-ignore format: a table
const WITHOUT_COMMAND: readonly Exception[] = [
  { table: 'ledger', op: 'INSERT', why: 'a read of a file is an entry and no step' },
  { table: 'cases', op: 'UPDATE', columns: ['handled_seq', 'rung_seq'], why: 'how far the engine has looked' },
  { table: 'cases', op: 'UPDATE', columns: ['run_id'], why: 'which run of the engine looks after it; none of it moves a case' },
  { table: 'deadlines', op: 'UPDATE', columns: ['rung_at'], why: 'the relay has rung for it' },
  { table: 'outbox', op: 'INSERT', why: 'a message to the engine or a source; what it tells is in the register already' },
  { table: 'outbox', op: 'UPDATE', why: 'sent, or tried again' },
  { table: 'outbox', op: 'DELETE', why: 'swept when done' },
  { table: 'inbox', op: 'INSERT', beside: 'ledger', why: 'an answer has come; filing it is the command' },
  { table: 'inbox', op: 'UPDATE', columns: ['filed_at', 'disposition'], why: 'an answer the case no longer takes is dropped' },
  { table: 'vault_documents', op: 'INSERT', beside: 'inbox', why: 'what the source wrote, sealed' },
  { table: 'vault_keys', op: 'INSERT', beside: 'inbox', why: 'the key that seals it' },
  { table: 'vault_documents', op: 'INSERT', beside: 'ledger', why: 'a draft of a questionnaire, kept: no step' },
  { table: 'vault_documents', op: 'DELETE', beside: 'ledger', why: 'the draft before it' },
  { table: 'vault_keys', op: 'INSERT', beside: 'ledger', why: 'the key that seals it' },
  { table: 'originals', op: 'INSERT', beside: 'ledger', why: 'a signed paper is keyed in; the step comes with the second person' },
  { table: 'original_questions', op: 'INSERT', beside: 'ledger', why: 'and the further questions that one sheet answers' },
  { table: 'originals', op: 'UPDATE', columns: ['reasons_id', 'settled_at', 'settled_by', 'status'], beside: 'ledger', why: 'a paper is rejected, or overtaken' },
  { table: 'text_screenings', op: 'INSERT', beside: 'ledger', why: 'what a source says waits to be screened; filing it is the command' },
  { table: 'text_screenings', op: 'UPDATE', columns: ['grounds', 'screened_at', 'screened_by', 'status', 'words_id'], beside: 'ledger', why: 'it is screened: no step of the case, so that a grievance leaves none' },
  { table: 'text_screenings', op: 'UPDATE', columns: ['overdue_at', 'reminded_at'], beside: 'ledger', why: 'the night says once that it should be screened, and once that it is late' },
  { table: 'held_words', op: 'INSERT', beside: 'ledger', why: 'what was struck of a file that is held is sealed apart' },
  { table: 'text_screenings', op: 'DELETE', beside: 'ledger', why: 'it goes with an answer that came too late' },
  { table: 'vault_documents', op: 'UPDATE', columns: ['blob'], beside: 'ledger', why: 'and stands in the file without what was struck' },
  { table: 'vault_keys', op: 'DELETE', beside: 'ledger', why: 'the key of what was keyed in from a paper that is settled' },
  { table: 'idempotency', op: 'INSERT', beside: 'ledger', why: 'the answer to an act on no case, remembered' },
  { table: 'certification_files', op: 'INSERT', beside: 'ledger', why: 'a contractor applies; its steps are certification_steps, not commands' },
  { table: 'certification_files', op: 'UPDATE', columns: ['certified_by', 'confirm_by', 'examined_by', 'first_day', 'last_day', 'seq', 'stage', 'stage_at'], beside: 'ledger', why: 'a step of a certification' },
  { table: 'certification_steps', op: 'INSERT', beside: 'ledger', why: 'that step' },
  { table: 'contracts', op: 'INSERT', beside: 'ledger', why: 'a contract is recorded' },
  { table: 'contracts', op: 'UPDATE', columns: ['ended_at', 'ended_by', 'last_day'], beside: 'ledger', why: 'and given its end' },
  { table: 'information_items', op: 'INSERT', beside: 'ledger', why: 'an item of information is registered' },
  { table: 'item_custodians', op: 'INSERT', beside: 'ledger', why: 'its custodian is named' },
  { table: 'item_custodians', op: 'UPDATE', columns: ['ended_at', 'ended_by'], beside: 'ledger', why: 'and the one before is one no more' },
  { table: 'item_handlers', op: 'INSERT', beside: 'ledger', why: 'somebody is put on its list' },
  { table: 'item_handlers', op: 'UPDATE', columns: ['ended_at', 'ended_by'], beside: 'ledger', why: 'and taken off it' },
  { table: 'outages', op: 'INSERT', beside: 'ledger', why: 'an outage is recorded; the days come with the second person' },
  { table: 'outages', op: 'UPDATE', columns: ['confirmed_at', 'confirmed_by'], beside: 'ledger', why: 'and confirmed' },
  { table: 'reporting_lines', op: 'INSERT', beside: 'ledger', why: 'who reports to whom is recorded' },
  { table: 'reporting_lines', op: 'UPDATE', columns: ['ended_at', 'ended_by', 'last_day'], beside: 'ledger', why: 'and ended' },
  { table: 'break_glass', op: 'INSERT', beside: 'ledger', why: 'a case is asked to be opened to who has no part in it' },
  { table: 'break_glass', op: 'UPDATE', columns: ['approved_at', 'approved_by', 'ends_at'], beside: 'ledger', why: 'approved by a second person' },
  { table: 'break_glass', op: 'UPDATE', columns: ['ended_at', 'ended_by'], beside: 'ledger', why: 'and ended before its hour' },
  { table: 'stand_ins', op: 'INSERT', beside: 'ledger', why: 'who stands in for an adjudicator is named' },
  { table: 'stand_ins', op: 'UPDATE', columns: ['ended_at', 'ended_by'], beside: 'ledger', why: 'and ended before its day' },
  { table: 'tie_declarations', op: 'INSERT', beside: 'ledger', why: 'whoever judges says of a case whether they are tied to its person' },
  { table: 'assignments', op: 'DELETE', beside: 'ledger', why: 'or that they are' },
  { table: 'conflicts', op: 'INSERT', beside: 'ledger', why: 'which is then known' },
  { table: 'correction_demands', op: 'INSERT', beside: 'ledger', why: 'an auditor demands a correction' },
  { table: 'correction_demands', op: 'UPDATE', columns: ['closed_at', 'closed_by'], beside: 'ledger', why: 'and closes the demand' },
  { table: 'office_records', op: 'INSERT', beside: 'ledger', why: 'an office that stands in place of an assessment is recorded' },
  { table: 'office_records', op: 'UPDATE', columns: ['ended_at', 'ended_by'], beside: 'ledger', why: 'and ended' },
  { table: 'sds_results', op: 'INSERT', beside: 'ledger', why: 'a result under the 2014 Act is recorded' },
  { table: 'sds_results', op: 'UPDATE', columns: ['ended_at', 'ended_by'], beside: 'ledger', why: 'and ended' },
  { table: 'subjects', op: 'INSERT', beside: 'ledger', why: 'the person that record is about' },
  { table: 'right_ended_notices', op: 'UPDATE', columns: ['acknowledged_at', 'acknowledged_by'], beside: 'ledger', why: 'who was told says so' },
  { table: 'right_ended_notices', op: 'UPDATE', columns: ['reminded_at'], beside: 'ledger', why: 'who was told is reminded' },
  { table: 'right_ended_notices', op: 'DELETE', beside: 'ledger', why: 'a notice has served, and its time is over' },
  { table: 'right_ended_notices', op: 'UPDATE', columns: ['returned_on'], beside: 'ledger', why: 'and is told that the right is back, by a record or a joined one' },
  { table: 'right_ended_notices', op: 'UPDATE', columns: ['returned_seen_at', 'returned_seen_by'], beside: 'ledger', why: 'and says so' },
  { table: 'passings_on', op: 'INSERT', beside: 'ledger', why: 'a contractor says that it passed on what it was told, or is reminded' },
  { table: 'passings_on', op: 'UPDATE', columns: ['passed_on', 'recorded_at', 'recorded_by', 'reminded_at'], beside: 'ledger', why: 'reminded first, and then it says so' },
  { table: 'same_persons', op: 'INSERT', beside: 'ledger', why: 'two records are said to be of one person, or of two' },
  { table: 'same_persons', op: 'UPDATE', columns: ['outcome', 'settled_at', 'settled_by', 'settled_reasons_id'], beside: 'ledger', why: 'and a second person says what becomes of it' },
  { table: 'subjects', op: 'UPDATE', columns: ['person_index'], beside: 'ledger', why: 'the nightly work forgets whom nothing names any more' },
  { table: 'vault_keys', op: 'UPDATE', columns: ['destroyed_at', 'kek_id', 'wrapped'], beside: 'ledger', why: 'and destroys that person\'s key' },
  { table: 'vault_keys', op: 'UPDATE', columns: ['kept'], why: 'the key store has it too' },
  { table: 'vault_keys_ended', op: 'INSERT', why: 'a key that was destroyed is to be destroyed in the key store' },
  { table: 'vault_keys_ended', op: 'DELETE', why: 'and was' },
  { table: 'key_log_compared', op: 'UPDATE', why: 'how far the log of keys was compared' },
  { table: 'sessions', op: 'INSERT', why: 'somebody signed in to the console' },
  { table: 'sessions', op: 'DELETE', why: 'and out' },
  { table: 'idempotency', op: 'DELETE', why: 'answers are remembered for a time' },
  { table: 'sweeps', op: 'INSERT', why: 'what the nightly work did' },
  { table: 'clock', op: 'UPDATE', why: 'the sandbox moves its clock' },
];

export interface Change {
  readonly table: string;
  readonly op: string;
  readonly columns: readonly string[];
  /** A command, and for a case's own row a command on that case, was written in the same transaction. */
  readonly commanded: boolean;
  readonly ledger: boolean;
  readonly inbox: boolean;
  readonly count: number;
}

/** Why these changes are none of a step, or undefined: then somebody wrote what nobody commanded. */
export function explained(change: Change): string | undefined {
  if (change.table === 'commands') return change.ledger ? 'a command with its ledger entry' : undefined;
  if (change.commanded) return change.ledger ? 'part of a command' : undefined;
  return WITHOUT_COMMAND.find(
    ({ table, op, columns, beside }) =>
      table === change.table &&
      op === change.op &&
      (columns === undefined || change.columns.every((one) => columns.includes(one))) &&
      (beside === undefined || change[beside]),
  )?.why;
}

/** From here on every change of a row is noted beside the transaction that made it. For a throw-away database only. */
export async function watchChanges(adminUrl: string): Promise<{ changes(): Promise<Change[]> }> {
  await asAdmin(adminUrl, (client) => client.query(NOTE));
  return {
    changes: () =>
      asAdmin(adminUrl, async (client) => {
        const { rows } = await client.query<Change>(CHANGES);
        return rows;
      }),
  };
}

const NOTE = `
  create schema fuzz_watch;
  create table fuzz_watch.changes (tx xid8 not null, tbl text not null, op text not null, id text, columns text[] not null);
  create function fuzz_watch.note() returns trigger language plpgsql security definer as $$
  declare
    after_row jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    before_row jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  begin
    insert into fuzz_watch.changes values (pg_current_xact_id(), tg_table_name, tg_op,
      coalesce(after_row ->> 'case_id', after_row ->> 'id'),
      array(select key from jsonb_each(after_row) where tg_op = 'UPDATE' and value is distinct from before_row -> key order by key));
    return null;
  end $$;
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
      execute format('create trigger zz_fuzz_watch after insert or update or delete on public.%I for each row execute function fuzz_watch.note()', name);
    end loop;
  end $$;
`;

const CHANGES = `
  with per_tx as (
    select tx, bool_or(tbl = 'ledger') as ledger, bool_or(tbl = 'inbox') as inbox,
      array_agg(distinct id) filter (where tbl = 'commands') as commanded
    from fuzz_watch.changes group by tx
  )
  select tbl as "table", op, columns, ledger, inbox, count(*)::int as count,
    commanded is not null and (tbl <> all (array['cases', 'applications', 'clearances', 'grievances']) or id = any (commanded)
      or (tbl = 'cases' and columns <@ array['handled_seq', 'rung_seq'])) as commanded
  from fuzz_watch.changes join per_tx using (tx)
  group by 1, 2, 3, 4, 5, 7 order by 1, 2, 3
`;

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
