import { sql } from 'kysely';
import { ACCESS_EVENTS, type AccessEntry } from '../domain/accesses.js';
import { isPurpose } from '../domain/purposes.js';
import { cursorOf, readCursor } from './cursor.js';
import type { Tx } from './db.js';

/** Entries of the ledger that are looks at one case by others than its person, newest first; by its index of cases. */
export async function accessEntriesOf(
  tx: Tx,
  of: { caseId: string; after?: string | undefined; limit: number },
): Promise<{ entries: AccessEntry[]; next: string | null }> {
  const after = of.after === undefined ? undefined : readCursor(of.after);
  const rows = await tx
    .selectFrom('ledger')
    .select(['id', 'at', 'event', 'role', 'purpose', 'details'])
    .where('case_id', '=', of.caseId)
    .where('event', 'in', ACCESS_EVENTS)
    .where('role', '<>', 'Subject')
    .$if(after !== undefined, (q) => q.where(sql<boolean>`(at, id) < (${after?.at}, ${after?.id}::uuid)`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .execute();
  const shown = rows.slice(0, of.limit);
  const last = rows.length > of.limit ? shown.at(-1) : undefined;
  return {
    // The database takes no other purpose (0017-purposes.ts).
    entries: shown.flatMap(({ id: _, at, purpose, ...entry }) =>
      isPurpose(purpose) ? [{ ...entry, purpose, at: at.toISOString() }] : [],
    ),
    next: last ? cursorOf({ at: last.at.toISOString(), id: last.id }) : null,
  };
}
