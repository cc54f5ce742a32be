import type pg from 'pg';
import type { Logger } from 'pino';
import type { EpochKms } from '../privacy/kms.js';
import { rotateBatch } from './rotation.js';

/**
 * A key-encryption key is an epoch: it begins, another takes its place, every live key is put under that one, and when
 * no backup that may still be wanted needs it, it is destroyed. From then on a copy of a wrapped key, in whichever
 * backup, opens nothing: so long a destroyed file lived on there.
 */
export interface Epoch {
  readonly id: string;
  readonly beganAt: Date;
  /** Since when another one is current. */
  readonly supersededAt: Date | null;
  /** Since when no live key needs it: it is closed. The backup window counts from here. */
  readonly rewrappedAt: Date | null;
  /** Said before it is done: killed in between, the next turn goes on. */
  readonly destroyingAt: Date | null;
  readonly destroyedAt: Date | null;
}

/** What the operator sets. Without a number the act is nobody's but a person's: the one brings a new key, the other has no way back. */
export interface EpochRules {
  /** How long an epoch is the current one. */
  readonly epochDays: number | undefined;
  /** How long backups are kept. */
  readonly backupDays: number | undefined;
}

export interface EpochParts {
  readonly pool: pg.Pool;
  readonly kms: EpochKms;
  readonly log: Logger;
  readonly rules: EpochRules;
}

const DAY_MS = 86_400_000;
/** The activity worker says every half minute what the register has alone. Older than this is not known. */
const REPORT_MS = 3_600_000;
const BATCH = 500;
const LOCK = 7_206_004;

/** One turn: notices, opens, rewraps, closes, destroys, each committed by itself. Of several services at once one does it. */
export async function turnEpochs(
  parts: EpochParts,
  now: Date,
  { open = false, noticeOnly = false } = {},
): Promise<void> {
  const client = await parts.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK]);
    if (rows[0]?.mine !== true) return;
    await notice(parts, now);
    if (noticeOnly) return;
    await openWhenDue(parts, now, open);
    await close(parts, now);
    await destroyWhenDue(parts, now);
  } finally {
    // The lock goes with the connection, whatever became of it.
    client.release(true);
  }
}

export async function epochs(pool: pg.Pool): Promise<Epoch[]> {
  const { rows } = await pool.query<Epoch>(
    `select id, began_at as "beganAt", superseded_at as "supersededAt", rewrapped_at as "rewrappedAt",
       destroying_at as "destroyingAt", destroyed_at as "destroyedAt" from epochs order by number`,
  );
  return rows;
}

/** What the register has alone, as the activity worker says it: such a key is not in our table, and needs its epoch. */
export async function registerNeeds(pool: pg.Pool, kekIds: readonly string[], now: Date): Promise<void> {
  await pool.query(
    `insert into register_needs (only_row, kek_ids, said_at) values (true, $1, $2)
     on conflict (only_row) do update set kek_ids = excluded.kek_ids, said_at = excluded.said_at`,
    [kekIds, now],
  );
}

/** Keys that a person put into the key file, or took out of it, are epochs as well. What came back is destroyed again. */
async function notice({ pool, kms, log }: EpochParts, now: Date): Promise<void> {
  const current = await kms.current();
  const held = (await kms.ids()).toSorted((a, b) => Number(a === current) - Number(b === current));
  for (const id of held)
    await pool.query('insert into epochs (id, began_at) values ($1, $2) on conflict do nothing', [id, now]);
  await pool.query(
    `update epochs set superseded_at = case when id = $1 then null else coalesce(superseded_at, $2) end,
       rewrapped_at = case when id = $1 then null else rewrapped_at end
     where (id = $1) = (superseded_at is not null) and destroying_at is null`,
    [current, now],
  );
  await pool.query('update keys set ended_under = $1 where wrapped is null and ended_under is null', [
    current,
  ]);
  const known = await epochs(pool);
  for (const { id } of known.filter((one) => one.destroyedAt !== null && held.includes(one.id))) {
    log.error({ event: 'destroyed-epoch-came-back', target: id }, 'a destroyed key is in the key file again');
    if (id !== current) await kms.destroy(id);
  }
}

