import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { RecordedRow, RecordedShown } from '../../web/pages/recorded-rights.js';
import type { Call } from '../route.js';
import { RecordView } from '../routes/handling.js';
import { namesOf, namer, placesOf } from './contractors.js';
import { viaRoute } from './via-route.js';

const Records = z.object({ items: z.array(RecordView) });

/** The records of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
export async function readRecordedRights(call: Call): Promise<RecordedShown> {
  const { organs } = placesOf(call);
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const nameOf = namer(await namesOf(call, [], organs));
  const rows: RecordedRow[] = [];
  for (const organId of organs) {
    const { items } = Records.parse(await viaRoute('listRecordedRights', { ...call, query: { organId } }));
    rows.push(...items.map(({ organId: of, ...row }) => ({ ...row, organ: nameOf(of) })));
  }
  return { rows, organs: organs.map((id) => ({ value: id, word: nameOf(id) })) };
}
