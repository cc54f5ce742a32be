import { CERTIFYING_ROLES } from '../../domain/certification.js';
import { Refused } from '../../domain/errors.js';
import { mayBeObjectedTo } from '../../domain/passkeys.js';
import { policyNamed } from '../../domain/policy.js';
import { rolesOnceDeclared } from '../../domain/roles.js';
import { type CaseKind, STAGES, whoseTurn } from '../../domain/stages.js';
import { bodyNames, type Due, queueOf, type QueuePlace } from '../../store/console-reads.js';
import { overseenGrievances } from '../../store/grievances.js';
import { type CaseSummary, listCases } from '../../store/views.js';
import type { CaseRow, OutcomeRow } from '../../web/case-data.js';
import type { OverseenRow } from '../../web/overseen-data.js';
import type { OwnCase } from '../../web/own-data.js';
import type { OverdueText } from '../../web/waiting-words-data.js';
import { FILE_ROLES, ITEM_ROLES, OUTCOME_ROLES, type Viewer } from '../../web/frame.js';
import { waitsForReader } from '../../web/office-data.js';
import { viewOf } from '../case-views.js';
import * as certifications from '../contractors/certifications.js';
import { countNotices } from '../contractors/notices.js';
import { countPassingsOn } from '../contractors/passing-on.js';
import { unsaid } from '../declarations.js';
import { waitingIn } from '../demands.js';
import { overdueTexts } from '../overdue-texts.js';
import { ownPasskeys } from '../passkeys.js';
import { holds } from '../principal.js';
import { organsOf, reachOf, stagesOf } from '../reach.js';
import type { Call } from '../route.js';
import { ShortPerson } from '../short-person.js';
import { Turn } from './view-shapes.js';

const PASSING_ON_ROLES = ['ContractorSecurityManager', 'AssessmentOfficerInCharge'] as const;
const KINDS = Object.keys(STAGES) as CaseKind[];
/** As many as fit on a start page: the rest stands in the queue. */
const WAITING_ON_START = 6;
const OWN_LIMIT = 30;

export async function viewerOf({ tx, principal }: Call, csrf: string): Promise<Viewer> {
  const bodies = principal.grants.flatMap(({ organId, contractorId }) => organId ?? contractorId ?? []);
  const names = await bodyNames(tx, bodies);
  const grants = principal.grants.map(({ role, organId, contractorId, standIn }) => {
    const of = names.get(organId ?? contractorId ?? '');
    return { role, ...(of ? { of } : {}), ...(standIn ? { until: standIn.lastDay } : {}) };
  });
  return { sub: principal.sub, csrf, grants };
}

/** The start page: what waits for me, my own cases, the outcomes I may know. */
export async function readStart(call: Call) {
  const { principal } = call;
  const works = holds(principal, FILE_ROLES);
  const queue = works ? await readQueue(call, { show: 'mine', limit: WAITING_ON_START }) : { rows: [] };
  return {
    waiting: queue.rows,
    own: await ownCases(call),
    outcomes: holds(principal, OUTCOME_ROLES) ? await outcomes(call) : [],
    demands: await waitingIn(call),
    office: await officeWaiting(call),
    unsaid: await unsaid(call),
    passkeyLost: holds(principal, ['Subject']) && (await isSaidToBeLost(call)),
  };
}

async function isSaidToBeLost(call: Call): Promise<boolean> {
  return (await ownPasskeys(call)).losses.some(({ state }) => mayBeObjectedTo(state));
}

/** What waits for the reader that is no case: numbers alone. */
async function officeWaiting(call: Call) {
  const certifies = holds(call.principal, CERTIFYING_ROLES);
  const { items } = certifies ? await certifications.list(call) : { items: [] };
  const notices = holds(call.principal, ITEM_ROLES) ? await countNotices(call) : { mine: 0, overdue: 0 };
  const passings = holds(call.principal, PASSING_ON_ROLES)
    ? await countPassingsOn(call)
    : { mine: 0, overdue: 0 };
  return {
    certifications: items.filter(waitsForReader).length,
    ...notices,
    toPassOn: passings.mine,
    notPassedOn: passings.overdue,
  };
}

export interface QueueAsked {
  readonly show: 'open' | 'mine' | 'ended';
  readonly after?: QueuePlace;
  readonly limit: number;
}

export async function readQueue(call: Call, { show, after, limit }: QueueAsked) {
  const { principal, tx } = call;
  if (!holds(principal, FILE_ROLES)) throw new Refused('NOT_FOUND');
  const places = await queueOf(tx, {
    ...reachOf(principal),
    ended: show === 'ended',
    ...(show === 'mine' ? { stages: stagesOf(principal) } : {}),
    ...(after ? { after } : {}),
    limit: limit + 1,
  });
  const rows: CaseRow[] = [];
  for (const { id, kind, due } of places.slice(0, limit)) {
    const row = await fileRow(call, { id, kind, due });
    if (row && (show !== 'mine' || row.yours)) rows.push(row);
  }
  const last = places.length > limit ? places[limit - 1] : undefined;
  return { rows, next: last ?? null };
}

