import { sql } from 'kysely';
import type { CheckCode, Finding, Item, Source } from '../domain/checks.js';
import type { Need } from '../domain/inquiries.js';
import type {
  CaseKind,
  Decision,
  Ground,
  InvestigationMode,
  NotConductedReason,
  Stage,
  WaitingOn,
} from '../domain/stages.js';
import type { EarlierResult } from '../domain/outward.js';
import { policyNamed } from '../domain/policy.js';
import { tiedTo } from './conflicts.js';
import type { Cursor } from './cursor.js';
import type { Tx } from './db.js';
import { assignedTo, declaredOn, openTo, undeclaredOn } from './declarations.js';
import { earlierResult } from './earlier-results.js';
import { screenedIt, workedOn } from './involved.js';
import { type InPlace, placeOf } from './stand-ins.js';
import { setAside } from './supplements.js';
import { isVoid, type VoidNotice, voidNotice, voidNotices } from './void-notices.js';

/** Reads for pages and the API, straight from the register: no workflow is asked to draw a page. */
export interface CaseSummary {
  readonly id: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly version: number;
  /** The policy it froze, by its name. */
  readonly policy: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
  readonly waitingOn: WaitingOn;
  readonly ended: boolean;
  readonly openedAt: string;
  readonly since: string;
  readonly dueAt: string | null;
  readonly ground: Ground | null;
  readonly decision: Decision | null;
  readonly notifiedAt: string | null;
  readonly notConductedReason: NotConductedReason | null;
  readonly lastValidDay: string | null;
  readonly endedAt: string | null;
  /** The person is asked for something, a supplementary consent or their side, whoever else is waited for. */
  readonly askedBeside: boolean;
  readonly assigned: readonly string[];
  /** Named to it, and have not said yet whether they are tied to its person. */
  readonly undeclared: readonly string[];
  /** The caller, where they have said that they are not; or nobody. */
  readonly declared: readonly string[];
  readonly mode: InvestigationMode | null;
  readonly investigatedByCabinet: boolean;
  /** Sign-ins of those who ask that are tied to the subject: the caller's, or nobody's. */
  readonly conflicted: readonly string[];
  readonly screening: boolean;
  /** The caller, where they took another step on it or were shown words that wait to be screened; or nobody. */
  readonly workers: readonly string[];
  readonly screeners: readonly string[];
  /** The result that stands while the decision is being taken again. */
  readonly earlier: EarlierResult | null;
  /** Notices of a result that were found void, oldest first. */
  readonly voidNotices: readonly VoidNotice[];
}

export interface CaseQuery {
  readonly kind: CaseKind;
  /** Who asks. */
  readonly sub: string;
  readonly id?: string;
  readonly open?: boolean;
  /** Besides, whether ended or not, those of which the caller has not said their word on ties. */
  readonly orUndeclared?: boolean;
  readonly subjectIds?: readonly string[];
  readonly after?: Cursor;
  readonly limit: number;
}

