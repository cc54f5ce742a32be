import { type Fault, type KeyWanted, unwrapOrFault } from '../privacy/data-keys.js';
import type { Kms } from '../privacy/kms.js';
import {
  createVaultKey,
  type LentKey,
  type VaultKeyRecord,
  type VaultScope,
} from '../privacy/vault-crypto.js';
import type { AskedBy, KeyStore } from './key-store.js';

/** What the key service does: it alone holds both the wrapped keys and what unwraps them. */
export function custody(store: KeyStore, kms: Kms) {
  return {
    async create(scope: VaultScope, by: AskedBy): Promise<VaultKeyRecord & LentKey> {
      const made = await createVaultKey(kms, scope);
      await store.created({ keyId: made.keyId, wrapped: made.wrapped, scope }, by);
      return made;
    },
    /** Logged and committed first; then unwrapped. */
    async unwrap(wanted: readonly KeyWanted[], by: AskedBy): Promise<(Uint8Array | Fault)[]> {
      const kept = await store.use(wanted, by);
      const unknown: KeyWanted[] = [];
      const found = await allOrNone(
        wanted.map(async (one) => {
          const here = kept.get(one.keyId);
          if (here?.wrapped === null) return 'GONE' as const;
          const key = await unwrapOrFault(kms, { ...one, wrapped: here?.wrapped ?? one.wrapped });
          // Of a release before, or of a sandbox's seed: it proved by opening whose it is.
          if (!here && typeof key !== 'string') unknown.push(one);
          return key;
        }),
      );
      await store.keep(unknown);
      return found;
    },
    /** Keys that the register has alone: taken where they open for the scope they are said to be of. */
    async keep(offered: readonly KeyWanted[]): Promise<{ refused: string[] }> {
      const sound: KeyWanted[] = [];
      for (const one of offered) {
        const key = await unwrapOrFault(kms, one);
        if (typeof key === 'string') continue;
        key.fill(0);
        sound.push(one);
      }
      await store.keep(sound);
      const kept = new Set(sound.map(({ keyId }) => keyId));
      return { refused: offered.map(({ keyId }) => keyId).filter((keyId) => !kept.has(keyId)) };
    },
  };
}

/** A device that fails at one key fails the call: what of the others was opened is wiped, and nothing is left running. */
async function allOrNone(opening: readonly Promise<Uint8Array | Fault>[]): Promise<(Uint8Array | Fault)[]> {
  const settled = await Promise.allSettled(opening);
  const opened = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = settled.find((one) => one.status === 'rejected');
  if (!failed) return opened;
  for (const key of opened) if (typeof key !== 'string') key.fill(0);
  throw failed.reason;
}
