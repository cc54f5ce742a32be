import { type KeyFileOptions, type KeyRing, newKey, parseKeyRing, readKeyFile } from './key-file.js';
import { currentOf, type Key, watchKeyFile } from './key-watch.js';

export type EngineKey = Key;

/**
 * The engine's own epoch keys: they encrypt every payload, are no case's keys, and live apart from the vault's.
 * An old epoch may be taken out once no history sealed under it is retained or replayed: after that its payloads
 * are foreign.
 */
export interface EngineKeys {
  /** The epoch that encrypts now. */
  current(): EngineKey;
  /** The 32 bytes of an epoch, or `undefined` if it is not (or no longer) ours. */
  find(id: string): Uint8Array | undefined;
}

/**
 * Epoch keys in a key file (see key-file.ts); a file rotated by `rotateKeyFile` is noticed while running.
 * @throws {KeyFileError} when the file cannot be used.
 */
export function engineKeysFromFile(file: string, options: KeyFileOptions = {}): EngineKeys {
  return watchKeyFile(file, readKeyFile(file, 'engine', options), 'engine');
}

/**
 * Epoch keys in memory, for tests and recorded histories. Keys are base64.
 * @throws {KeyFileError} `MALFORMED`.
 */
export function engineKeysOf(keys: { current: string; keys: Readonly<Record<string, string>> }): EngineKeys {
  const ring: KeyRing = parseKeyRing(JSON.stringify(keys), undefined, 'the given value');
  return { current: () => currentOf(ring), find: (id) => ring.keys.get(id) };
}

/** A fresh epoch key, base64. */
export function newEngineKey(): string {
  return newKey();
}
