import { sql } from 'kysely';
import type { CaseKind } from '../domain/stages.js';
import type { Db, Tx } from './db.js';
import type { PushType } from './outbox.js';

/** A message taken from the outbox, with the case as it stands now. Leased: a crash gives it back. */
export type Claimed = {
  readonly id: string;
  readonly lane: string;
  readonly caseId: string;
  readonly caseKind: CaseKind;
  readonly organId: string;
  readonly ended: boolean;
  readonly attempts: number;
  /** The newest bell of the lane at the time of the claim: one ring serves all up to it. */
  readonly lastRing: string | null;
} & (
  | { readonly kind: 'RING' }
  | { readonly kind: 'COMPLETE'; readonly requestId: string }
  | { readonly kind: 'PUSH'; readonly requestId: string; readonly type: PushType }
);

export const LEASE_SECONDS = 30;
/** A provider that cannot be told for this long becomes a dead letter for a person; it still sees its open requests. */
const PUSH_ATTEMPTS = 30;

/**
 * The first open message of each lane that is ready, at most `limit`. Two relays never take the same one. `offset 0` keeps
 * "none before it" a question asked of the index for each: planned in a quiet moment as a join, it compared every open
 * message with every other, which after an hour without an engine no time limit allowed.
 */
export async function claimMessages(
  db: Db,
  kinds: readonly Claimed['kind'][],
  limit: number,
): Promise<Claimed[]> {
  const { rows } = await sql<Row>`
    with ready as (
      select o.id from outbox o
      where o.done_at is null and o.dead_at is null and o.kind = any (${[...kinds]})
        and o.next_at <= clock_timestamp()
        and (o.leased_until is null or o.leased_until < clock_timestamp())
        and not exists (select 1 from outbox e where e.lane = o.lane and e.id < o.id
          and e.done_at is null and e.dead_at is null offset 0)
      order by o.next_at, o.id limit ${limit} for update skip locked
    )
    update outbox o set attempts = attempts + 1,
      leased_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from ready, cases c where o.id = ready.id and c.id = o.case_id
    returning o.id, o.lane, o.case_id, o.kind, o.payload, o.attempts, c.kind as case_kind, c.organ_id, c.ended,
      (select max(r.id) from outbox r where r.lane = o.lane and r.kind = 'RING'
        and r.done_at is null and r.dead_at is null) as last_ring
  `.execute(db);
  return rows.map(
    (row) =>
      ({
        ...row.payload,
        id: row.id,
        lane: row.lane,
        kind: row.kind,
        caseId: row.case_id,
        caseKind: row.case_kind,
        organId: row.organ_id,
        ended: row.ended,
        attempts: row.attempts,
        lastRing: row.last_ring,
      }) as Claimed,
  );
}

interface Row {
  id: string;
  lane: string;
  case_id: string;
  kind: Claimed['kind'];
  payload: Record<string, string>;
  attempts: number;
  last_ring: string | null;
  case_kind: CaseKind;
  organ_id: string;
  ended: boolean;
}

/**
 * Done. One ring serves every bell of the lane that was there when it was claimed. True: the lane has more, which is
 * ready from now on.
 */
