import { sql } from 'kysely';
import { cursorOf, readCursor } from './cursor.js';
import type { Tx } from './db.js';
import { writeLedger } from './ledger.js';

/** A page of the ledger, oldest first; reading it is an entry too. */
export async function ledgerPage(
  tx: Tx,
  query: { caseId?: string | undefined; after?: string | undefined; limit: number },
  sub: string,
  now: string,
) {
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const rows = await tx
    .selectFrom('ledger')
    .select(['id', 'at', 'event', 'article', 'case_id', 'sub', 'role', 'purpose', 'details'])
    .$if(query.caseId !== undefined, (q) => q.where('case_id', '=', query.caseId ?? ''))
    .$if(after !== undefined, (q) => q.where(sql<boolean>`(at, id) > (${after?.at}, ${after?.id}::uuid)`))
    .orderBy('at')
    .orderBy('id')
    .limit(query.limit + 1)
    .execute();
  await writeLedger(tx, {
    at: now,
    event: 'LedgerRead',
    article: 'Standards: oversight',
    caseId: query.caseId ?? null,
    sub,
    role: 'Auditor',
    purpose: 'AUDIT',
  });
  const shown = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ case_id, at, ...row }) => ({ ...row, at: at.toISOString(), caseId: case_id })),
    next: last ? cursorOf({ at: last.at.toISOString(), id: last.id }) : null,
  };
}
