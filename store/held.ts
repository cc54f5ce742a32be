import { type RawBuilder, sql } from 'kysely';
import type { ApplicationRow, CaseRow, ClearanceRow } from './case-rows.js';

/**
 * Whether something keeps a file that is no legal hold, and tells nobody what: an open grievance about it, one on paper that
 * waits to be compared, a doubt whose assessment it is, an auditor's demand that is not closed: answered, it may be made again.
 *
 * A grievance about a clearance keeps the assessment it began with, and whatever has assessed its holder again since: what
 * was found there may be what it is about, as where a result revoked the clearance.
 */
export function heldColumn(
  { id }: CaseRow,
  application: ApplicationRow | undefined,
  clearance: ClearanceRow | undefined,
): RawBuilder<boolean> {
  const grantedBy = clearance?.application_id ?? null;
  const assessed = application?.clearance_id ?? null;
  return sql<boolean>`(
    exists(select 1 from grievances g join cases c on c.id = g.id where not c.ended
      and (g.application_id in (${id}, ${grantedBy}) or g.clearance_id in (${id}, ${assessed})))
    or exists(select 1 from originals o where o.desk = 'GRIEVANCE' and o.status = 'WAITING'
      and (o.case_id in (${id}, ${grantedBy}, ${assessed})
        or exists(select 1 from clearances cl where cl.id = o.case_id and cl.application_id = ${id})))
    or exists(select 1 from clearances cl join cases c on c.id = cl.id
      where cl.doubt_application_id = ${id} and c.stage = 'SUSPENDED')
    or exists(select 1 from correction_demands d where d.case_id = ${id} and d.closed_at is null))`;
}
