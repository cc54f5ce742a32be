import type { KeyEnding } from '../domain/disposal.js';
import type { KeyFileOptions } from './key-file.js';
import { type Kms, localKms } from './kms.js';
import {
  createVaultKey,
  type LentKey,
  unwrapVaultKey,
  VaultKeyGone,
  type VaultKeyRecord,
  type VaultScope,
  VaultTampered,
} from './vault-crypto.js';

export interface KeyEndings {
  readonly endings: readonly KeyEnding[];
  /** How long backups are kept, in days; null where nobody has said so. */
  readonly backupDays: number | null;
}

/** A data key that is wanted, for the scope that the caller means, with its wrapped record as the register has it. */
export interface KeyWanted extends VaultKeyRecord {
  readonly scope: VaultScope;
}

/**
 * `GONE`: it was destroyed. `TAMPERED`: key and scope do not belong together. `LOCKED`: the key-encryption key that it is
 * wrapped under is not at hand, and a person must look: nothing was erased.
 */
export type Fault = 'GONE' | 'TAMPERED' | 'LOCKED';

/**
 * Who keeps the data keys of the vault. `serves` names the transaction of the register that a key is wanted in: what is
 * unwrapped there is compared with the ledger. Keys that are handed out become the caller's, who wipes them.
 */
export interface DataKeys {
  create(scope: VaultScope, serves: string): Promise<VaultKeyRecord & LentKey>;
  /** All that a piece of work needs by one call, each answered in its place. */
  unwrap(wanted: readonly KeyWanted[], serves: string): Promise<(Uint8Array | Fault)[]>;
  /** What became of an owner's keys, and of these: those that are not known here are left out. */
  endings(owner: Pick<VaultScope, 'ownerKind' | 'ownerId'>, keyIds: readonly string[]): Promise<KeyEndings>;
}

/** The key service cannot be asked now: it is away, or will not have us. What needs a key waits; nothing else does. */
export class KeysAway extends Error {
  override readonly name = 'KeysAway';
  constructor(readonly code: string) {
    super('the key service is out of reach');
  }
}

/** In the caller's own process, and without a log: for a sandbox's seed, and for tests. */
export function inProcessKeys(kms: Kms): DataKeys {
  return {
    create: (scope) => createVaultKey(kms, scope),
    unwrap: (wanted) => Promise.all(wanted.map((one) => unwrapOrFault(kms, one))),
    // Keeps none, and knows of none.
    endings: () => Promise.resolve({ endings: [], backupDays: null }),
  };
}

/** As `inProcessKeys`, on a local key file. */
export function localKeys(file: string, options: KeyFileOptions = {}): DataKeys {
  return inProcessKeys(localKms(file, options));
}

export async function unwrapOrFault(kms: Kms, wanted: KeyWanted): Promise<Uint8Array | Fault> {
  try {
    return await unwrapVaultKey(kms, wanted, wanted.scope);
  } catch (error) {
    if (error instanceof VaultKeyGone) return 'LOCKED';
    if (error instanceof VaultTampered) return 'TAMPERED';
    throw error;
  }
}
