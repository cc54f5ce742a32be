import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { KeysAway } from '../privacy/data-keys.js';
import { preparingPool } from './prepared.js';
import type { Tables } from './tables.js';

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

// A date is a day in Japan, not an instant: keep its text.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * The last one: a prepared statement is planned once, for any values. Left to choose, the server goes on planning those
 * that look cheaper with their values, and with row-level security that costs more than it ever saves.
 */
const SETTINGS = [
  'statement_timeout=30000',
  'lock_timeout=10000',
  'idle_in_transaction_session_timeout=60000',
  'plan_cache_mode=force_generic_plan',
];

/**
 * A pool on one database role. `max` connections, waited for 10 s; a statement over 30 s is cut, a lock waited for over
 * 10 s too, and a server that says nothing at all is given up a little later.
 */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparingPool(poolOn(url, { max })) }) });
}

/** Its connections alone, for whoever asks without Kysely (pipelined.ts). */
export function poolOn(url: string, more: pg.PoolConfig & { readonly pipeline?: boolean }): pg.Pool {
  const config: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 40_000,
    keepAlive: true,
    options: SETTINGS.map((setting) => `-c ${setting}`).join(' '),
    ...more,
  };
  const pool = new pg.Pool(config);
  // A dropped idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // So would one that breaks while it is in use: its query fails, and that is enough to be told.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Whether the register answers, as this role. Rejects if it does not. */
export async function answers(db: Db): Promise<boolean> {
  return (await db.selectFrom('clock').select('offset_ms').executeTakeFirst()) !== undefined;
}

/** Whether an error says "out of reach, try again": connection lost, starting up, lock or serialization trouble. */
export function isTransient(error: unknown): boolean {
  if (error instanceof KeysAway) return true;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return DRIVER_SAYS_AWAY.test(String(error));
  return (
    /^(08|53|57P|40001|40P01|55P03)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57014'].includes(code)
  );
}

/** What the driver says without a code: of a connection that broke, that it cannot get, or that was given up. */
const DRIVER_SAYS_AWAY =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Query read timeout|timeout expired/;

/** The constraint a unique violation names, or undefined. */
export function violated(error: unknown): string | undefined {
  const e = error as { code?: string; constraint?: string } | null;
  return e?.code === '23505' ? e.constraint : undefined;
}