async function openWhenDue({ pool, kms, log, rules }: EpochParts, now: Date, asked: boolean): Promise<void> {
  const known = await epochs(pool);
  const current = known.find((one) => one.supersededAt === null);
  const due = current && rules.epochDays !== undefined && isOver(current.beganAt, rules.epochDays, now);
  if (!current || !(asked || due)) return;
  const id = await kms.open(known.map((one) => one.id));
  log.info({ event: 'epoch-opened', target: id }, 'a new key-encryption key is the current one');
  await notice({ pool, kms, log, rules }, now);
}

/** Every live key under the current one, by the batches of a rotation; an epoch that nothing needs any more is closed. */
async function close({ pool, kms }: EpochParts, now: Date): Promise<void> {
  const { rows } = await pool.query('select 1 from epochs where superseded_at is not null limit 1');
  if (rows.length === 0) return;
  // A key that came in late, of a release before, begins the window anew: a backup has it since.
  await pool.query(
    `update epochs e set rewrapped_at = null
     where rewrapped_at is not null and destroying_at is null and exists (select from keys where kek_id = e.id)`,
  );
  const newest = await kms.current();
  let after: string | null = null;
  do after = (await rotateBatch(pool, kms, newest, { after, limit: BATCH })).next;
  while (after !== null);
  await pool.query(
    `update epochs e set rewrapped_at = case
         when exists (select from keys where kek_id = e.id) then null
         when exists (select from register_needs where e.id = any (kek_ids)) then null
         when exists (select from register_needs where said_at > $2) then coalesce(rewrapped_at, $1)
         else rewrapped_at end
     where superseded_at is not null and destroying_at is null`,
    [now, heardSince(now)],
  );
}

async function destroyWhenDue({ pool, kms, log, rules }: EpochParts, now: Date): Promise<void> {
  for (const { id, rewrappedAt, destroyingAt, destroyedAt } of await epochs(pool)) {
    if (destroyedAt !== null) continue;
    if (destroyingAt === null) {
      const { backupDays } = rules;
      // The oldest first: whatever was wrapped under this one may have been under an older one before.
      if (rewrappedAt === null || backupDays === undefined || !isOver(rewrappedAt, backupDays, now)) return;
      if (!(await isOurs({ pool, kms, log }, id))) return;
      if (!(await markDestroying(pool, id, now))) return;
    }
    await kms.destroy(id);
    if ((await kms.ids()).includes(id)) throw new Error('a key that was destroyed is still there');
    await pool.query('update epochs set destroyed_at = $2 where id = $1', [id, now]);
    log.info({ event: 'epoch-destroyed', target: id }, 'what it had wrapped opens in no backup any more');
  }
}

/**
 * One that a person took out of the key file is noted as destroyed. Where one is missing that live keys need, this is the
 * wrong file or the wrong token, and what is not here may be whole elsewhere.
 */
async function isOurs(
  { pool, kms, log }: Pick<EpochParts, 'pool' | 'kms' | 'log'>,
  id: string,
): Promise<boolean> {
  const held = await kms.ids();
  if (held.includes(id)) return true;
  const needed = (await epochs(pool)).filter((one) => one.rewrappedAt === null && one.destroyingAt === null);
  const missing = needed.some((one) => !held.includes(one.id));
  if (missing)
    log.error(
      { event: 'epochs-not-held', target: id },
      'no key is noted as destroyed: needed ones are not here',
    );
  return !missing;
}

/** Looked at once more with every writer of keys held off: from here on no row may come in under it. */
async function markDestroying(pool: pg.Pool, id: string, now: Date): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('lock table keys in share row exclusive mode');
    const { rowCount } = await client.query(
      `update epochs e set destroying_at = $2 where id = $1 and superseded_at is not null
         and not exists (select from keys where kek_id = $1)
         and exists (select from register_needs where said_at > $3 and not $1 = any (kek_ids))`,
      [id, now, heardSince(now)],
    );
    await client.query('commit');
    return rowCount === 1;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

function heardSince(now: Date): Date {
  return new Date(now.getTime() - REPORT_MS);
}

function isOver(since: Date, days: number, now: Date): boolean {
  return now.getTime() - since.getTime() >= days * DAY_MS;
}

/** The first day on which an epoch can be destroyed, as far as is known: null where no rule says when. */
export function notBefore(epoch: Epoch, { epochDays, backupDays }: EpochRules): Date | null {
  if (backupDays === undefined) return null;
  const closing =
    epoch.rewrappedAt ??
    epoch.supersededAt ??
    (epochDays === undefined ? null : new Date(epoch.beganAt.getTime() + epochDays * DAY_MS));
  return closing && new Date(closing.getTime() + backupDays * DAY_MS);
}
