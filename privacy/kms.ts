import { bind, seal, unseal } from './envelope.js';
import { endInKeyFile, type KeyFileOptions, readKeyFile, rotateKeyFile } from './key-file.js';
import { watchKeyFile } from './key-watch.js';

/** What a data key is for. Bound to the wrapped key: it unwraps under the same words only. */
export type KmsContext = Readonly<Record<string, string>>;

/** A data key under a key-encryption key. Plain record: `kekId` text, `blob` bytes. */
export interface WrappedKey {
  readonly kekId: string;
  readonly blob: Uint8Array;
}

/** The key service. In-process today; a process of its own, or a cloud KMS, later implements the same two calls. */
export interface Kms {
  /** The id of the key-encryption key that is wrapped under now. */
  current(): Promise<string>;
  /** Wraps a 32-byte data key under the current key-encryption key. */
  wrap(key: Uint8Array, context: KmsContext): Promise<WrappedKey>;
  /**
   * The bytes become the caller's, who wipes them after use: give a fresh copy.
   * @throws {KmsRefused} the key-encryption key is unknown, or blob and context do not belong together.
   */
  unwrap(wrapped: WrappedKey, context: KmsContext): Promise<Uint8Array>;
}

/** A key service whose key-encryption keys have a beginning and an end. Each call may be repeated. */
export interface EpochKms extends Kms {
  /** The ids of those it holds. */
  ids(): Promise<string[]>;
  /** Makes a new one and the current one of it. `used`: ids that no new one may have, those of destroyed ones among them. */
  open(used: readonly string[]): Promise<string>;
  /** For good. An adapter answers when it holds the key no more, in memory either; of one it does not hold, at once. */
  destroy(kekId: string): Promise<void>;
}

/** The key service will not unwrap this, now or later. Being out of reach is another error. */
export class KmsRefused extends Error {
  override readonly name = 'KmsRefused';
  constructor(readonly code: 'KEK_UNKNOWN' | 'UNWRAP_FAILED') {
    super(code);
  }
}

/**
 * A key service on a local key file of versioned key-encryption keys (see key-file.ts).
 * @throws {KeyFileError} at once, when the file cannot be used.
 */
export function localKms(file: string, options: KeyFileOptions = {}): EpochKms {
  const ring = watchKeyFile(file, readKeyFile(file, 'vault', options), 'vault');
  return {
    current: async () => ring.current().id,
    async wrap(key, context) {
      const kek = ring.current();
      return { kekId: kek.id, blob: seal(kek.key, key, contextBytes(kek.id, context)) };
    },
    async unwrap(wrapped, context) {
      const kek = ring.find(wrapped.kekId);
      if (kek === undefined) throw new KmsRefused('KEK_UNKNOWN');
      const key = unseal(kek, wrapped.blob, contextBytes(wrapped.kekId, context));
      if (key === undefined) throw new KmsRefused('UNWRAP_FAILED');
      return key;
    },
    ids: async () => ring.now().map(({ id }) => id),
    open: async (used) => {
      const id = rotateKeyFile(file, used);
      ring.now();
      return id;
    },
    destroy: async (kekId) => {
      endInKeyFile(file, kekId);
      ring.now();
    },
  };
}

/** The words that a wrapped key is bound to, whichever key service wraps it. */
export function contextBytes(kekId: string, context: KmsContext): Uint8Array {
  const fields = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return bind('sekisho-kek/1', kekId, ...fields.flat());
}
