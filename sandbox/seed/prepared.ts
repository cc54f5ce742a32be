import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Db } from '../../store/db.js';

/**
 * Connections that prepare each statement once: a seed sends the same few hundred by the thousand, and a third of what
 * they cost the server is to parse and plan them anew.
 */
export function connectPreparing(url: string, { max }: { max: number }): Db {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => {});
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 40);
    names.set(text, name);
    return name;
  };
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    return {
      // Called with a cursor for streams only, and nothing here streams.
      query: ((text: string, values: unknown[]) =>
        client.query({ name: nameOf(text), text, values })) as unknown as PostgresPoolClient['query'],
      release: () => client.release(),
    };
  };
  return new Kysely({ dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } }) });
}
