import type pg from 'pg';
import type { KeyEndings } from '../privacy/data-keys.js';
import { type EpochRules, epochs, notBefore } from './epochs.js';

/** What became of keys: when one ended, and since when its epoch is gone, or from when at the earliest. */
export async function endings(
  pool: pg.Pool,
  rules: EpochRules,
  { ownerKind, ownerId, keyIds }: { ownerKind: string; ownerId: string; keyIds: readonly string[] },
): Promise<KeyEndings> {
  const { rows } = await pool.query<{ keyId: string; endedAt: Date | null; epoch: string | null }>(
    `select key_id as "keyId", destroyed_at as "endedAt", ended_under as epoch from keys
     where owner_id = $2 and owner_kind = $1 or key_id = any ($3::uuid[])`,
    [ownerKind, ownerId, keyIds],
  );
  const known = new Map((await epochs(pool)).map((one) => [one.id, one]));
  const found = rows.map(({ keyId, endedAt, epoch: id }) => {
    const epoch = endedAt === null || id === null ? undefined : known.get(id);
    const [goneAt, day] = [epoch?.destroyedAt ?? null, epoch ? notBefore(epoch, rules) : null];
    return {
      keyId,
      endedAt: endedAt?.toISOString() ?? null,
      goneAt: goneAt?.toISOString() ?? null,
      notBefore: day?.toISOString() ?? null,
    };
  });
  return { endings: found, backupDays: rules.backupDays ?? null };
}
