import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Far more than we have, as long as lists of any length are one value: each length of `in (…)` would be another text. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

/**
 * A pool whose connections plan each statement once instead of at every use: row-level security makes planning dearer
 * than running. Kysely writes the same text for the same query, so the text is the key.
 */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const prepared = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    connect: async () => {
      const client = await pool.connect();
      const known = prepared.get(client) ?? preparing(client);
      prepared.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

/** Every text that this process has had planned. */
export function preparedTexts(): string[] {
  return [...names.keys()];
}

function preparing(client: pg.PoolClient): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(asked: string | PostgresCursor<R>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== 'string') throw new Error('a cursor, which nobody here uses');
    const name = nameOf(asked);
    return client.query({ text: asked, values: [...values], ...(name === undefined ? {} : { name }) });
  }
  return { query: query as PostgresPoolClient['query'], release: () => client.release() };
}

/**
 * Undefined for what must not be kept: everything but queries, and queries that take whole rows, for their plan breaks
 * when a migration adds a column under a running process.
 */
export function nameOf(text: string): string | undefined {
  if (!/^\s*(select|insert|update|delete|with)\b/i.test(text) || /(^|[\s.])\*/.test(text)) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
