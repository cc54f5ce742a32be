import { hasEntered, writeLedger } from '../store/ledger.js';
import { usedKeys } from '../store/vault-keys.js';
import type { Call } from './route.js';

/**
 * No use of a key without an entry: a request that opened or sealed something and has written none of its own, as a look at
 * one's own draft, leaves this one. The comparison with the key service's log finds it by its transaction.
 */
export async function noteKeysUsed({ tx, now, principal, routeId }: Call): Promise<void> {
  if (!usedKeys(tx) || hasEntered(tx)) return;
  const own = principal.grants.every((grant) => grant.role === 'Subject');
  await writeLedger(tx, {
    at: now,
    event: 'DocumentsOpened',
    article: 'law: every read names who, role, purpose, case',
    caseId: null,
    sub: principal.sub,
    role: principal.grants[0]?.role ?? 'System',
    purpose: own ? 'OWN_FILE' : 'ASSESSMENT',
    details: routeId === undefined ? {} : { routeId },
  });
}
