import { createHash } from 'node:crypto';
import pg from 'pg';
import { dayBeside, dayOf } from '../../domain/calendar.js';

/** A register with very many holders, made by statements over whole sets: a thousand items, each with its list. */
export interface Holders {
  readonly holders: number;
  readonly items: number;
  readonly custodians: number;
}

/** Found again without asking the database: the n-th of a kind. */
export function idOf(kind: 'organ' | 'item' | 'subject' | 'application' | 'clearance', n: number): string {
  const hash = createHash('md5').update(`${kind}-${n}`).digest('hex');
  const hex = `${hash.slice(0, 12)}4${hash.slice(13, 16)}8${hash.slice(17)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
export const custodianOf = (item: number, { custodians }: Holders) => `custodian-${item % custodians}`;
/** The item on whose list the n-th holder is. */
export const itemOf = (holder: number, { items }: Holders) => holder % items;

const id = (kind: string, n: string) =>
  `overlay(overlay(md5('${kind}-' || ${n}) placing '4' from 13) placing '8' from 17)::uuid`;

/** As the database's owner. Every tenth holder is suspended, so that there is something to say no to. */
export async function fill(ownerUrl: string, { holders, items, custodians }: Holders): Promise<void> {
  const now = new Date().toISOString();
  const [today, begun] = [dayOf(now), new Date(Date.now() - 400 * 86_400_000).toISOString()];
  const [until, lastDay] = [dayBeside(today, 365), dayBeside(today, 3_250)];
  const client = new pg.Client(ownerUrl);
  await client.connect();
  const many = `generate_series(0, ${holders - 1}) n`;
  const each = `generate_series(0, ${items - 1}) n`;
  const organ = id('organ', "'0'");
  const cases = (
    kind: string,
    stage: string,
  ) => `insert into cases (id, kind, organ_id, subject_id, stage, seq, waiting_on, ended,
      policy_version, periods, opened_at, stage_at, rung_seq, handled_seq)
    select ${id(kind, 'n')}, '${kind}', ${organ}, ${id('subject', 'n')}, ${stage}, 1, 'NOBODY', ${kind === 'application'},
      '2025-05', '{}', '${begun}', '${begun}', 1, 1 from ${many}`;
  try {
    // What is lost with the machine is made again: it is a bench's.
    await client.query('set synchronous_commit = off');
    for (const statement of [
      `insert into organs values (${organ}, '計測', 'Bench')`,
      `insert into principals (id, sub, role, organ_id, created_at)
        select gen_random_uuid(), 'custodian-' || n, 'InformationManager', ${organ}, now() from generate_series(0, ${custodians - 1}) n`,
      `insert into subjects select ${id('subject', 'n')}, decode(md5('index-' || n), 'hex'), now() from ${many}`,
      cases('application', "'CLEARED'"),
      `insert into applications (id, ground, served_text, served_at, consented_at, decision, decided_at, notified_at)
        select ${id('application', 'n')}, 'NEW_HANDLER', 'x', '${begun}', '${begun}', 'FOUND', '${begun}', '${begun}' from ${many}`,
      cases('clearance', "case when n % 10 = 9 then 'SUSPENDED' else 'ACTIVE' end"),
      `insert into clearances (id, application_id, notified_at, last_valid_day, expires_at, pledged_at, doubt_served_at)
        select ${id('clearance', 'n')}, ${id('application', 'n')}, '${begun}', '${lastDay}', '${lastDay}'::date + 1, '${begun}',
          case when n % 10 = 9 then '${begun}'::timestamptz end from ${many}`,
      `insert into information_items (id, organ_id, designation, registered_at, registered_by)
        select ${id('item', 'n')}, ${organ}, 'B-' || n, now(), 'bench' from ${each}`,
      `insert into item_custodians (id, item_id, sub, role, named_at, named_by)
        select gen_random_uuid(), ${id('item', 'n')}, 'custodian-' || n % ${custodians}, 'InformationManager', now(), 'bench' from ${each}`,
      `insert into item_handlers (id, item_id, subject_id, first_day, last_day, listed_at, listed_by)
        select gen_random_uuid(), ${id('item', `n % ${items}`)}, ${id('subject', 'n')}, '${today}', '${until}', now(), 'bench' from ${many}`,
      'vacuum analyze',
    ])
      await client.query(statement);
  } finally {
    await client.end();
  }
}

/** What was filled in is on disk before anything is measured, and not written out beside it. A superuser's to ask for. */
export async function writeOut(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  await client.query('checkpoint').finally(() => client.end());
}

export interface Entries {
  readonly checks: number;
  readonly commits: number;
}

/** What the ledger holds of checks, and in how many transactions they were written. */
export async function countEntries(ownerUrl: string): Promise<Entries> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ checks: string; commits: string }>(
      "select count(*) as checks, count(distinct xmin::text) as commits from ledger where event = 'HandlingChecked'",
    );
    return { checks: Number(rows[0]?.checks), commits: Number(rows[0]?.commits) };
  } finally {
    await client.end();
  }
}
