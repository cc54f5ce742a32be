import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { bodyNames } from '../../store/console-reads.js';
import type { OutagesShown } from '../../web/pages/outages.js';
import { OutageShown } from '../outages.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

const Listed = z.object({ items: z.array(OutageShown) });

/** The outages of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
export async function readOutages(call: Call): Promise<OutagesShown> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    role === 'AssessmentOfficerInCharge' && organId ? [organId] : [],
  );
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const names = await bodyNames(call.tx, organs);
  const rows: z.output<typeof OutageShown>[] = [];
  for (const organId of new Set(organs)) {
    const { items } = Listed.parse(await viaRoute('listOutages', { ...call, query: { organId } }));
    rows.push(...items);
  }
  return { rows, organs: [...names].map(([id, name]) => ({ id, name })) };
}