/** Newest first. Row-level security decides which rows exist for the caller. */
export async function listCases(tx: Tx, query: CaseQuery): Promise<CaseSummary[]> {
  const { rows } = await sql<SummaryRow>`
    select c.id, c.kind, c.stage, c.seq, c.policy_version, c.organ_id, c.subject_id, c.contractor_id, c.waiting_on, c.ended, c.opened_at,
      c.stage_at, c.ended_at, a.ground, a.decision, a.mode, a.not_conducted_reason, coalesce(a.notified_at, cl.notified_at) as notified_at,
      cl.last_valid_day::text as last_valid_day,
      (select min(d.due_at) from deadlines d where d.case_id = c.id and d.closed_at is null and d.handled_by = 'workflow') as due_at,
      (select jsonb_build_object('id', e.id, 'decision', e.decision, 'decidedAt', e.decided_at, 'notifiedAt', e.notified_at)
        from earlier_results e where e.application_id = a.id and a.notified_at is null and not ${isVoid(sql`e.id`)}
        order by e.notified_at desc limit 1) as earlier,
      exists(select 1 from deadlines d where d.case_id = c.id and d.closed_at is null
        and (d.kind = 'SUPPLEMENT_WINDOW' or d.kind = 'HEARING_WINDOW' and c.kind = 'clearance')) as asked_beside,
      ${voidNotices(sql`a.id`)} as void_notices,
      ${assignedTo(sql`c.id`)} as assigned,
      ${undeclaredOn(sql`c.id`)} as undeclared,
      ${declaredOn(sql`c.id`, query.sub)} as declared,
      array(select ${query.sub}::text where ${query.sub} = any (${tiedTo(sql`c.subject_id`)})) as conflicted,
      array(select ${query.sub}::text where c.stage = 'QUESTIONNAIRE_SCREENING' and ${workedOn(sql`c.id`, query.sub)}) as workers,
      array(select ${query.sub}::text where ${screenedIt(sql`c.id`, query.sub)}) as screeners
    from cases c
    left join applications a on a.id = c.id
    left join clearances cl on cl.id = c.id
    where c.kind = ${query.kind}
      ${query.id === undefined ? sql`` : sql`and c.id = ${query.id}`}
      ${query.open === undefined ? sql`` : endedOrNot(query.open, query)}
      ${query.subjectIds === undefined ? sql`` : sql`and c.subject_id = any (${[...query.subjectIds]})`}
      ${query.after === undefined ? sql`` : sql`and (c.opened_at, c.id) < (${query.after.at}, ${query.after.id}::uuid)`}
    order by c.opened_at desc, c.id desc
    limit ${query.limit}
  `.execute(tx);
  return rows.map(toSummary);
}

function endedOrNot(open: boolean, { sub, orUndeclared }: CaseQuery) {
  const asked = sql`c.ended = ${!open}`;
  // On either list the caller is shown, or not shown, all of them: a place behind one of them tells nothing of it.
  return orUndeclared ? sql`and (${asked} or not ${openTo(sql`c.id`, sub)})` : sql`and ${asked}`;
}

