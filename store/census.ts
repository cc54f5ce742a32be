import { sql } from 'kysely';
import { renewalOpening } from '../domain/calendar.js';
import type { DeadlineKind } from '../domain/policy.js';
import type { CaseKind } from '../domain/stages.js';
import type { Db } from './db.js';
import { setDeadline } from './deadlines.js';
import { writeLedger } from './ledger.js';
import { FAILING_AFTER } from './relay-queue.js';

/** The register's side of the census: which cases must have a workflow, and what it should have done by now. */

/** What must be known of a case to ring it. */
export interface CaseRef {
  readonly caseId: string;
  readonly caseKind: CaseKind;
  readonly organId: string;
  readonly ended: boolean;
}

/** What the census found wrong with a case. */
export type CaseFinding = 'MISSING' | 'REPLACED' | 'OVERDUE' | 'STUCK' | 'RENEWAL_MISSED' | 'EXPIRY_MISSED';
/** Why a workflow had no business running. */
export type ImpostorFault = 'NO_CASE' | 'CASE_ENDED' | 'WRONG_TYPE' | 'WRONG_QUEUE' | 'FOREIGN_ID';

const PAGE = 1_000;

/** Every open case, by pages. */
export function openCases(db: Db): AsyncGenerator<CaseRef[]> {
  return pages(async (after) => {
    const rows = await db
      .selectFrom('cases')
      .select(['id', 'kind', 'organ_id', 'ended'])
      .where('ended', '=', false)
      .$if(after !== null, (q) => q.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(PAGE)
      .execute();
    return rows.map(refOf);
  });
}

/** The cases of these ids that exist. */
export async function casesOf(db: Db, ids: readonly string[]): Promise<Map<string, CaseRef>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'kind', 'organ_id', 'ended'])
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, refOf(row)]));
}

/** Of these cases, those whose bell is still on its way: they are not missing, only new. */
export async function ringingAlready(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('outbox')
    .select('case_id')
    .distinct()
    .where(sql<boolean>`lane = any (${ids.map((id) => `case/${id}`)}::text[])`)
    .where('done_at', 'is', null)
    .where('dead_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.case_id));
}

/** Cases with a deadline that fell due a while ago: the workflow should have handled it. */
export function overdueCases(db: Db, now: string, graceMs: number): AsyncGenerator<CaseRef[]> {
  const before = new Date(Date.parse(now) - graceMs);
  return pages(async (after) => {
    const rows = await db
      .selectFrom('cases as c')
      .select(['c.id', 'c.kind', 'c.organ_id', 'c.ended'])
      .where('c.ended', '=', false)
      .where((e) =>
        e.exists(
          e
            .selectFrom('deadlines as d')
            .select('d.id')
            .whereRef('d.case_id', '=', 'c.id')
            .where('d.closed_at', 'is', null)
            .where('d.handled_by', '=', 'workflow')
            .where('d.due_at', '<=', before),
        ),
      )
      .$if(after !== null, (q) => q.where('c.id', '>', after ?? ''))
      .orderBy('c.id')
      .limit(PAGE)
      .execute();
    return rows.map(refOf);
  });
}

/**
 * Cases the workflow has not looked at since they last moved, for longer than `ageMs` of wall time, although it was told
 * that long ago or cannot be told. `patience`: only those that were not repaired within `ageMs`, nor so often in vain.
 */
export function unseenCases(db: Db, ageMs: number, patience?: number): AsyncGenerator<CaseRef[]> {
  const since = sql`clock_timestamp() - make_interval(secs => ${ageMs / 1000})`;
  return pages(async (after) => {
    const { rows } = await sql<{ id: string; kind: CaseKind; organ_id: string; ended: boolean }>`
      with unseen as (
        select c.id, c.kind, c.organ_id, c.ended, (select max(l.recorded_at) from ledger l
          where l.case_id = c.id and l.command_id is not null) as moved_at
        from cases c where c.handled_seq < c.rung_seq and (${after}::uuid is null or c.id > ${after}::uuid)
      )
      select id, kind, organ_id, ended from unseen u
      where moved_at < ${since}
        and not exists (select 1 from outbox o where o.lane = 'case/' || u.id
          and (o.done_at >= ${since} or (o.done_at is null and o.attempts < ${FAILING_AFTER})) offset 0)
        and (${patience ?? null}::int is null or (
          not exists (select 1 from ledger r where r.case_id = u.id and r.event = 'CensusRang'
            and r.recorded_at >= ${since})
          and (select count(*) from ledger r where r.case_id = u.id and r.event = 'CensusRang'
            and r.recorded_at > u.moved_at) < ${patience ?? null}::int))
      order by id limit ${PAGE}
    `.execute(db);
    return rows.map(refOf);
  });
}

/** A clearance whose time has come although nothing was done about it. */
export interface MissedClearance extends CaseRef {
  readonly finding: 'RENEWAL_MISSED' | 'EXPIRY_MISSED';
  readonly kind: DeadlineKind;
  readonly dueAt: string;
  /** Whether a deadline row still stands for it; without one no bell helps. */
  readonly deadlineOpen: boolean;
}

/** Clearances past their last day that have not expired, and past their renewal opening without a renewal. */
export async function* missedClearances(
  db: Db,
  now: string,
  graceMs: number,
): AsyncGenerator<MissedClearance[]> {
  const at = new Date(Date.parse(now) - graceMs).toISOString();
  for await (const page of pages((after) => heldClearances(db, at, after)))
    yield page.flatMap((held) => missedOf(held, at) ?? []);
}

interface HeldClearance extends CaseRef {
  readonly mayRenew: boolean;
  readonly renewed: boolean;
  readonly opensAt: string;
  readonly expiresAt: string;
  readonly openDeadlines: readonly string[];
}

/** What time has called for before `at` and nobody has done; nothing if all was. */
function missedOf(held: HeldClearance, at: string): MissedClearance | undefined {
  const { caseId, caseKind, organId, ended, openDeadlines } = held;
  const missed = (finding: MissedClearance['finding'], kind: DeadlineKind, dueAt: string) => ({
    caseId,
    caseKind,
    organId,
    ended,
    finding,
    kind,
    dueAt,
    deadlineOpen: openDeadlines.includes(kind),
  });
  if (held.expiresAt <= at) return missed('EXPIRY_MISSED', 'EXPIRY', held.expiresAt);
  if (!held.mayRenew || held.renewed || held.opensAt > at) return undefined;
  return missed('RENEWAL_MISSED', 'RENEWAL_OPENING', held.opensAt);
}

async function heldClearances(db: Db, at: string, after: string | null): Promise<HeldClearance[]> {
  const rows = await db
    .selectFrom('clearances as k')
    .innerJoin('cases as c', 'c.id', 'k.id')
    .select(['c.id', 'c.kind', 'c.organ_id', 'c.ended', 'c.stage', 'c.periods', 'k.expires_at'])
    .select(['k.last_valid_day', 'k.renewal_application_id'])
    .select((e) =>
      e
        .selectFrom('deadlines as d')
        .select(sql<string[]>`coalesce(array_agg(d.kind), '{}')`.as('kinds'))
        .whereRef('d.case_id', '=', 'c.id')
        .where('d.closed_at', 'is', null)
        .as('open_deadlines'),
    )
    .where('c.ended', '=', false)
    // Wider than any lead of the policy; the exact instant is counted in Japan's calendar.
    .where(sql<boolean>`k.last_valid_day < (${at}::timestamptz + interval '25 months')::date`)
    .$if(after !== null, (q) => q.where('c.id', '>', after ?? ''))
    .orderBy('c.id')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({
    ...refOf(row),
    mayRenew: row.stage === 'ACTIVE' || row.stage === 'REVIEW',
    renewed: row.renewal_application_id !== null,
    opensAt: renewalOpening(row.last_valid_day, row.periods.RENEWAL_LEAD),
    expiresAt: row.expires_at.toISOString(),
    openDeadlines: row.open_deadlines ?? [],
  }));
}

