import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayOf } from '../../domain/calendar.js';
import { grantSignerFromFile } from '../../privacy/grant-signing.js';
import { currentKey, readKeyFile } from '../../privacy/key-file.js';
import { localKeys } from '../../privacy/data-keys.js';
import { ensureProviderSecrets } from '../../sandbox/providers/secrets.js';
import type { SeedParts } from '../../sandbox/seed/play.js';
import { seedCases } from '../../sandbox/seed/seed-cases.js';
import { seedReferenceData } from '../../sandbox/seed/reference-data.js';
import { connect, type Db } from '../../store/db.js';
import { createVault } from '../../store/vault.js';
import { cloneDatabase } from '../support/database.js';

export interface Seeded {
  /** As the database's owner. */
  readonly db: Db;
  readonly url: string;
  /** How many lines each of the starts has played. */
  readonly played: readonly number[];
  readonly day: string;
  readonly parts: SeedParts;
  readonly tookMs: number;
  again(): Promise<number>;
  close(): Promise<void>;
}

/** A database filled as the first start of a sandbox fills it; or by several at once, or by none. */
export async function seededDatabase({ starts = 1 } = {}): Promise<Seeded> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-seed-'));
  const database = await cloneDatabase();
  const db = connect(database.owner, { max: 2 });
  const parts = {
    vault: createVault(localKeys(path.join(folder, 'vault.json'), { create: true })),
    indexKey: currentKey(readKeyFile(path.join(folder, 'index.json'), 'index', { create: true })),
    grants: grantSignerFromFile(path.join(folder, 'grants.json'), 'http://127.0.0.1:9', { create: true }),
    authenticators: randomBytes(32),
  };
  const providers = await ensureProviderSecrets(path.join(folder, 'providers.json'), 'http://127.0.0.1:9');
  const again = async () => {
    await seedReferenceData(db, { indexKey: parts.indexKey, providers });
    return seedCases(database.owner, parts);
  };
  const begun = Date.now();
  await seedReferenceData(db, { indexKey: parts.indexKey, providers });
  const played = await Promise.all(Array.from({ length: starts }, again));
  return {
    db,
    url: database.owner,
    parts,
    played,
    day: dayOf(new Date(begun).toISOString()),
    tookMs: Date.now() - begun,
    again,
    close: async () => {
      await db.destroy();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
