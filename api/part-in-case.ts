import { listCases } from '../store/views.js';
import { owedIn, rolesIn } from './case-views.js';
import type { Call } from './route.js';

/** Whether the caller has any part in the case that a request names; of one that names none there is nothing to hide. */
export async function partInCase(call: Call): Promise<boolean> {
  const { tx, params, principal } = call;
  const id = params.id;
  if (id === undefined) return true;
  for (const kind of ['application', 'clearance', 'grievance'] as const) {
    const [summary] = await listCases(tx, { kind, sub: principal.sub, id, limit: 1 });
    if (summary)
      return (await rolesIn(call, summary)).length > 0 || (await owedIn(call, summary)) !== undefined;
  }
  return true;
}
