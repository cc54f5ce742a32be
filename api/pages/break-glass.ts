import { APPROVING_ROLES, BREAK_GLASS_ROLES } from '../../domain/break-glass.js';
import { Refused } from '../../domain/errors.js';
import type { BreakGlassShown } from '../../web/pages/break-glass.js';
import { BreakGlassList } from '../break-glass.js';
import { holds } from '../principal.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

/** The list for whoever may read one, by its own route; whoever only asks is shown none. @throws Refused NOT_FOUND */
export async function readBreakGlass(call: Call): Promise<BreakGlassShown> {
  if (!holds(call.principal, BREAK_GLASS_ROLES)) throw new Refused('NOT_FOUND');
  if (!holds(call.principal, [...APPROVING_ROLES, 'Auditor'])) return { rows: [], open: 0 };
  const { items, open } = BreakGlassList.parse(await viaRoute('listBreakGlass', call));
  return { rows: items, open };
}
