import { readFileSync, statSync } from 'node:fs';
import { type KeyPurpose, type KeyRing, parseKeyRing } from './key-file.js';

export interface Key {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** A key ring that follows its file: other processes may rotate it while this one runs. */
interface WatchedKeys {
  /** The key to seal with. Looks at the file at most once a minute. */
  current(): Key;
  /** The key of that id, or `undefined`. An unknown id looks at the file at once: it may just have been added. */
  find(id: string): Uint8Array | undefined;
  /** Every key, the current one among them. Looks at the file as `current` does. */
  all(): Key[];
  /** The same, after a look at the file. */
  now(): Key[];
}

const REFRESH_MS = 60_000;

/**
 * Follows a key file that was read once with success. A file that is gone or damaged later changes nothing: the keys
 * read last stay in use, because a process that forgets its keys would take its own payloads for foreign ones.
 */
export function watchKeyFile(file: string, first: KeyRing, purpose: KeyPurpose): WatchedKeys {
  let ring = first;
  let seen = stampOf(file);
  let lookedAt = performance.now();

  function refresh(): void {
    lookedAt = performance.now();
    const stamp = stampOf(file);
    if (stamp === undefined || stamp === seen) return;
    try {
      const next = parseKeyRing(readFileSync(file, 'utf8'), purpose, file);
      // What the vault's file has no more is not kept in memory either. Its keys are used in one breath and never lent.
      if (purpose === 'vault') for (const [id, key] of ring.keys) if (!next.keys.has(id)) key.fill(0);
      ring = next;
      seen = stamp;
    } catch {
      // Kept as it was; the next look tries again.
    }
  }

  const refreshInTime = () => {
    if (performance.now() - lookedAt > REFRESH_MS) refresh();
  };

  return {
    current() {
      refreshInTime();
      return currentOf(ring);
    },
    all() {
      refreshInTime();
      return [...ring.keys].map(([id, key]) => ({ id, key }));
    },
    now() {
      refresh();
      return [...ring.keys].map(([id, key]) => ({ id, key }));
    },
    find(id) {
      if (!ring.keys.has(id)) refresh();
      return ring.keys.get(id);
    },
  };
}

/** The current key of a ring. A parsed ring always has it. */
export function currentOf(ring: KeyRing): Key {
  const key = ring.keys.get(ring.current);
  if (key === undefined) throw new TypeError('a key ring without its current key');
  return { id: ring.current, key };
}

function stampOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
}
