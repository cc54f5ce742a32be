import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Fault, KeyWanted } from '../../../privacy/data-keys.js';
import { type Kms, localKms } from '../../../privacy/kms.js';
import { openDocument, unwrapVaultKey, type VaultScope } from '../../../privacy/vault-crypto.js';

/** Whoever has every backup: dumps of both databases, the log that PostgreSQL writes ahead, and key files. */

const WRAPPED_BYTES = 60;

export interface Dump {
  /** Every row of every table as text, to search. */
  readonly text: string;
  readonly documents: readonly Sealed[];
  readonly wrapped: readonly KeyWanted[];
}
interface Sealed {
  readonly documentId: string;
  readonly keyId: string;
  readonly scope: VaultScope;
  readonly blob: Buffer;
}
type Row = Record<'id' | 'key_id' | 'owner_kind' | 'owner_id' | 'class' | 'kek_id', string> & {
  blob: Buffer;
  wrapped: Buffer;
};

/** All rows of all tables, and apart what the thief will work with. */
export async function dumpOf(url: string): Promise<Dump> {
  return asClient(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const names = tables.map(({ name }) => name);
    let text = '';
    for (const name of names) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from "${name}" t`);
      text += rows.map(({ line }) => `${line}\n`).join('');
    }
    const documents = names.includes('vault_documents') ? await documentsOf(client) : [];
    const table = names.includes('vault_keys') ? 'vault_keys' : 'keys';
    const { rows } = await client.query<Row>(
      `select key_id, owner_kind, owner_id, class, kek_id, wrapped from ${table} where wrapped is not null`,
    );
    const wrapped = rows.map((row) => ({
      keyId: row.key_id,
      scope: scopeOf(row),
      wrapped: { kekId: row.kek_id, blob: row.wrapped },
    }));
    return { text, documents, wrapped };
  });
}

async function documentsOf(client: pg.Client): Promise<Sealed[]> {
  const { rows } = await client.query<Row>(
    `select d.id, d.key_id, d.blob, k.owner_kind, k.owner_id, k.class
     from vault_documents d join vault_keys k using (key_id)`,
  );
  return rows.map((row) => ({
    documentId: row.id,
    keyId: row.key_id,
    scope: scopeOf(row),
    blob: row.blob,
  }));
}

function scopeOf(row: Row): VaultScope {
  return { ownerKind: row.owner_kind, ownerId: row.owner_id, docClass: row.class };
}

/** What the cluster writes ahead while `work` runs, as its files have it. */
export async function walOf(admin: string, work: () => Promise<void>): Promise<Buffer> {
  const where = () =>
    asClient(admin, async (client) => {
      const { rows } = await client.query<{ file: string; folder: string }>(
        `select pg_walfile_name(pg_current_wal_lsn()) as file, current_setting('data_directory') as folder`,
      );
      return rows[0] ?? { file: '', folder: '' };
    });
  const first = await where();
  await work();
  const last = await where();
  await asClient(admin, (client) => client.query('select pg_switch_wal()'));
  const folder = path.join(first.folder, 'pg_wal');
  // Names of eight digits each: timeline, and a number in two parts of which the second ends at FF.
  const parts: Buffer[] = [];
  for (let file = first.file; ; file = after(file)) {
    parts.push(readFileSync(path.join(folder, file)));
    if (file === last.file) return Buffer.concat(parts);
  }
}

function after(file: string): string {
  const high = Number.parseInt(file.slice(8, 16), 16);
  const low = Number.parseInt(file.slice(16), 16) + 1;
  const hex = (number: number) => number.toString(16).toUpperCase().padStart(8, '0');
  return file.slice(0, 8) + hex(high + (low > 0xff ? 1 : 0)) + hex(low > 0xff ? 0 : low);
}

/** Wrapped keys in a log, by the id that stands before each: the bytes behind a length of sixty. */
export function wrappedInWal(wal: Buffer, known: readonly KeyWanted[]): KeyWanted[] {
  return known.flatMap((one) => {
    const id = Buffer.from(one.keyId.replaceAll('-', ''), 'hex');
    const found: KeyWanted[] = [];
    for (let at = wal.indexOf(id); at >= 0; at = wal.indexOf(id, at + 1)) {
      const near = wal.subarray(at, at + 400);
      // PostgreSQL's short header of a value says its own length as well, shifted by one bit.
      const header = ((WRAPPED_BYTES + 1) << 1) | 1;
      for (let n = near.indexOf(header); n >= 0; n = near.indexOf(header, n + 1)) {
        const blob = Buffer.from(near.subarray(n + 1, n + 1 + WRAPPED_BYTES));
        if (blob.length === WRAPPED_BYTES) found.push({ ...one, wrapped: { ...one.wrapped, blob } });
      }
    }
    return found;
  });
}

/** A key file as it lay on some day, put aside. */
export function keepAside(file: string, aside: string): string {
  copyFileSync(file, aside);
  return aside;
}

/** Tries each wrapped key under each key of a key file, and opens with what comes out. */
export async function recovered(
  documents: readonly Sealed[],
  wrapped: readonly KeyWanted[],
  keyFile: string,
): Promise<string[]> {
  const kms = localKms(keyFile);
  const ids = await kms.ids();
  const contents: string[] = [];
  for (const one of wrapped)
    for (const kekId of new Set([one.wrapped.kekId, ...ids])) {
      const dataKey = await tried(kms, { ...one, wrapped: { kekId, blob: one.wrapped.blob } });
      if (dataKey) contents.push(...openedBy(documents, one, dataKey));
    }
  return [...new Set(contents)].toSorted();
}

async function tried(kms: Kms, one: KeyWanted): Promise<Uint8Array | undefined> {
  return unwrapVaultKey(kms, one, one.scope).catch(() => undefined);
}

/** The documents that a data key opens. */
export function openedBy(
  documents: readonly Sealed[],
  { keyId, scope }: KeyWanted,
  dataKey: Uint8Array | Fault,
): string[] {
  if (typeof dataKey === 'string') return [];
  return documents
    .filter((one) => one.keyId === keyId)
    .map(({ documentId, blob }) =>
      JSON.stringify(openDocument({ keyId, dataKey }, { ...scope, documentId }, { keyId, blob })),
    );
}

export async function asClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
