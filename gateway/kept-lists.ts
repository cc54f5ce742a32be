import { createHash } from 'node:crypto';
import { type GrantSigner, STATUS_TTL } from '../privacy/grant-signing.js';

export interface KeptLists {
  /** The list as it stands, signed: the same text again while nothing of it changed and most of its time is left. */
  signed(list: number, ended: readonly number[], now: string): string;
}

/** So many lists are two million grants; of more the one that was not asked for longest is signed anew. */
const KEPT = 8;

/**
 * Whoever asks again is given the very text they have, so that it need not travel. What stands in a list is read from the
 * register each time: kept is the signature alone.
 */
export function keptLists(grants: Pick<GrantSigner, 'signStatus' | 'publicKeys'>): KeptLists {
  const kept = new Map<number, { of: string; at: number; text: string }>();
  return {
    signed(list, ended, now) {
      const of = contentOf(ended, grants);
      const at = Date.parse(now);
      const known = kept.get(list);
      const age = known && at - known.at;
      const fresh = known?.of === of && age !== undefined && age >= 0 && age < (STATUS_TTL * 1000) / 2;
      const entry = fresh && known ? known : { of, at, text: grants.signStatus(list, ended, now) };
      kept.delete(list);
      kept.set(list, entry);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return entry.text;
    },
  };
}

/** By the keys as well: one that was taken out of use signs nothing any more. */
function contentOf(ended: readonly number[], grants: Pick<GrantSigner, 'publicKeys'>): string {
  const hash = createHash('sha256').update(Uint32Array.from(ended));
  for (const { kid } of grants.publicKeys()) hash.update(kid);
  return hash.digest('base64url');
}
