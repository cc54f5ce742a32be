import { struckPlaces } from '../domain/questionnaire/screening.js';
import { possibleActions } from '../domain/rules.js';
import { readCase } from '../store/case-state.js';
import { writeLedger } from '../store/ledger.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import { submittedIn } from './questionnaire/submitted.js';
import { passagesShown } from './questionnaire/unscreened.js';
import type { Call } from './route.js';

/** What waits to be screened, and nothing else of the case: not even whose it is. */
export async function screeningView(summary: CaseSummary, call: Call, depth: 'row' | 'whole'): Promise<View> {
  const { id, kind, version, since, dueAt } = summary;
  const row = { view: 'screening' as const, id, kind, version, since, dueAt };
  if (depth === 'row') return row;
  const state = await readCase(call.tx, id, call.now);
  // From this entry on its reader has no other part in the case (store/involved.ts).
  await writeLedger(call.tx, {
    at: call.now,
    event: 'FileRead',
    article: 'law: every read names who, role, purpose, case',
    caseId: id,
    organId: summary.organId,
    subjectId: summary.subjectId,
    sub: call.principal.sub,
    role: 'ScreeningOfficer',
    purpose: 'SCREENING',
    details: { document: 'unscreened' },
  });
  return {
    ...row,
    passages: await passagesShown(call, id),
    possible: state ? possibleActions(state.facts, ['ScreeningOfficer']) : [],
  };
}

/** Which of their answers no longer hold all they wrote: where, and no more. */
export async function struckFor(call: Call, { id, kind }: CaseSummary): Promise<{ struck?: string[] }> {
  const submitted = kind === 'application' ? await submittedIn(call, id) : undefined;
  const struck = submitted ? struckPlaces(submitted.answers) : [];
  return struck.length > 0 ? { struck } : {};
}
