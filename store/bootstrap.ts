import pg from 'pg';
import { migrate } from './migrate.js';

/** The database roles, one per kind of process. None may bypass row-level security or create anything. */
const ROLES = ['sekisho_owner', 'sekisho_api', 'sekisho_worker', 'sekisho_gateway', 'sekisho_keys'] as const;

export interface DatabaseUrls {
  readonly owner: string;
  readonly api: string;
  readonly worker: string;
  readonly gateway: string;
  /** Of the key service, whose database is another one: nobody else enters it, and it enters no other. */
  readonly keys: string;
}

/**
 * Creates roles and database where absent and migrates: for the embedded PostgreSQL and for tests. A deployment's
 * administrator does the same once by the runbook. `adminUrl` must be a superuser's; safe to repeat.
 */
export async function prepareDatabase(options: {
  adminUrl: string;
  database?: string;
}): Promise<DatabaseUrls> {
  const database = options.database ?? 'sekisho';
  await asAdmin(options.adminUrl, async (client) => {
    for (const role of ROLES) await createRole(client, role);
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${quote(database)} owner sekisho_owner`);
    await createKeyStore(client, keyStoreOf(database));
  });
  const urls = databaseUrls(options.adminUrl, database);
  await migrate(urls.owner);
  return urls;
}

/** The same address for each role. */
export function databaseUrls(adminUrl: string, database: string): DatabaseUrls {
  const as = (role: string) => withUserAndDatabase(adminUrl, role, database);
  return {
    owner: as('sekisho_owner'),
    api: as('sekisho_api'),
    worker: as('sekisho_worker'),
    gateway: as('sekisho_gateway'),
    keys: withUserAndDatabase(adminUrl, 'sekisho_keys', keyStoreOf(database)),
  };
}

function keyStoreOf(database: string): string {
  return `${database}_keys`;
}

async function createKeyStore(client: pg.Client, name: string): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (found.rowCount === 0) await client.query(`create database ${quote(name)} owner sekisho_keys`);
  await client.query(`revoke all on database ${quote(name)} from public`);
}

/** `postgres://user@host/db?host=/socket` with another user and database. The URL class refuses an empty host. */
function withUserAndDatabase(url: string, user: string, database: string): string {
  const parts = /^(postgres(?:ql)?:\/\/)(?:([^@/]*)@)?([^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(url);
  if (!parts) throw new Error('not a PostgreSQL address');
  const password = parts[2]?.split(':')[1];
  return `${parts[1]}${user}${password === undefined ? '' : `:${password}`}@${parts[3]}/${database}${parts[4] ?? ''}`;
}

async function createRole(client: pg.Client, role: string): Promise<void> {
  await client.query(
    `do $$ begin create role ${quote(role)} login; exception when duplicate_object then null; end $$`,
  );
}

async function asAdmin(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    // Two starts at once: one creates, the other finds it done.
    await client.query('select pg_advisory_lock(7206001)');
    await work(client);
  } finally {
    await client.end();
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
