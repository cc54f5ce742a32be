import { randomUUID } from 'node:crypto';
import type { Purpose } from '../domain/purposes.js';
import type { ActorRole } from '../domain/roles.js';
import type { Insertable } from 'kysely';
import type { Tx } from './db.js';
import type { Tables } from './tables.js';

export interface LedgerEntry {
  readonly at: string;
  readonly event: string;
  readonly article: string;
  readonly caseId: string | null;
  readonly organId?: string | null;
  readonly subjectId?: string | null;
  readonly sub: string | null;
  readonly role: ActorRole;
  readonly purpose: Purpose;
  readonly commandId?: string | null;
  /** Codes, ids and dates only. */
  readonly details?: Record<string, unknown>;
}

/**
 * Adds an entry in the transaction of what it tells: no entry, no change. Append-only by trigger, unsequenced, so that
 * thousands a second need no common lock; a later process numbers them.
 */
export async function writeLedger(tx: Tx, entry: LedgerEntry): Promise<void> {
  entered.add(tx);
  await tx.insertInto('ledger').values(ledgerRow(entry)).execute();
}

const entered = new WeakSet<Tx>();

/** For who writes its row in a statement of its own. */
export function markEntered(tx: Tx): void {
  entered.add(tx);
}

/** Whether this transaction has written an entry: one that used a key must have. */
export function hasEntered(tx: Tx): boolean {
  return entered.has(tx);
}

/** The row alone, for whoever writes it in one statement with what it tells. */
export function ledgerRow(entry: LedgerEntry): Insertable<Tables['ledger']> {
  return {
    id: randomUUID(),
    at: entry.at,
    event: entry.event,
    article: entry.article,
    case_id: entry.caseId,
    organ_id: entry.organId ?? null,
    subject_id: entry.subjectId ?? null,
    sub: entry.sub,
    role: entry.role,
    purpose: entry.purpose,
    command_id: entry.commandId ?? null,
    details: JSON.stringify(entry.details ?? {}),
  };
}
