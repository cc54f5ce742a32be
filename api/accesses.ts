import { z } from 'zod';
import { ACCESS_PARTS, accessesIn } from '../domain/accesses.js';
import { Refused } from '../domain/errors.js';
import { PURPOSES, type Purpose } from '../domain/purposes.js';
import { ROLES } from '../domain/roles.js';
import type { CaseKind } from '../domain/stages.js';
import { accessEntriesOf } from '../store/accesses.js';
import { page } from './case-faces.js';
import { caseOr404, closedIn, noteFileRead, rolesIn } from './case-views.js';
import type { Call } from './route.js';

export const AccessList = page(
  z
    .strictObject({
      at: z.string(),
      role: z.enum([...ROLES, 'Provider', 'System']),
      purpose: z.enum(Object.keys(PURPOSES) as [Purpose, ...Purpose[]]),
      parts: z.array(z.enum(ACCESS_PARTS)),
    })
    .meta({ id: 'Access', description: 'An office, never a name' }),
);

export const AccessQuery = z.strictObject({
  after: z.string().max(200).optional().meta({ description: 'next of the page before' }),
});

const PAGE = 100;

/** For the person alone: to whoever works on a case it would show who else does. Of a destroyed file nothing is told. */
export async function accessesTo(
  call: Call<unknown, z.output<typeof AccessQuery>>,
  kind: CaseKind,
): Promise<z.input<typeof AccessList>> {
  const summary = await caseOr404(call, kind);
  const roles = await rolesIn(call, summary);
  if (!roles.includes('Subject')) throw await closedIn(call, summary);
  if (summary.stage === 'DISPOSED') throw new Refused('NOT_FOUND');
  await noteFileRead(call, summary, ['Subject'], { document: 'accesses' });
  const { entries, next } = await accessEntriesOf(call.tx, {
    caseId: summary.id,
    after: call.query.after,
    limit: PAGE,
  });
  return {
    items: accessesIn(entries).map(({ parts, ...access }) => ({ ...access, parts: [...parts] })),
    next,
  };
}