/** Sets the deadline again that a clearance must have: the bell that follows then finds it due. */
export async function restoreDeadline(db: Db, { caseId, kind, dueAt }: MissedClearance): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { seq } = await tx
      .selectFrom('cases')
      .select('seq')
      .where('id', '=', caseId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await setDeadline(tx, { caseId, seq, kind, dueAt });
  });
}

export async function deadLetterCount(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from sekisho_dead_letters(${FAILING_AFTER})
  `.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whether an earlier census, at least `ageMs` of wall time ago, rang this case and nothing has happened on it since. */
export async function rungInVain(db: Db, caseId: string, ageMs: number): Promise<boolean> {
  const { rows } = await sql<{ vain: boolean }>`
    select exists (select 1 from ledger r where r.case_id = ${caseId} and r.event = 'CensusRang'
      and r.recorded_at < clock_timestamp() - make_interval(secs => ${ageMs / 1000})
      and not exists (select 1 from ledger l where l.case_id = ${caseId} and l.command_id is not null
        and l.recorded_at > r.recorded_at)) as vain
  `.execute(db);
  return rows[0]?.vain === true;
}

/** A difference that was repaired, on the file of the case it concerns. */
export async function traceFinding(
  db: Db,
  of: { caseId: string; finding: CaseFinding; rebuilt: boolean },
  now: string,
): Promise<void> {
  await trace(
    db,
    { event: 'CensusRang', caseId: of.caseId, details: { finding: of.finding, rebuilt: of.rebuilt } },
    now,
  );
}

/** A workflow that was ended because the register knows no reason for it. The run id is the engine's, never a name. */
export async function traceImpostor(
  db: Db,
  of: { caseId: string | null; fault: ImpostorFault; runId: string },
  now: string,
): Promise<void> {
  await trace(
    db,
    { event: 'ImpostorEnded', caseId: of.caseId, details: { fault: of.fault, runId: of.runId } },
    now,
  );
}

/** A workflow that was ended and started anew by an operator's command. */
export async function traceRebuilt(
  db: Db,
  of: { caseId: string; ended: string | null; started: string | null },
  now: string,
): Promise<void> {
  const { caseId, ended, started } = of;
  await trace(db, { event: 'WorkflowRebuilt', caseId, details: { ended, started } }, now);
}

async function trace(
  db: Db,
  entry: { event: string; caseId: string | null; details: Record<string, unknown> },
  now: string,
): Promise<void> {
  const article = 'design: the register decides what runs';
  const by = { sub: null, role: 'System', purpose: 'OPERATION' } as const;
  await db.transaction().execute((tx) => writeLedger(tx, { at: now, article, ...by, ...entry }));
}

function refOf(row: { id: string; kind: CaseKind; organ_id: string; ended: boolean }): CaseRef {
  return { caseId: row.id, caseKind: row.kind, organId: row.organ_id, ended: row.ended };
}

/** Reads page after page, each beginning after the last case of the one before. */
async function* pages<T extends CaseRef>(read: (after: string | null) => Promise<T[]>): AsyncGenerator<T[]> {
  let after: string | null = null;
  for (;;) {
    const page: T[] = await read(after);
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.caseId ?? null;
  }
}
