import { type RawBuilder, sql } from 'kysely';
import { servedAt, type Service, type ServiceChannel } from '../domain/service.js';
import type { CaseRow } from './case-rows.js';
import type { Tx } from './db.js';

/** What a notice of a result that went out before it was received leaves: the steps, and no table of its own. */

/** The steps that put a notice out, receive it, take it back or make room for the next. */
const ABOUT_ISSUES = [
  'issueResult',
  'takeBackNotice',
  'notifyResult',
  'confirmNoticeVoid',
  'reopenAdjudication',
];

/**
 * As a column: the notice that is out (domain/service.ts). A day is one of ours, wherever the database stands. One that was
 * found void after its person had withdrawn is not the notice that came first: the withdrawal waits for the day of receipt
 * again.
 */
export function issueColumn({ id, stage }: CaseRow): RawBuilder<unknown> {
  if (stage !== 'DECIDED') return sql`null`;
  const withdrawn = sql`(select coalesce(w.details -> 'original' ->> 'receivedOn', (w.at at time zone 'Asia/Tokyo')::date::text)
    from commands w where w.case_id = i.case_id and w.action = 'withdrawConsent' and w.seq > i.seq order by w.seq limit 1)`;
  const wentOut = sql`select p.* from commands p where p.case_id = s.case_id and p.action = 'issueResult' and (p.seq = s.seq
      or s.action = 'confirmNoticeVoid' and p.seq < s.seq and exists (select 1 from commands r
        where r.case_id = p.case_id and r.action = 'withdrawConsent' and r.seq > p.seq and r.seq < s.seq))
    order by p.seq desc limit 1`;
  return sql`(select jsonb_build_object('channel', i.details -> 'issue' ->> 'channel', 'by', i.sub, 'withdrawnOn', ${withdrawn})
    from (select c.case_id, c.seq, c.action from commands c where c.case_id = ${id} and c.action = any (${ABOUT_ISSUES})
      order by c.seq desc limit 1) s cross join lateral (${wentOut}) i)`;
}

/** One notice that went out. */
export interface Issued {
  readonly at: string;
  readonly channel: ServiceChannel;
  /** The exact text it was set in. */
  readonly text: string | null;
  /** Whether reasons were not wanted then. */
  readonly waived: boolean;
}

export interface Issues {
  /** The one that is out. */
  readonly out: Issued | null;
  /** When its person withdrew since it went out. */
  readonly withdrawnAt: string | null;
  /** Those that were received, by when. */
  readonly received: ReadonlyMap<string, Issued>;
}

interface Step {
  at: Date;
  action: string;
  details: { issue?: { channel: ServiceChannel; waived: boolean }; text?: string; service?: Service };
}

/** Every notice of that application that went out on paper. */
export async function issuesOf(tx: Tx, applicationId: string): Promise<Issues> {
  const { rows } = await sql<Step>`select at, action, details from commands
    where case_id = ${applicationId} and action = any (${[...ABOUT_ISSUES, 'withdrawConsent']}) order by seq`.execute(
    tx,
  );
  let out: Issued | null = null;
  let withdrawnAt: string | null = null;
  let served: Issued | null = null;
  const received = new Map<string, Issued>();
  for (const { at, action, details } of rows) {
    const now = at.toISOString();
    if (action === 'withdrawConsent') {
      withdrawnAt = out && now;
      continue;
    }
    if (action === 'notifyResult' && out) received.set(servedAt(details.service, now), out);
    if (action === 'notifyResult') served = withdrawnAt === null ? null : out;
    const { issue, text = null } = details;
    const again: Issued | null = action === 'confirmNoticeVoid' ? served : null;
    out = action === 'issueResult' && issue ? { at: now, text, ...issue } : again;
    if (action === 'issueResult') withdrawnAt = null;
  }
  return { out, withdrawnAt, received };
}
