import { Refused } from '../../domain/errors.js';
import { LINE_ROLE } from '../../domain/reporting-lines.js';
import { bodyNames } from '../../store/console-reads.js';
import type { LineRow, ReportingLinesShown } from '../../web/pages/reporting-lines.js';
import { LineList } from '../reporting-lines.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

/** The lines of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
export async function readReportingLines(call: Call): Promise<ReportingLinesShown> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    role === LINE_ROLE && organId ? [organId] : [],
  );
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const names = await bodyNames(call.tx, organs);
  const rows: LineRow[] = [];
  const toReassign: string[] = [];
  for (const organId of new Set(organs)) {
    const read = LineList.parse(await viaRoute('listReportingLines', { ...call, query: { organId } }));
    rows.push(...read.items);
    toReassign.push(...read.toReassign);
  }
  return { rows, toReassign, organs: [...names].map(([id, name]) => ({ id, name })) };
}
