import { z } from 'zod';
import { policyNamed } from '../domain/policy.js';
import { writeLedger } from '../store/ledger.js';
import { listCases } from '../store/views.js';
import { casesWithWords } from '../store/words-waiting.js';
import { rolesIn } from './case-views.js';
import type { Call } from './route.js';
import { Id } from './schemas.js';
import { Clock, clockOf } from './words-shown.js';

export const OverdueTexts = z
  .strictObject({
    items: z.array(
      z.strictObject({ caseId: Id, kind: z.enum(['application', 'clearance', 'grievance']), ...Clock }),
    ),
  })
  .meta({ description: 'Cases on which words wait that should have been screened: the oldest first' });

/** For the officer in charge: on which cases of theirs words are overdue. Neither the words nor how many. */
export async function overdueTexts(call: Call): Promise<z.input<typeof OverdueTexts>> {
  const items: z.input<typeof OverdueTexts>['items'] = [];
  for (const { caseId: id, kind, since } of await casesWithWords(call.tx)) {
    const [summary] = await listCases(call.tx, { kind, sub: call.principal.sub, id, limit: 1 });
    // Of a policy that is not loaded nobody knows by when; and who is tied to the person is told of no case of theirs.
    const periods = summary && policyNamed(summary.policy)?.periods;
    if (!periods || !(await rolesIn(call, summary)).includes('AssessmentOfficerInCharge')) continue;
    const clock = clockOf(since, periods, call.now);
    if (clock.overdue) items.push({ caseId: id, kind, ...clock });
  }
  if (items.length > 0) await noteRead(call, items);
  return { items };
}

function noteRead(call: Call, items: readonly { caseId: string }[]): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event: 'ListRead',
    article: 'law: every read names who, role, purpose, case',
    caseId: null,
    sub: call.principal.sub,
    role: 'AssessmentOfficerInCharge',
    purpose: 'ASSESSMENT',
    details: { cases: items.map(({ caseId }) => caseId) },
  });
}
