import { sql } from 'kysely';
import type { CheckCode } from '../domain/checks.js';
import type { DeadlineKind } from '../domain/policy.js';
import { type CaseKind, type Stage, STAGES } from '../domain/stages.js';
import type { Tx } from './db.js';
import { tiedTo } from './conflicts.js';
import { openInCharge, openTo } from './declarations.js';
import { screenedIt } from './involved.js';

type StageRow = { readonly deadlines: readonly DeadlineKind[] };

/** Reads that only the console makes. What a row shows of a case is decided by the API's views, not here. */
export interface QueueQuery {
  readonly sub: string;
  /** Organs all of whose applications and clearances the caller works on, whoever is assigned. */
  readonly organs: readonly string[];
  /** Organs whose grievances are the caller's. */
  readonly grievanceOrgans: readonly string[];
  /** Organs whose questionnaires the caller may screen. */
  readonly screens: readonly string[];
  readonly cabinet: boolean;
  readonly ended: boolean;
  /** Only these stages. */
  readonly stages?: readonly Stage[];
  /** Only what waits for the caller's word on ties: in these stages, or where they are named to it. */
  readonly undeclared?: true;
  readonly after?: QueuePlace;
  readonly limit: number;
}

/** A place in the queue: the instant the list is ordered by, and the case there. */
export interface QueuePlace {
  readonly at: string;
  readonly id: string;
}

/** When a stage should be over. It stays when it has passed: a case months late stands first, not last. */
export interface Due {
  readonly at: string;
  readonly kind: DeadlineKind;
}

/** The deadline a stage is measured by: its window, or where it has only one, its reminder. */
const MEASURES = Object.values(STAGES)
  .flatMap((stages: Readonly<Record<string, StageRow>>) =>
    Object.entries(stages).flatMap(([stage, row]) => {
      const kind = row.deadlines.at(-1);
      return kind ? [{ stage, kind }] : [];
    }),
  )
  .concat(
    // Counted from the interview, and so set by the step that arranges it.
    { stage: 'INTERVIEW', kind: 'INTERVIEW_REMINDER' },
  )
  // An overdue grievance goes on being measured by the day its answer was meant by, and stands first.
  .map((row) => (row.stage === 'GRIEVANCE_OVERDUE' ? { ...row, kind: 'GRIEVANCE_TARGET' as const } : row));

/** The stage's own deadline, handled or not; without one, what time calls for next. */
const due = sql`
  left join unnest(${MEASURES.map(({ stage }) => stage)}::text[], ${MEASURES.map(({ kind }) => kind)}::text[])
    as m (stage, kind) on m.stage = c.stage
  left join lateral (
    select d.due_at, d.kind from deadlines d
    where d.case_id = c.id and not c.ended
      and case when m.kind is null
        then d.closed_at is null and d.handled_by = 'workflow' and d.kind <> 'CHECK_REMINDER'
        else d.kind = m.kind end
    order by case when m.kind is null then d.due_at end asc, d.set_seq desc, d.due_at desc limit 1
  ) due on true`;

/**
 * Cases in the order they fall due, or ended ones newest end first. A superset of what the caller may see: row-level
 * security and the conditions here make it small, the domain's relation table decides row by row. What waits for the caller's
 * word stands behind the open ones by its id, ended or not: neither its place, nor a cursor set before or behind it, nor the
 * list it is on tells when something falls due or whether it is over.
 */
