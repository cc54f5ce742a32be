import { type RawBuilder, sql } from 'kysely';
import { servedAt, type Service, type ServiceChannel } from '../domain/service.js';
import type { Stage } from '../domain/stages.js';
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
/** And what its person says meanwhile. */
const ABOUT_PERSONS = ['withdrawConsent', 'wantReasons'];

/** JSON writes an instant in the database's own way; and a day is one of ours, wherever the database stands. */
const instant = (at: RawBuilder<unknown>) =>
  sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const isRejected = (id: RawBuilder<unknown>) =>
  sql`coalesce(w.details -> 'original' ->> 'id' = any (sekisho_rejected_withdrawals(${id})), false)`;

/**
 * As a column: whether consent was withdrawn; by a paper that was rejected it was not. One that was found is asked after where a
 * told result could be decided anew.
 */
export function withdrawnColumn(id: RawBuilder<unknown>, stage: Stage): RawBuilder<unknown> {
  return sql`(exists(select 1 from commands w where w.case_id = ${id} and w.action = 'withdrawConsent' and not ${isRejected(id)})
    or ${stage} = 'CLOSED' and sekisho_found_withdrawal(${id}) is not null)`;
}

/**
 * As a column: the notice that is out (domain/service.ts). One that was found void after its person had withdrawn is not the
 * notice that came first: the withdrawal waits for the day of receipt again. So does one that came in before the notice that
 * was void and was keyed in after it, by whichever way that had gone.
 */
export function issueColumn({ id, stage }: CaseRow): RawBuilder<unknown> {
  if (stage !== 'DECIDED') return sql`null`;
  const of = sql`${id}::uuid`;
  const withdrawn = sql`select coalesce(w.details -> 'original' ->> 'receivedOn', (w.at at time zone 'Asia/Tokyo')::date::text) as on,
      case when w.details -> 'original' is null then ${instant(sql`w.at`)} end as at
    from commands w where w.case_id = i.case_id and w.action = 'withdrawConsent' and w.seq > i.seq and not ${isRejected(of)}
    order by w.seq limit 1`;
  const wentOut = sql`select p.* from commands p where p.case_id = s.case_id and p.action = 'issueResult' and (p.seq = s.seq
      or s.action = 'confirmNoticeVoid' and p.seq < s.seq and exists (select 1 from commands w
        where w.case_id = p.case_id and w.action = 'withdrawConsent' and w.seq > p.seq and w.seq < s.seq and not ${isRejected(of)}))
    order by p.seq desc limit 1`;
  const out = sql`select jsonb_build_object('channel', i.details -> 'issue' ->> 'channel', 'by', i.sub, 'withdrawnOn', w.on, 'withdrawnAt', w.at)
    from (select c.case_id, c.seq, c.action from commands c where c.case_id = ${id} and c.action = any (${ABOUT_ISSUES})
      order by c.seq desc limit 1) s cross join lateral (${wentOut}) i left join lateral (${withdrawn}) w on true`;
  const found = sql`select jsonb_build_object('channel', coalesce(n.details -> 'service' ->> 'channel', 'OWN_ACCOUNT'), 'by', null,
      'withdrawnOn', f.paper ->> 'receivedOn', 'withdrawnAt', null)
    from (select sekisho_found_withdrawal(${of}) as paper) f left join lateral (select m.details from commands m
      where m.case_id = ${id} and m.action = 'notifyResult' order by m.seq desc limit 1) n on true where f.paper is not null`;
  // Whose notice it is stays theirs, should one be out again: who issued it does not take it back.
  return sql`coalesce((${found}) || jsonb_build_object('by', (${out}) -> 'by'), (${out}))`;
}

/** One notice that went out. */
export interface Issued {
  readonly at: string;
  readonly channel: ServiceChannel;
  /** The exact text it was set in. */
  readonly text: string | null;
  /** Whether reasons were not wanted then. */
  readonly waived: boolean;
  /** Since when they are wanted after all: they follow it, with a day of their own. */
  readonly wantedAt: string | null;
}

export interface Issues {
  /** The one that is out. */
  readonly out: Issued | null;
  /** When its person withdrew since it went out. */
  readonly withdrawnAt: string | null;
  /** That came too late: the notice had been received before. */
  readonly withdrawnTooLate: boolean;
  /** A withdrawal on paper that came in before the result was received, was keyed in after, and is confirmed. */
  readonly found: FoundWithdrawal | null;
  /** Those that were received, by when. */
  readonly received: ReadonlyMap<string, Issued>;
}

export interface FoundWithdrawal {
  readonly hash: string;
  readonly keyedAt: string;
  readonly receivedOn: string;
}

interface Step {
  at: Date;
  action: string;
  details: { issue?: { channel: ServiceChannel; waived: boolean }; text?: string; service?: Service };
}

/** Every notice of that application that went out on paper. */
export async function issuesOf(tx: Tx, applicationId: string): Promise<Issues> {
  const of = sql`${applicationId}::uuid`;
  const { rows } = await sql<Step>`select w.at, w.action, w.details from commands w
    where w.case_id = ${applicationId} and w.action = any (${[...ABOUT_ISSUES, ...ABOUT_PERSONS]})
      and not ${isRejected(of)} order by w.seq`.execute(tx);
  let out: Issued | null = null;
  let withdrawnAt: string | null = null;
  let withdrawnTooLate = false;
  let served: Issued | null = null;
  const received = new Map<string, Issued>();
  for (const { at, action, details } of rows) {
    const now = at.toISOString();
    if (action === 'wantReasons') {
      out = wanted(out, now);
      continue;
    }
    if (action === 'withdrawConsent') {
      withdrawnAt = out && now;
      continue;
    }
    if (action === 'notifyResult' && out) received.set(servedAt(details.service, now), out);
    if (action === 'notifyResult') served = withdrawnAt === null ? null : out;
    withdrawnTooLate = action === 'notifyResult' && withdrawnAt !== null;
    const { issue, text = null } = details;
    const again: Issued | null = action === 'confirmNoticeVoid' ? served : null;
    out = action === 'issueResult' && issue ? { at: now, text, wantedAt: null, ...issue } : again;
    if (action === 'issueResult') withdrawnAt = null;
  }
  return { out, withdrawnAt, withdrawnTooLate, received, found: await foundOf(tx, applicationId) };
}

/** Who had not waived them is owed them with the notice. */
function wanted(out: Issued | null, now: string): Issued | null {
  return out?.waived ? { ...out, wantedAt: out.wantedAt ?? now } : out;
}

async function foundOf(tx: Tx, applicationId: string): Promise<FoundWithdrawal | null> {
  const { rows } = await sql<{ found: FoundWithdrawal | null }>`
    select sekisho_found_withdrawal(${applicationId}::uuid) as found`.execute(tx);
  const found = rows[0]?.found ?? null;
  return found && { ...found, keyedAt: new Date(found.keyedAt).toISOString() };
}
