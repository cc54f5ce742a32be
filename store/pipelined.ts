import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type pg from 'pg';
import { timeAt } from './clock.js';
import { poolOn } from './db.js';
import { nameOf } from './prepared.js';
import { type Scope, scopeQuery } from './scope.js';

/**
 * Connections on which several statements leave together (PostgreSQL's pipelining): for work that is asked so often that
 * what it costs is its trips.
 */
export interface Pipelined {
  /**
   * One transaction in two trips: the first opens it, sets what it may see, reads the clock and asks; the second writes what
   * was made of the answer, and commits. Resolves once that is committed. `read` is asked again where the clock was moved.
   */
  readThenWrite<Row extends object, T>(
    scope: Scope,
    read: (now: string) => Statement,
    write: (rows: Row[], now: string) => { statement: Statement; told: T },
  ): Promise<T>;
  end(): Promise<void>;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export function pipelined(url: string, { max }: { max: number }): Pipelined {
  const pool = poolOn(url, { max, pipeline: true });
  // What the clock was last seen to be ahead: a sandbox's alone ever moves.
  let ahead = 0;
  return {
    readThenWrite: (scope, read, write) =>
      inTransaction(pool, async (client) => {
        const guessed = ahead;
        const now = timeAt(guessed);
        const [, [clock], rows] = await Promise.all([
          client.query('begin'),
          ask<{ offset_ms: string }>(client, written(scopeQuery(scope))),
          ask<never>(client, read(now)),
        ]);
        const offset = Number(clock?.offset_ms);
        // Not by what it is now believed to be: others may have learnt of the move meanwhile.
        const moved = offset !== guessed;
        const at = moved ? timeAt(offset) : now;
        ahead = offset;
        const { statement, told } = write(moved ? await ask<never>(client, read(at)) : rows, at);
        const [, done] = await Promise.all([ask(client, statement), client.query('commit')]);
        // Where a statement failed, the server says ROLLBACK to whoever asks it to commit.
        if (done.command !== 'COMMIT') throw new Error('not committed');
        return told;
      }),
    end: () => pool.end(),
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const told = await work(client);
    client.release();
    return told;
  } catch (error) {
    // What else is under way on it nobody waits for.
    client.release(true);
    throw error;
  }
}

async function ask<Row extends object>(client: pg.PoolClient, { text, values }: Statement): Promise<Row[]> {
  const name = nameOf(text);
  const { rows } = await client.query<Row>({ text, values: [...values], ...(name ? { name } : {}) });
  return rows;
}

const writer = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

function written(query: RawBuilder<unknown>): Statement {
  const { sql: text, parameters: values } = query.compile(writer);
  return { text, values };
}

/**
 * A statement whose text is written once: `build` is given a stand-in for each value, and every value of its text that is a
 * stand-in becomes the value of that name. Others are constants.
 */
export function writtenOnce<Values extends Readonly<Record<string, unknown>>>(
  standIns: Values,
  build: (values: Values) => RawBuilder<unknown>,
): (values: { readonly [Name in keyof Values]: unknown }) => Statement {
  const { text, values: places } = written(build(standIns));
  const names = new Map(Object.entries(standIns).map(([name, standIn]) => [standIn, name]));
  return (values) => ({
    text,
    values: places.map((place) => (names.has(place) ? values[names.get(place) as string] : place)),
  });
}
