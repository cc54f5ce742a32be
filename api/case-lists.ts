import type { z } from 'zod';
import type { CaseKind } from '../domain/stages.js';
import { DECLARING_ROLES } from '../domain/roles.js';
import { cursorOf, readCursor } from '../store/cursor.js';
import { writeLedger } from '../store/ledger.js';
import { type CaseSummary, listCases } from '../store/views.js';
import type { View } from './case-faces.js';
import { OUTCOME_ROLES } from '../domain/readers.js';
import { viewOf } from './case-views.js';
import { isOpenIn } from './outcome-view.js';
import { noteMissing } from './policy-fit.js';
import { holds } from './principal.js';
import type { Call } from './route.js';
import type { Listing } from './schemas.js';

/** A page of the cases of one kind that the caller sees, each with the face it has for them. */
export async function listPage(call: Call<unknown, z.output<typeof Listing>>, kind: CaseKind) {
  const { limit, after, open } = call.query;
  // Whether an assessment is open is itself something outcome readers are not told: they sort it by what they see.
  const byOutcome = kind === 'application' && holds(call.principal, OUTCOME_ROLES);
  const judges = holds(call.principal, DECLARING_ROLES);
  const cases = await listCases(call.tx, {
    kind,
    sub: call.principal.sub,
    limit: limit + 1,
    ...(open === undefined || byOutcome ? {} : { open: open === 'true', orUndeclared: judges }),
    ...(after === undefined ? {} : { after: readCursor(after) }),
  });
  const items: View[] = [];
  for (const summary of cases.slice(0, limit)) {
    const view = await viewOf(summary, call, 'row');
    if (!view) continue;
    const asked = { open: open === 'true', byOutcome, now: call.now };
    if (open === undefined || isListed(view, summary, asked)) items.push(noteMissing(view, summary.policy));
  }
  await noteListRead(call, kind, items);
  const last = cases.length > limit ? cases[limit - 1] : undefined;
  return { items, next: last ? cursorOf({ at: last.openedAt, id: last.id }) : null };
}

/** What waits for the reader's word stands among the open ones: that it is over is nothing they are told before. */
function isListed(
  view: View,
  summary: CaseSummary,
  { open, byOutcome, now }: { open: boolean; byOutcome: boolean; now: string },
): boolean {
  const bySight = byOutcome || view.view === 'undeclared';
  return (bySight ? isOpenIn(view, summary, now) : !summary.ended) === open;
}

/** One entry a page, naming every file whose person it showed; an empty page, or only one's own cases, is no read. */
async function noteListRead(call: Call, kind: CaseKind, items: readonly View[]): Promise<void> {
  const shown = items.filter((item) => item.view !== 'subject').map((item) => item.id);
  if (shown.length === 0) return;
  await writeLedger(call.tx, {
    at: call.now,
    event: 'ListRead',
    article: 'law: every read names who, role, purpose, case',
    caseId: null,
    sub: call.principal.sub,
    role: call.principal.grants.find((grant) => grant.role !== 'Subject')?.role ?? 'Subject',
    purpose: 'ASSESSMENT',
    details: { kind, cases: shown },
  });
}
