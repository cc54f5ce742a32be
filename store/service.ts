import { sql } from 'kysely';
import type { Service } from '../domain/service.js';
import type { Tx } from './db.js';

/** One notice of the result, by the step that recorded it. */
export interface ResultService {
  readonly recordedAt: string;
  /** Null of notices from before it was asked for. */
  readonly service: Service | null;
  /** Of one's own account: the first time its person opened the case since. */
  readonly openedAt: string | null;
  readonly isVoid: boolean;
}

/** Every notice of that application's result, oldest first. Row-level security decides whether there is such a case. */
export async function servicesOf(tx: Tx, applicationId: string): Promise<ResultService[]> {
  const { rows } = await sql<{ at: Date; service: Service | null; opened: Date | null; void: boolean }>`
    with steps as (
      select m.at, m.action, m.details -> 'service' as service,
        lead(m.action) over (order by m.seq) as next, lead(m.at) over (order by m.seq) as until
      from commands m where m.case_id = ${applicationId} and m.action in ('notifyResult', 'confirmNoticeVoid', 'reopenAdjudication')
    ) select s.at, s.service, coalesce(s.next = 'confirmNoticeVoid', false) as void,
      (select min(l.at) from ledger l where l.case_id = ${applicationId} and l.event = 'FileRead' and l.role = 'Subject'
        and l.at >= s.at and (s.until is null or l.at < s.until)) as opened
    from steps s where s.action = 'notifyResult' order by s.at`.execute(tx);
  return rows.map(({ at, service, opened, void: isVoid }) => ({
    recordedAt: at.toISOString(),
    service,
    openedAt: service?.channel === 'OWN_ACCOUNT' ? (opened?.toISOString() ?? null) : null,
    isVoid,
  }));
}

/** Whether the person has a sign-in of their own that opens this organ's cases: another organ's opens none of them. */
export async function hasAccount(
  tx: Tx,
  { subjectId, organId }: { readonly subjectId: string; readonly organId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('principals')
    .select('id')
    .where('role', '=', 'Subject')
    .where('subject_id', '=', subjectId)
    .where((e) => e.or([e('organ_id', 'is', null), e('organ_id', '=', organId)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
