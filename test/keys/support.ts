import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type CallerName, credentialFile, ensureCallers, readCallers } from '../../keys/callers.js';
import { openKeyStore } from '../../keys/key-store.js';
import { startKeyService } from '../../keys/service.js';
import type { KeyWanted } from '../../privacy/data-keys.js';
import { type EpochKms, type Kms, localKms } from '../../privacy/kms.js';
import { createLogger } from '../../privacy/redact.js';
import { keyService } from '../../privacy/remote-keys.js';
import { createVaultKey } from '../../privacy/vault-crypto.js';
import { databaseUrls } from '../../store/bootstrap.js';
import { given } from '../support/database.js';

export const RULES = { epochDays: 90, backupDays: 35 };

/** A key service on a database and a key file of its own. */
export async function openKeyHouse() {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-keys-'));
  const server = given('TEST_DATABASE_URL');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, `create database ${name}_keys owner sekisho_keys`);
  const url = databaseUrls(server, name).keys;
  const keyFile = path.join(folder, 'vault.json');
  const callersFile = path.join(folder, 'callers.json');
  ensureCallers(folder, callersFile);
  const start = async (kms: EpochKms = localKms(keyFile, { create: true }), port = 0, now?: () => Date) => {
    const store = openKeyStore(url);
    await store.migrate();
    const service = await startKeyService({
      store,
      kms,
      rules: RULES,
      ...(now && { now }),
      callers: readCallers(callersFile),
      log: createLogger({ process: 'test', level: process.env.TEST_LOG ?? 'silent' }),
      port,
      bindAddress: '127.0.0.1',
    });
    return {
      url: service.url,
      stop: async () => {
        await service.stop();
        await store.stop();
      },
    };
  };
  const rows = new pg.Pool({ connectionString: url, max: 2 });
  rows.on('error', () => {});
  return {
    folder,
    keyFile,
    url,
    rows,
    start,
    /** What a process of that name asks by. */
    as: (name: CallerName, at: { readonly url: string }) =>
      keyService({ url: at.url, credentialFile: credentialFile(folder, name) }),
    log: async () =>
      (
        await rows.query<LogRow>(
          'select act, caller, key_id, owner_kind, class, serves from key_log order by id',
        )
      ).rows,
    stop: async () => {
      await rows.end();
      await asAdmin(server, `drop database if exists ${name}_keys with (force)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface LogRow {
  readonly act: string;
  readonly caller: string;
  readonly key_id: string;
  readonly owner_kind: string | null;
  readonly class: string | null;
  readonly serves: string;
}

/** A key as a release before, or a seed, has put it into the register alone. */
export async function registersOwn(
  kms: Kms,
  docClass = 'REASONS',
): Promise<KeyWanted & { readonly dataKey: Uint8Array }> {
  const scope = { ownerKind: 'case', ownerId: randomUUID(), docClass };
  const { keyId, wrapped, dataKey } = await createVaultKey(kms, scope);
  return { keyId, wrapped, scope, dataKey };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