export async function queueOf(
  tx: Tx,
  query: QueueQuery,
): Promise<(QueuePlace & { kind: CaseKind; due: Due | null })[]> {
  const { ended, after, stages, undeclared } = query;
  const closed = waitsForWord(query);
  // What waits for a word stands by its id alone.
  const at = undeclared
    ? sql`'infinity'::timestamptz`
    : ended
      ? sql`coalesce(c.ended_at, c.stage_at)`
      : sql`case when ${closed} then 'infinity' else coalesce(due.due_at, 'infinity') end`;
  const beyond = ended ? sql`<` : sql`>`;
  const direction = ended ? sql`desc` : sql`asc`;
  const { rows } = await sql<DueRow & { id: string; kind: CaseKind; at: string }>`
    select c.id, c.kind, ${at}::text as at, due.due_at, due.kind as due_kind
    from cases c ${due}
    where ${undeclared ? sql`not c.ended` : ended ? sql`c.ended and not ${closed}` : sql`(not c.ended or ${closed})`}
      and ${worksOn(query)}
      ${stages === undefined ? sql`` : sql`and ${inStages(stages, query)}`}
      ${after === undefined ? sql`` : sql`and (${at}, c.id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by ${at} ${direction}, c.id ${direction}
    limit ${query.limit}
  `.execute(tx);
  return rows.map((row) => ({ id: row.id, kind: row.kind, at: row.at, due: toDue(row) }));
}

/**
 * How many open cases of these organs wait for this officer's word, and whether anything is overdue on one that no officer in
 * charge of it has said theirs of: of which, and how many, is not told.
 */
export async function unsaidOf(
  tx: Tx,
  of: {
    readonly sub: string;
    readonly organs: readonly string[];
    readonly own: readonly string[];
    readonly now: string;
  },
): Promise<{ waiting: number; overdue: boolean }> {
  const ids = { id: sql`c.id`, organId: sql`c.organ_id`, subjectId: sql`c.subject_id` };
  const { rows } = await sql<{ waiting: number; overdue: boolean }>`
    select count(*)::int as waiting,
      coalesce(bool_or(due.due_at <= ${of.now}::timestamptz and not ${openInCharge(ids)}), false) as overdue
    from cases c ${due}
    where not c.ended and c.kind <> 'grievance' and c.organ_id = any (${[...of.organs]}::uuid[])
      and c.subject_id <> all (${[...of.own]}::uuid[])
      and not ${openTo(ids.id, of.sub)} and ${of.sub} <> all (${tiedTo(ids.subjectId)}) and not ${screenedIt(ids.id, of.sub)}
  `.execute(tx);
  return rows[0] ?? { waiting: 0, overdue: false };
}

export async function dueOf(tx: Tx, caseId: string): Promise<Due | null> {
  const { rows } = await sql<DueRow>`
    select due.due_at, due.kind as due_kind from cases c ${due} where c.id = ${caseId}
  `.execute(tx);
  return rows[0] ? toDue(rows[0]) : null;
}

interface DueRow {
  due_at: Date | null;
  due_kind: DeadlineKind | null;
}

function toDue({ due_at, due_kind }: DueRow): Due | null {
  return due_at && due_kind ? { at: due_at.toISOString(), kind: due_kind } : null;
}

function inStages(stages: readonly Stage[], { sub, undeclared }: QueueQuery) {
  const turn = sql`c.stage = any (${[...stages]})`;
  if (!undeclared) return turn;
  const named = sql`exists (select 1 from assignments s where s.case_id = c.id and s.sub = ${sub})`;
  return sql`(${turn} or ${named}) and not ${openTo(sql`c.id`, sub)}`;
}

/** Open to the caller once they have said their word on ties; who only screens its words is asked for none. */
function waitsForWord(query: QueueQuery) {
  return sql`(not ${openTo(sql`c.id`, query.sub)} and ${judges(query)})`;
}

function worksOn(query: QueueQuery) {
  return sql`(${judges(query)}
    or (c.stage = 'QUESTIONNAIRE_SCREENING' and c.organ_id = any (${[...query.screens]}::uuid[])))`;
}

function judges({ sub, organs, grievanceOrgans, cabinet }: QueueQuery) {
  return sql`(
    (c.kind <> 'grievance' and c.organ_id = any (${[...organs]}::uuid[]))
    or exists (select 1 from assignments s where s.case_id = c.id and s.sub = ${sub})
    or (${cabinet} and exists (select 1 from applications a where a.id = c.id and a.mode = 'UNIFIED'))
    or (c.organ_id = any (${[...grievanceOrgans]}::uuid[])
      and (c.kind = 'grievance' or exists (select 1 from grievances g where c.id in (g.application_id, g.clearance_id))))
  )`;
}

/** The kind of a case, or undefined if there is none or row-level security hides it. */
export async function kindOf(tx: Tx, caseId: string): Promise<CaseKind | undefined> {
  const row = await tx.selectFrom('cases').select('kind').where('id', '=', caseId).executeTakeFirst();
  return row?.kind;
}

/** All organs and contractors but these, by name. */
export async function bodiesBeside(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; ja: string; en: string }[]> {
  const { rows } = await sql<{ id: string; ja: string; en: string }>`
    select id, name_ja as ja, name_en as en from organs where id <> all (${[...ids]}::uuid[])
    union all select id, name_ja, name_en from contractors where id <> all (${[...ids]}::uuid[])
    order by en, id`.execute(tx);
  return rows;
}

export interface Clock extends Due {
  /** The question it is about, for the deadline of a check. */
  readonly code: CheckCode | null;
  /** By which outages it was moved, and by how many days each. */
  readonly extended: readonly { readonly from: string; readonly to: string; readonly days: number }[];
}

/** What time will call for, soonest first. */
export async function clocksOf(tx: Tx, caseId: string): Promise<Clock[]> {
  const rows = await tx
    .selectFrom('deadlines as d')
    .leftJoin('checks as k', 'k.request_id', 'd.request_id')
    .select(['d.kind', 'd.due_at', 'k.code', extensions])
    .where('d.case_id', '=', caseId)
    .where('d.closed_at', 'is', null)
    .orderBy('d.due_at')
    .orderBy('d.id')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    at: row.due_at.toISOString(),
    code: row.code,
    extended: row.extended.map(({ first, last, days }) => ({ from: first, to: last, days })),
  }));
}

const extensions = sql<{ first: string; last: string; days: number }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('first', o.first_day, 'last', o.last_day, 'days', m.days) order by o.first_day), '[]')
  from outage_moves m join outages o on o.id = m.outage_id where m.deadline_id = d.id)`.as('extended');

/** Case officers of an organ by sign-in, with how many open cases each has: for the one who assigns. */
export async function officersOf(tx: Tx, organId: string): Promise<{ sub: string; open: number }[]> {
  const { rows } = await sql<{ sub: string; open: number }>`
    select p.sub, count(c.id)::int as open
    from principals p
    left join assignments s on s.sub = p.sub
    left join cases c on c.id = s.case_id and not c.ended and c.organ_id = ${organId}
    where p.role = 'CaseOfficer' and p.organ_id = ${organId}
    group by p.sub order by open, p.sub
  `.execute(tx);
  return rows;
}

/** Names of organs and contractors by id. */
export async function bodyNames(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { ja: string; en: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name_ja: string; name_en: string }>`
    select * from organs where id = any (${[...ids]}::uuid[])
    union all select * from contractors where id = any (${[...ids]}::uuid[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, { ja: row.name_ja, en: row.name_en }]));
}
