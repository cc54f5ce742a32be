import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { bodyNames } from '../../store/console-reads.js';
import type { OutageRow, OutagesShown } from '../../web/pages/outages.js';
import { OutageShown } from '../outages.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

const Listed = z.object({ items: z.array(OutageShown), next: z.string().nullable() });
/** Further on in the list of one organ, or in what passed during one outage. */
const Asked = z.object({
  organ: z.uuid().optional(),
  after: z.string().max(200).optional(),
  outage: z.uuid().optional(),
  passed: z.string().max(200).optional(),
});

/** The outages of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
export async function readOutages(call: Call, query: unknown): Promise<OutagesShown> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    role === 'AssessmentOfficerInCharge' && organId ? [organId] : [],
  );
  const parsed = Asked.safeParse(query);
  if (organs.length === 0 || !parsed.success) throw new Refused('NOT_FOUND');
  const { organ, after, outage, passed: passedAfter } = parsed.data;
  const names = await bodyNames(call.tx, organs);
  const rows: OutageRow[] = [];
  const more: { organId: string; after: string }[] = [];
  for (const organId of organ === undefined ? new Set(organs) : [organ]) {
    const place = organ === undefined ? {} : { after, outage, passedAfter };
    const { items, next } = Listed.parse(
      await viaRoute('listOutages', { ...call, query: { organId, limit: PAGE_SIZE, ...place } }),
    );
    rows.push(...items.map((one) => ({ ...one, organId })));
    if (next !== null) more.push({ organId, after: next });
  }
  return {
    rows,
    organs: [...names].map(([id, name]) => ({ id, name })),
    more,
    first: organ === undefined,
  };
}
const PAGE_SIZE = 50;
