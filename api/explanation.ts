import { type Explained, explain, explainOwn, TOLD_BY_THE_RULE } from '../domain/explain.js';
import { toldOfClock, toldOfStep } from '../domain/explain-told.js';
import { PROBLEMS } from '../domain/errors.js';
import { stepsTold, subjectSees } from '../domain/outward.js';
import { DEADLINES, periodKeyOf, policyOf, sourceOf } from '../domain/policy.js';
import type { Role } from '../domain/roles.js';
import { standingIn } from '../domain/stand-ins.js';
import { type CaseKind, type Stage, stageRow, whoseTurn } from '../domain/stages.js';
import type { CaseState } from '../store/case-rows.js';
import { readCase } from '../store/case-state.js';
import { clocksOf } from '../store/console-reads.js';
import { type StepTaken, stepsTaken } from '../store/steps-taken.js';
import type { CaseSummary } from '../store/views.js';
import { stageToldTo } from './change-reports.js';
import { tellEarlier } from './earlier.js';
import { caseOr404, closedIn, noteFileRead, rolesIn, worksOn } from './case-views.js';
import type { ExplanationView } from './explanation-shape.js';
import type { Call } from './route.js';
import { turnOn } from './words-shown.js';

type Common = Pick<ExplanationView, 'id' | 'kind' | 'ended' | 'lastValidDay' | 'clocks'>;

/**
 * One case explained to one reader: what was done under which article, which clocks run, and what may come next or why
 * not. Who is told a case's outcome and nothing before is told nothing here: to them there is no such page.
 */
export async function explanationOf(call: Call, kind: CaseKind): Promise<ExplanationView> {
  const summary = await caseOr404(call, kind);
  const roles = await rolesIn(call, summary);
  const own = roles.includes('Subject');
  const state = await readCase(call.tx, summary.id, call.now);
  if ((!own && !worksOn(roles)) || !state) throw await closedIn(call, summary);
  await noteFileRead(call, summary, roles, { document: 'explanation' });
  if (!own) await tellEarlier(call, summary, roles, state);
  const steps = stepsTold(summary.stage, await stepsTaken(call.tx, summary.id));
  const common: Common = {
    id: summary.id,
    kind,
    ended: summary.ended,
    lastValidDay: summary.lastValidDay,
    clocks: await clocksTold(call, state, own ? ['Subject'] : roles),
  };
  return own
    ? toSubject(call, summary, state, await stageToldTo(call, summary), steps, common)
    : toOffice(call, summary, state, steps, roles, common);
}

async function toOffice(
  call: Call,
  summary: CaseSummary,
  { facts }: CaseState,
  steps: readonly StepTaken[],
  roles: readonly Role[],
  common: Common,
): Promise<ExplanationView> {
  const { stage, waitingOn, ground, mode, kind, since, organId } = summary;
  const { sub, grants } = call.principal;
  const inPlaceOf = standingIn(grants, organId)?.adjudicator ?? null;
  return {
    view: 'file',
    ...common,
    stage,
    since,
    waitingOn,
    // As on the file: of words that wait to be screened it is nobody's turn who decides.
    turn: (await turnOn(call, summary, whoseTurn(kind, stage, ground, mode))) ?? null,
    steps: steps
      .filter(({ action }) => toldOfStep(roles, action, 'taken'))
      .map(({ sub: by, ...step }) => ({ ...step, you: by === sub })),
    next: explain(facts, { roles, sub, inPlaceOf }).map(withTexts),
  };
}

function toSubject(
  { principal: { sub } }: Call,
  { kind, waitingOn, askedBeside, openedAt }: CaseSummary,
  state: CaseState,
  stage: Stage,
  steps: readonly StepTaken[],
  common: Common,
): ExplanationView {
  const told = explainOwn({ ...state.facts, stage }, sub);
  return {
    view: 'subject',
    ...common,
    since: openedAt,
    status: { ...stageRow(kind, stage).subject },
    yourTurn: waitingOn === 'SUBJECT' || askedBeside,
    steps: steps
      .filter(({ event }) => subjectSees(event))
      .map(({ at, event, article, role, sub: by }) => ({ at, event, article, role, you: by === sub })),
    next: told.map(({ when, ...step }) => ({ ...step, ...(when ? { when: [...when] } : {}) })),
  };
}

/** What runs, until when, what time then does, and by which row of which policy. */
async function clocksTold(
  { tx }: Call,
  { row, periods }: CaseState,
  roles: readonly Role[],
): Promise<Common['clocks']> {
  const running = await clocksOf(tx, row.id);
  return running
    .filter(({ kind }) => toldOfClock(roles, kind))
    .map(({ kind, at, code, extended }) => {
      const key = periodKeyOf(kind);
      const { action, days } = DEADLINES[kind];
      const policy = policyOf(row.policy_version).version;
      return {
        kind,
        at,
        code,
        extended: [...extended],
        action,
        days,
        period: periods[key],
        policy,
        ...sourceOf(policy, key),
      };
    });
}

/** A broken rule in the words whoever tried would be refused with. */
function withTexts(step: Explained): (ExplanationView & { view: 'file' })['next'][number] {
  if (!('conditions' in step))
    return { ...step, by: [...step.by], from: [...step.from], differs: [...step.differs] };
  const conditions = step.conditions.map((condition) => ({
    ...condition,
    ...(condition.code && !TOLD_BY_THE_RULE.includes(condition.code)
      ? { text: PROBLEMS[condition.code].text }
      : {}),
  }));
  const { choosing, ...shown } = step;
  return { ...shown, ...(choosing ? { choosing: [...choosing] } : {}), by: [...step.by], conditions };
}