export async function finishMessage(db: Db, message: Claimed): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    with served as (
      select id from outbox where lane = ${message.lane} and done_at is null and dead_at is null
        and (id = ${message.id} or (${message.kind} = 'RING' and kind = 'RING' and id <= ${message.lastRing}))
    ), done as (
      update outbox set done_at = clock_timestamp(), leased_until = null
      where id in (select id from served) and done_at is null
      returning id
    )
    select exists (select 1 from outbox o where o.lane = ${message.lane} and o.done_at is null and o.dead_at is null
      and o.id not in (select id from done)) as more
  `.execute(db);
  return rows[0]?.more ?? true;
}

/** Refused: back off, engine messages up to 5 s (its case must not sleep long), provider messages up to 10 min. */
export async function deferMessage(db: Db, message: Claimed, reason: string): Promise<void> {
  const cap = message.kind === 'PUSH' ? 600 : 5;
  const seconds = backoff(message.attempts, cap);
  const dead = message.kind === 'PUSH' && message.attempts >= PUSH_ATTEMPTS;
  await sql`update outbox set leased_until = null, last_error = ${reason},
    next_at = clock_timestamp() + make_interval(secs => ${seconds}),
    dead_at = ${dead ? sql`clock_timestamp()` : sql`null`} where id = ${message.id} and done_at is null`.execute(
    db,
  );
}

/** Nobody was there to take it: it was not tried, and goes behind those that have not been of late. */
export async function giveBack(db: Db, message: Claimed, reason: string): Promise<void> {
  await sql`update outbox set leased_until = null, last_error = ${reason}, attempts = greatest(attempts - 1, 0),
    next_at = clock_timestamp() where id = ${message.id} and done_at is null`.execute(db);
}

/** An answer whose case would not take it. Never dropped for that: it is tried again, and listed. */
export async function deferAnswer(db: Db, inboxId: string, reason: string): Promise<void> {
  await sql`update inbox set attempts = attempts + 1, last_error = ${reason}, next_at = clock_timestamp()
    + make_interval(secs => least(60, 0.2 * power(2, least(attempts, 20))) * (0.5 + random() / 2))
    where id = ${inboxId} and filed_at is null`.execute(db);
}

/** Twice as long each time up to the cap, and up to half of it less, so that many do not come back at once. */
function backoff(attempts: number, capSeconds: number): number {
  return Math.min(capSeconds, 0.2 * 2 ** Math.min(attempts, 20)) * (0.5 + Math.random() / 2);
}

/**
 * Once the clock was moved, engine timers are late: ring every case with a deadline that has fallen due and nothing on
 * its way. Does nothing on a clock nobody moved.
 */
export async function ringDueCases(db: Db): Promise<void> {
  await sql`
    with due as (
      update deadlines d set rung_at = clock_timestamp() from clock
      where clock.offset_ms > 0 and d.closed_at is null and d.handled_by = 'workflow'
        and d.due_at <= clock_timestamp() + make_interval(secs => clock.offset_ms / 1000.0)
        and (d.rung_at is null or d.rung_at < clock_timestamp() - interval '5 seconds')
      returning d.case_id
    )
    insert into outbox (lane, case_id, kind, payload) select distinct 'case/' || case_id, case_id, 'RING', '{}'::jsonb from due
  `.execute(db);
}

/**
 * Whether the case's workflow has ever seen this request as open. If not, its next look (a bell is on the way) finds it
 * answered already; if so, and the engine waits for it no more, it must be told to look. Read after the engine's no.
 */
export async function workflowKnows(db: Db, requestId: string): Promise<boolean> {
  const { rows } = await sql<{ knows: boolean }>`
    select c.handled_seq >= k.created_seq as knows from checks k join cases c on c.id = k.case_id
    where k.request_id = ${requestId}
  `.execute(db);
  return rows[0]?.knows ?? true;
}

/**
 * A case that ended after its workflow was lost, or before it had one: nobody will look at it any more, and nothing
 * waits for that. Whatever runs for it later is a stranger's (strangers.ts).
 */
export async function nobodyToTell(db: Db, caseId: string): Promise<void> {
  await sql`
    update cases set handled_seq = rung_seq,
      run_id = coalesce(run_id, 'none')
    where id = ${caseId} and ended and handled_seq < rung_seq
  `.execute(db);
}

/** A message that did not get through: given up (`DEAD`), or refused so often that a person should look (`FAILING`). */
export interface DeadLetter {
  readonly id: string;
  readonly caseId: string;
  readonly kind: Claimed['kind'] | 'FILE';
  readonly state: 'DEAD' | 'FAILING';
  readonly attempts: number;
  readonly lastError: string | null;
}

/** By then an engine message has been refused for a minute. An engine out of reach counts none. */
export const FAILING_AFTER = 15;

export async function deadLetters(db: Db): Promise<(DeadLetter & { readonly since: string })[]> {
  const { rows } = await sql<LetterRow & { since: Date }>`
    select * from sekisho_dead_letters(${FAILING_AFTER}) order by since, id limit 500
  `.execute(db);
  return rows.map((row) => ({ ...letterOf(row), since: row.since.toISOString() }));
}

/** Sends letters again as if for the first time. Those of `ids` that still were letters, as they stood. */
export async function redriveLetters(tx: Tx, ids: readonly string[]): Promise<DeadLetter[]> {
  const { rows } = await sql<LetterRow>`
    select * from sekisho_redrive(${[...ids]}, ${FAILING_AFTER}) order by id
  `.execute(tx);
  return rows.map(letterOf);
}

interface LetterRow {
  id: string;
  case_id: string;
  kind: DeadLetter['kind'];
  state: DeadLetter['state'];
  attempts: number;
  last_error: string | null;
}

function letterOf(row: LetterRow): DeadLetter {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    state: row.state,
    attempts: row.attempts,
    lastError: row.last_error,
  };
}