/** What whoever is in charge is told of grievances, by the very view the API serves. */
export async function readOverseen(call: Call): Promise<OverseenRow[]> {
  const { principal, tx } = call;
  const rows: OverseenRow[] = [];
  for (const id of await overseenGrievances(tx, organsOf(principal, ['AssessmentOfficerInCharge']))) {
    const [summary] = await listCases(tx, { kind: 'grievance', sub: principal.sub, id, limit: 1 });
    const view = summary && (await viewOf(summary, call, 'row'));
    if (view?.view === 'oversight') rows.push(view);
  }
  return rows;
}

/** Likewise, on which of their cases words should have been screened by now. */
export async function readOverdueTexts(call: Call): Promise<OverdueText[]> {
  if (!holds(call.principal, ['AssessmentOfficerInCharge'])) return [];
  const { items } = await overdueTexts(call);
  return items;
}

async function fileRow(
  call: Call,
  of: { id: string; kind: CaseKind; due: Due | null },
): Promise<CaseRow | undefined> {
  const [summary] = await listCases(call.tx, { ...of, sub: call.principal.sub, limit: 1 });
  if (!summary) return undefined;
  const view = await viewOf(summary, call, 'row');
  if (view?.view === 'screening') return screeningRow(call, summary, of.due);
  if (view?.view === 'undeclared') return undeclaredRow(call, summary, view.person);
  if (view?.view !== 'file') return undefined;
  const person = ShortPerson.safeParse(view.person);
  return {
    ...rowOf(call, summary, of.due, view.turn),
    ...(person.success ? { person: person.data } : {}),
  };
}

/** Of words that wait to be screened: since when, and nothing that says whose they are or why they were asked for. */
function screeningRow(call: Call, summary: CaseSummary, due: Due | null): CaseRow {
  const row = rowOf(call, summary, due, 'ScreeningOfficer');
  return { ...row, ground: null, decision: null, notConductedReason: null };
}

function turnOf({ kind, stage, ground, mode }: CaseSummary) {
  return whoseTurn(kind, stage, ground, mode) ?? null;
}

/** Of a case that waits for the reader's word: whose it is, and whether their turn waits with it. */
function undeclaredRow(call: Call, summary: CaseSummary, person: CaseRow['person']): CaseRow {
  const { id, kind, stage, waitingOn, yours, since, ended } = rowOf(call, summary, null, turnOf(summary));
  const untold = { turn: null, due: null, ground: null, decision: null, notConductedReason: null };
  return {
    id,
    kind,
    stage,
    waitingOn,
    yours,
    since,
    ended,
    ...untold,
    ...(person ? { person } : {}),
    undeclared: true,
  };
}

/**
 * What every page says of a case: where it is, whose turn, since when, until when. The reader has been shown the file, so no
 * conflict bars them from it, or will be with their word.
 */
export function rowOf({ principal }: Call, summary: CaseSummary, due: Due | null, turnCode: unknown) {
  const turn = Turn.parse(turnCode);
  const roles = rolesOnceDeclared(principal.grants, principal.sub, { ...summary, conflicted: [] });
  const { id, kind, stage, waitingOn, ended, ground, decision, notConductedReason, policy } = summary;
  return {
    id,
    kind,
    stage,
    waitingOn,
    turn,
    yours: !ended && turn !== null && roles.includes(turn),
    since: (ended ? summary.endedAt : null) ?? summary.since,
    due: ended ? null : due,
    ended,
    ground,
    decision,
    notConductedReason,
    ...(policyNamed(policy) === undefined ? { policyMissing: true as const } : {}),
  };
}

async function ownCases(call: Call): Promise<OwnCase[]> {
  const { sub, grants } = call.principal;
  const subjectIds = grants.flatMap(({ subjectId }) => subjectId ?? []);
  if (subjectIds.length === 0) return [];
  const found: OwnCase[] = [];
  for (const kind of KINDS)
    for (const summary of await listCases(call.tx, { kind, sub, subjectIds, limit: OWN_LIMIT })) {
      const view = await viewOf(summary, call, 'row');
      if (view?.view === 'subject') found.push({ ...view, kind: summary.kind });
    }
  return found.sort((a, b) => Number(a.ended) - Number(b.ended) || b.since.localeCompare(a.since));
}

async function outcomes(call: Call): Promise<OutcomeRow[]> {
  const found: OutcomeRow[] = [];
  for (const kind of ['application', 'clearance'] as const)
    for (const summary of await listCases(call.tx, { kind, sub: call.principal.sub, limit: OWN_LIMIT })) {
      const view = await viewOf(summary, call, 'row');
      if (view?.view === 'outcome') found.push({ ...view, kind });
    }
  return found;
}
