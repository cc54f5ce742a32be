import { sql } from 'kysely';
import { startOfDay } from '../domain/calendar.js';
import type { Db } from './db.js';

/** A count, or the word for one too small to be told: few people could be recognised by it. */
export type Cell = number | 'FEW';
export type YearlyCounts = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

const SMALLEST_TOLD = 10;

/**
 * What became of assessments and clearances in one Japanese fiscal year (April to March), by code, for the yearly
 * report of Art. 19. From commands and files: written once, long before the first of that year's files is destroyed.
 */
export async function yearlyCounts(db: Db, fiscalYear: number): Promise<YearlyCounts> {
  const from = startOfDay(`${fiscalYear}-04-01`);
  const until = startOfDay(`${fiscalYear + 1}-04-01`);
  const { rows } = await sql<{ what: string; code: string; n: number }>`
    with year as (select * from commands where at >= ${from} and at < ${until})
    select 'opened' as what, a.ground as code, count(*)::int as n
      from year y join applications a on a.id = y.case_id where y.seq = 1 group by 2
    union all select 'notified', coalesce(e.decision, a.decision), count(*)::int
      from year y join applications a on a.id = y.case_id
        left join earlier_results e on e.application_id = a.id and e.notified_at = y.at
      where y.action = 'notifyResult' group by 2
    union all select 'notConducted', a.not_conducted_reason, count(*)::int
      from year y join applications a on a.id = y.case_id
      where y.to_stage = 'NOT_CONDUCTED' and y.from_stage <> y.to_stage group by 2
    union all select 'clearances', y.action, count(*)::int from year y
      where y.action in ('grant', 'serveDoubtNotice', 'revoke', 'revokeByResult', 'lapse', 'reinstate', 'expire', 'supersede')
      group by 2
    union all select 'grievances', y.action, count(*)::int from year y
      where y.action in ('openGrievance', 'markGrievanceOverdue', 'answerGrievance') group by 2
    union all select 'grievancesAnswered', g.outcome, count(*)::int from year y join grievances g on g.id = y.case_id
      where y.action = 'answerGrievance' and g.outcome is not null group by 2
    union all select 'filesDestroyed', c.kind, count(*)::int from year y join cases c on c.id = y.case_id
      where y.action = 'dispose' group by 2
    order by 1, 2
  `.execute(db);
  const counts: Record<string, Record<string, Cell>> = {};
  for (const { what, code, n } of rows) {
    counts[what] ??= {};
    // No sums are told either, so that a small count cannot be found by subtraction.
    counts[what][code] = n < SMALLEST_TOLD ? 'FEW' : n;
  }
  return counts;
}

/** The fiscal year that has ended last, on this day in Japan. */
export function lastFiscalYear(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= 4 ? year - 1 : year - 2;
}
