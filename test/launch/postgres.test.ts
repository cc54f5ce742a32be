import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from '../../launch/postgres.js';
import { temporaryFolder } from '../support/child-process.js';

describe('the embedded PostgreSQL', () => {
  const folder = temporaryFolder();
  // Too long for a socket.
  const dataDir = path.join(folder.path, 'a-folder-of-a-checkout-somewhere-deep-down'.repeat(3), 'postgres');
  let server: RunningPostgres;
  beforeAll(async () => {
    mkdirSync(path.dirname(dataDir), { recursive: true });
    server = await startPostgres({ dataDir, log: () => {} });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  async function query(text: string): Promise<unknown[][]> {
    const client = new pg.Client({ connectionString: server.url('postgres', 'postgres') });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query({ text, rowMode: 'array' })).rows as unknown[][];
    } finally {
      await client.end();
    }
  }

  test('orders by code point, counts in UTC, and listens on no port', async () => {
    const [row] = await query(`select current_setting('listen_addresses'), current_setting('timezone'),
      (select datcollate from pg_database where datname = 'postgres'), current_setting('fsync')`);
    expect(row).toEqual(['', 'UTC', 'C', 'on']);
  });

  test('keeps what was committed when all its processes are killed, and starts again at once', async () => {
    await query('create table kept (word text)');
    await query(`insert into kept values ('committed')`);
    killEverythingBelow(dataDir);
    await server.exited;
    server = await startPostgres({ dataDir, log: () => {} });
    expect(await query('select word from kept')).toEqual([['committed']]);
  });
});

describe('where root may not make user namespaces, as in most containers', () => {
  const folder = temporaryFolder();
  const { PATH } = process.env;
  let server: RunningPostgres | undefined;
  beforeAll(() => {
    // `unshare` is not there; `ps`, which looks for orphans, is.
    const bin = path.join(folder.path, 'bin');
    mkdirSync(bin);
    symlinkSync(execFileSync('which', ['ps'], { encoding: 'utf8' }).trim(), path.join(bin, 'ps'));
    process.env.PATH = bin;
  });
  afterAll(async () => {
    process.env.PATH = PATH;
    await server?.stop();
    folder.remove();
  });

  test('it runs as another user, in a state folder closed to others', async () => {
    // `mkdtemp` made it for its owner alone, as the launcher does.
    server = await startPostgres({ dataDir: path.join(folder.path, 'postgres'), log: () => {} });
    const client = new pg.Client({ connectionString: server.url('postgres', 'postgres') });
    await client.connect();
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  }, 60_000);
});

function killEverythingBelow(mark: string): void {
  const lines = execFileSync('ps', ['-eo', 'pid=,command='], { encoding: 'utf8' }).split('\n');
  for (const line of lines.filter((one) => one.includes(mark)))
    process.kill(Number.parseInt(line, 10), 'SIGKILL');
}