interface SummaryRow {
  id: string;
  kind: CaseKind;
  stage: Stage;
  seq: number;
  policy_version: string;
  organ_id: string;
  subject_id: string;
  contractor_id: string | null;
  waiting_on: WaitingOn;
  ended: boolean;
  opened_at: Date;
  stage_at: Date;
  ended_at: Date | null;
  due_at: Date | null;
  ground: Ground | null;
  decision: Decision | null;
  mode: InvestigationMode | null;
  not_conducted_reason: NotConductedReason | null;
  notified_at: Date | null;
  last_valid_day: string | null;
  asked_beside: boolean;
  assigned: string[];
  undeclared: string[];
  declared: string[];
  conflicted: string[];
  workers: string[];
  screeners: string[];
  earlier: EarlierResult | null;
  void_notices: VoidNotice[];
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function toSummary(row: SummaryRow): CaseSummary {
  return {
    id: row.id,
    kind: row.kind,
    stage: row.stage,
    version: row.seq,
    policy: policyNamed(row.policy_version)?.version ?? row.policy_version,
    organId: row.organ_id,
    subjectId: row.subject_id,
    contractorId: row.contractor_id,
    waitingOn: row.waiting_on,
    ended: row.ended,
    openedAt: row.opened_at.toISOString(),
    since: row.stage_at.toISOString(),
    endedAt: iso(row.ended_at),
    askedBeside: row.asked_beside,
    dueAt: iso(row.due_at),
    ground: row.ground,
    decision: row.decision,
    notifiedAt: iso(row.notified_at),
    notConductedReason: row.not_conducted_reason,
    lastValidDay: row.last_valid_day,
    assigned: row.assigned,
    undeclared: row.undeclared,
    declared: row.declared,
    mode: row.mode,
    investigatedByCabinet: row.mode === 'UNIFIED',
    conflicted: row.conflicted,
    screening: row.stage === 'QUESTIONNAIRE_SCREENING',
    workers: row.workers,
    screeners: row.screeners,
    earlier: row.earlier && earlierResult(row.earlier),
    voidNotices: row.void_notices.map(voidNotice),
  };
}

export interface CheckView {
  readonly requestId: string;
  readonly code: CheckCode;
  readonly item: Item;
  readonly source: Source;
  readonly status: 'OPEN' | 'ANSWERED' | 'LATE' | 'CANCELLED';
  readonly finding: Finding | null;
  readonly dueAt: string;
  readonly answeredAt: string | null;
  readonly resolvedAt: string | null;
  /** When somebody was found to have answered through the engine in the source's place. */
  readonly forgeryAt: string | null;
  /** Answered in an earlier case, and brought into this one. */
  readonly reused: boolean;
  /** Why it was asked, where that was only as needed. */
  readonly need: Need | null;
}

// By name, so that the statement's plan can be kept (prepared.ts).
// biome-ignore format: a list
const CHECK = ['request_id', 'code', 'item', 'source', 'status', 'finding', 'due_at', 'answered_at', 'resolved_at', 'forgery_at', 'reused', 'need'] as const;

export async function checksOf(tx: Tx, caseId: string): Promise<CheckView[]> {
  const rows = await tx
    .selectFrom('checks')
    .select(CHECK)
    .where('case_id', '=', caseId)
    .orderBy('created_at')
    .orderBy('code')
    .orderBy('request_id')
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    code: row.code,
    item: row.item,
    source: row.source,
    status: row.status,
    finding: row.finding,
    dueAt: row.due_at.toISOString(),
    answeredAt: iso(row.answered_at),
    resolvedAt: iso(row.resolved_at),
    forgeryAt: iso(row.forgery_at),
    reused: row.reused,
    need: row.need,
  }));
}

export interface TimelineEntry {
  readonly at: string;
  readonly event: string;
  readonly article: string;
  readonly role: string;
  readonly to: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * What happened to a case, in order, each with its article: the ledger's entries about its steps. How much was struck of
 * somebody's words, and why, is nobody's who reads the file, and neither is another organ's case, nor what was answered to a
 * question that was taken back.
 */
export async function timelineOf(tx: Tx, caseId: string): Promise<TimelineEntry[]> {
  const rows = await sql<{
    at: Date;
    event: string;
    article: string;
    role: string;
    to_stage: string;
    details: Record<string, unknown>;
    in_place: InPlace | null;
  }>`
    select c.at, l.event, l.article, c.role, c.to_stage,
      c.details - 'screened' - 'struck' - 'drifting' - 'reusedFrom' - 'standIn'
        - case when ${setAside('c')} then '{finding,documentId}'::text[] else '{}'::text[] end as details, ${placeOf('c')} as in_place
    from commands c join ledger l on l.case_id = c.case_id and l.command_id = c.command_id
    where c.case_id = ${caseId} order by c.seq
  `.execute(tx);
  return rows.rows.map((row) => ({
    at: row.at.toISOString(),
    event: row.event,
    article: row.article,
    role: row.role,
    to: row.to_stage,
    detail: { ...row.details, ...(row.in_place ? { standIn: row.in_place } : {}) },
  }));
}

/** The vault document a step of the case named, newest first: reasons of a decision, a grievance's text. */
export async function documentOf(
  tx: Tx,
  caseId: string,
  action: string,
  until?: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('commands')
    .select('details')
    .where('case_id', '=', caseId)
    .where('action', '=', action)
    .$if(until !== undefined, (q) => q.where('at', '<=', new Date(until ?? 0)))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const details = row?.details as { reasonsId?: string; documentId?: string } | undefined;
  return details?.reasonsId ?? details?.documentId;
}
