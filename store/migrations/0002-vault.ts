import { type Kysely, sql } from 'kysely';

/**
 * The vault: everything personal, sealed per owner and document class. The keys stand in a schema of their own, the
 * seam for the key store that a later step moves out of this database.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table vault_keys (
      key_id uuid primary key,
      owner_kind text not null,
      owner_id uuid not null,
      class text not null,
      kek_id text,
      wrapped bytea,
      created_at timestamptz not null,
      destroyed_at timestamptz,
      unique (owner_kind, owner_id, class),
      check ((wrapped is null) = (destroyed_at is not null))
    );
    create table vault_documents (
      id uuid primary key,
      owner_kind text not null check (owner_kind in ('subject', 'case')),
      owner_id uuid not null,
      class text not null,
      key_id uuid not null references vault_keys,
      blob bytea not null,
      created_at timestamptz not null
    );
    create index vault_documents_owner on vault_documents (owner_id, class, created_at);
  `.execute(db);
}
