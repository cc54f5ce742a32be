import { concernsFor, noticeFor, ownSteps, reasonsFor, requestedFor, withdrawalFor } from './own-view.js';
import { dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import { outcomeOf, withStandingResult } from '../domain/outward.js';
import { FILE_ROLES } from '../domain/readers.js';
import {
  endedWithoutResult,
  isClosedTo,
  type Opened,
  openedOn,
  owedRole,
  purposeOfFile,
  readingRoles,
} from '../domain/access.js';
import { holds } from './principal.js';
import { type Role, rolesOn } from '../domain/roles.js';
import { possibleActions } from '../domain/rules.js';
import { type CaseKind, stageRow, whoseTurn } from '../domain/stages.js';
import { readCase } from '../store/case-state.js';
import { writeLedger } from '../store/ledger.js';
import type { BreakGlass } from '../store/break-glass.js';
import { hasGrievance } from '../store/grievances.js';
import { type CaseSummary, checksOf, listCases } from '../store/views.js';
import { askableFor, stoppedChecks } from './checks-shown.js';
import { reportsFor, stageToldTo } from './change-reports.js';
import { brokenFor, onlyRead, toldOfBreaking } from './break-glass-view.js';
import { isSealed } from '../domain/corrections.js';
import { correctedFor, voidNoticesIn } from './correction-view.js';
import { earlierIn } from './earlier.js';
import { holdsFor } from './hold-views.js';
import { movesFor } from './moves.js';
import type { Call } from './route.js';
import { grievanceShown, oversightIn } from './grievance-views.js';
import { outcomeView } from './outcome-view.js';
import { papersFor } from './originals/waiting.js';
import { interviewsFor } from './interview-views.js';
import { issueFor, serviceFor } from './service.js';
import { weighedIn } from './to-weigh-view.js';
import { readStatements } from './statements.js';
import { supplementFor, supplementsOnFile } from './supplements.js';
import { screeningView, struckFor } from './screening-view.js';
import type { View } from './case-faces.js';
import { turnOn, wordsFor } from './words-shown.js';
import { ShortPerson } from './short-person.js';

/** Whether the caller works on the case: knows its stage, and may be told of it. */
export function worksOn(roles: readonly Role[]): boolean {
  return roles.some((role) => FILE_ROLES.includes(role));
}

/** The roles in which the caller reads this case, their own conflicts counted. None: to them there is no such case. */
export async function rolesIn(call: Call<unknown, unknown>, summary: CaseSummary): Promise<Role[]> {
  const { sub, grants } = call.principal;
  return readingRoles(rolesOn(grants, sub, summary), sub, summary, await grievedIn(call, summary));
}

/** The role in which the case waits for the caller's word on ties; undefined where it does not. */
export async function owedIn(call: Call<unknown, unknown>, summary: CaseSummary): Promise<Role | undefined> {
  const { sub, grants } = call.principal;
  return owedRole(grants, sub, summary, await grievedIn(call, summary));
}

/** Asked for a grievance officer alone: to nobody else does it make a difference. */
async function grievedIn(call: Call<unknown, unknown>, { kind, id }: CaseSummary): Promise<boolean> {
  return kind !== 'grievance' && holds(call.principal, ['GrievanceOfficer']) && hasGrievance(call.tx, id);
}

/** Why a case is closed to whoever holds no role on it. */
export async function closedIn(call: Call<unknown, unknown>, summary: CaseSummary): Promise<Refused> {
  return new Refused((await owedIn(call, summary)) ? 'TIES_UNDECLARED' : 'NOT_FOUND');
}

export async function caseOr404(call: Call, kind: CaseKind): Promise<CaseSummary> {
  const { tx, params, principal } = call;
  const [found] = await listCases(tx, { kind, sub: principal.sub, id: params.id ?? '', limit: 1 });
  if (!found) throw new Refused('NOT_FOUND');
  return found;
}

/** The case as the caller may see it; 404 where they may not. `whole` adds personal content, and a ledger entry. */
export async function caseView(
  summary: CaseSummary,
  call: Call,
  depth: 'row' | 'whole' = 'row',
): Promise<View> {
  const view = await viewOf(summary, call, depth);
  if (!view) throw await closedIn(call, summary);
  return view;
}

export async function viewOf(
  summary: CaseSummary,
  call: Call,
  depth: 'row' | 'whole',
): Promise<View | undefined> {
  const { sub, grants } = call.principal;
  const oversight = await oversightIn(call, summary);
  const grieved = await grievedIn(call, summary);
  const roles = readingRoles(rolesOn(grants, sub, summary), sub, summary, grieved);
  const none = depth === 'row' || roles.includes('Subject') || worksOn(roles);
  const broken = none ? undefined : await brokenFor(call, summary);
  const opened = openedOn(grants, sub, summary, {
    grieved,
    overseen: oversight !== undefined,
    ended: endedWithoutResult(summary),
    broken: broken !== undefined,
  });
  switch (opened?.face) {
    case 'subject':
      return subjectView(summary, call, depth);
    case 'ended':
    case 'file':
      return fileView(summary, call, roles, depth);
    case 'broken':
      return broken && onlyRead(await fileView(summary, call, [opened.as], depth, broken), broken);
    case 'screening':
      return screeningView(summary, call, depth);
    case 'oversight':
      if (depth === 'whole') await noteRead(call, summary, opened);
      return oversight;
    case 'outcome':
      if (depth === 'whole') await noteRead(call, summary, opened);
      return outcomeView(summary, call.now);
    case 'undeclared':
      return depth === 'whole' ? undefined : undeclaredView(summary, call);
    case undefined:
      return undefined;
  }
}

/** Of a case that waits for the caller's word a list says so, and whose it is. */
async function undeclaredView(summary: CaseSummary, call: Call): Promise<View> {
  const { id, kind, subjectId } = summary;
  const identity = await call.parts.vault.latest(call.tx, { kind: 'subject', id: subjectId }, 'IDENTITY');
  const person = ShortPerson.safeParse(identity).data;
  return { view: 'undeclared', id, kind, subjectId, ...(person ? { person } : {}) };
}

async function fileView(
  summary: CaseSummary,
  call: Call,
  roles: Role[],
  depth: 'row' | 'whole',
  broken?: BreakGlass,
): Promise<View> {
  const { investigatedByCabinet: _, endedAt: __, mode, ...told } = summary;
  const {
    conflicted: ___,
    screening: ____,
    workers: _____,
    screeners: ______,
    earlier: _______,
    askedBeside: ________,
    voidNotices: _________,
    declared: __________,
    ...shown
  } = told;
  const next = whoseTurn(summary.kind, summary.stage, summary.ground, mode);
  const turn = (await turnOn(call, summary, next)) ?? null;
  const subject = { kind: 'subject', id: summary.subjectId } as const;
  const person = (await call.parts.vault.latest(call.tx, subject, 'IDENTITY')) as
    | Record<string, unknown>
    | undefined;
  const row = {
    view: 'file' as const,
    ...shown,
    assigned: [...shown.assigned],
    undeclared: [...shown.undeclared],
    turn,
    ...voidNoticesIn(summary),
  };
  if (depth === 'row')
    return { ...row, ...(person ? { person: { name: person.name, kana: person.kana } } : {}) };
  const state = await readCase(call.tx, summary.id, call.now);
  await noteFileRead(call, summary, roles, broken ? { breakGlass: broken.id } : {});
  const file = { kind: 'case', id: summary.id } as const;
  const possible = state ? possibleActions(state.facts, roles) : [];
  const statements = await readStatements(call, summary, roles);
  // Of what was gathered about the wrong person nobody reads anything any more; why it was a mistake is told.
  if (isSealed(summary) || isClosedTo(roles, summary))
    return {
      ...row,
      ...(person ? { person } : {}),
      ...(isSealed(summary) ? {} : { checks: await stoppedChecks(call, summary) }),
      statements,
      ...(await serviceFor(call, summary)),
      ...(await issueFor(call, summary, state?.facts)),
      ...(await holdsFor(call, summary, roles)),
      ...(await papersFor(call, summary)),
      possible,
    };
  const questionnaire = await call.parts.vault.latest(call.tx, file, 'QUESTIONNAIRE');
  // One that was returned, or overtaken by something new, is nobody's judgement any more.
  const worksheet =
    summary.decision === null ? undefined : await call.parts.vault.latest(call.tx, file, 'WORKSHEET');
  return {
    ...row,
    ...(person ? { person } : {}),
    checks: (await checksOf(call.tx, summary.id)).map((check) => ({ ...check })),
    ...(questionnaire ? { questionnaire } : {}),
    ...(worksheet ? { worksheet } : {}),
    ...(state ? await weighedIn(call, summary, roles, state.facts) : {}),
    ...(state ? askableFor(state.facts, roles) : {}),
    ...(await supplementsOnFile(call, summary, roles, state?.facts)),
    statements,
    ...(await interviewsFor(call, summary)),
    ...(await reportsFor(call, summary, false)),
    ...(await movesFor(call, summary)),
    ...(await serviceFor(call, summary)),
    ...(await issueFor(call, summary, state?.facts)),
    ...(await earlierIn(call, summary, roles, state)),
    ...(await holdsFor(call, summary, roles)),
    ...(await grievanceShown(call, summary)),
    ...(await papersFor(call, summary)),
    ...(await wordsFor(call, summary)),
    possible,
  };
}

async function subjectView(found: CaseSummary, call: Call, depth: 'row' | 'whole'): Promise<View> {
  // While a decision is being taken again, the one they were told of stands.
  const summary = withStandingResult(found);
  const outcome = outcomeOf({ ...summary, notified: summary.notifiedAt !== null });
  const row = {
    view: 'subject' as const,
    id: summary.id,
    kind: summary.kind,
    version: summary.version,
    policy: summary.policy,
    ground: summary.ground,
    status: { ...stageRow(summary.kind, await stageToldTo(call, summary)).subject },
    yourTurn: summary.waitingOn === 'SUBJECT' || summary.askedBeside,
    since: summary.openedAt,
    ended: summary.ended,
    ...(outcome ? { outcome } : {}),
    ...(summary.notifiedAt ? { notifiedOn: dayOf(summary.notifiedAt) } : {}),
    ...(summary.lastValidDay ? { validUntil: summary.lastValidDay } : {}),
    ...voidNoticesIn(summary),
  };
  if (depth === 'row') return row;
  const state = await readCase(call.tx, summary.id, call.now);
  await noteFileRead(call, summary, ['Subject']);
  const served = state?.application?.served_text;
  const corrected = { ...(await correctedFor(call, summary)), ...(await toldOfBreaking(call, summary)) };
  const own = ownSteps(state);
  if (isSealed(summary)) return { ...row, ...corrected, possible: own };
  return {
    ...row,
    ...corrected,
    ...(await reasonsFor(call, summary, outcome === 'NOT_FOUND' && !state?.application?.reasons_waived)),
    ...(await concernsFor(call, summary)),
    ...(await requestedFor(call, summary)),
    ...(await supplementFor(call, summary, state?.facts)),
    ...(await grievanceShown(call, summary)),
    ...(await struckFor(call, summary)),
    ...(await interviewsFor(call, summary)),
    ...(await reportsFor(call, summary, true)),
    ...(await movesFor(call, summary)),
    ...(await serviceFor(call, summary)),
    ...(state ? withdrawalFor(state.facts) : {}),
    ...(served ? noticeFor(served, summary.policy) : {}),
    possible: own,
  };
}

/** `of`: what of the file was read, where it was a part: codes and ids. */
export async function noteFileRead(
  call: Call<unknown, unknown>,
  summary: CaseSummary,
  roles: readonly Role[],
  of: Readonly<Record<string, string>> = {},
): Promise<void> {
  const as = roles.find((role) => FILE_ROLES.includes(role)) ?? 'Subject';
  return noteRead(call, summary, { as, purpose: purposeOfFile(as) }, of);
}

async function noteRead(
  call: Call<unknown, unknown>,
  summary: CaseSummary,
  { as: role, purpose }: Pick<Opened, 'as' | 'purpose'>,
  details: Readonly<Record<string, string>> = {},
) {
  if (purpose === null) throw new Error('what a list names is no read of a file');
  await writeLedger(call.tx, {
    at: call.now,
    event: 'FileRead',
    article: 'law: every read names who, role, purpose, case',
    caseId: summary.id,
    organId: summary.organId,
    subjectId: summary.subjectId,
    sub: call.principal.sub,
    role,
    purpose,
    details,
  });
}
