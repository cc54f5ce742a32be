import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { HoldRow } from '../../web/pages/holds.js';
import { HoldListed } from '../hold-views.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

const Listed = z.object({ items: z.array(HoldListed) });

/** The holds at the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
export async function readHolds(call: Call): Promise<HoldRow[]> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    role === 'AssessmentOfficerInCharge' && organId ? [organId] : [],
  );
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const rows: HoldRow[] = [];
  for (const organId of new Set(organs)) {
    const { items } = Listed.parse(await viaRoute('listHolds', { ...call, query: { organId } }));
    rows.push(...items);
  }
  return rows;
}
