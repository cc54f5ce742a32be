import { actionOf } from '../../../api/openapi-problems.js';
import { ROUTES } from '../../../api/routes/index.js';
import { type Edge, EDGES } from '../../../domain/edges.js';
import type { Role } from '../../../domain/roles.js';
import type { CaseKind, Stage } from '../../../domain/stages.js';
import type { Account } from '../../access/support/cast.js';

/** One of two who act at the same moment, both having seen the same version. */
export interface Side {
  readonly by: Account;
  readonly routeId: string;
  readonly path: string;
  /** Where the case is if this side was first. */
  readonly to: string;
  /**
   * What the other is told who comes second. Who must say which version they saw is told STALE: the case has moved since.
   * Who may act at any moment (refusal, withdrawal, a report) said nothing of a version: theirs is taken where the table
   * still has a line for it, and out of its stage where it has none.
   */
  readonly second: '409 STALE' | '409 WRONG_STAGE' | '404 NOT_FOUND' | '201';
}
export interface Race {
  readonly kind: CaseKind;
  /** For support/states.ts. */
  readonly state: string;
  readonly sides: readonly [Side, Side];
}

const PEOPLE: Partial<Record<Role, readonly [Account, Account]>> = {
  // One person in two windows; everybody else has a colleague in the same post.
  Subject: ['subject', 'subject'],
  CaseOfficer: ['officer', 'officerOnceSubject'],
  AssessmentOfficerInCharge: ['inCharge', 'inChargeOnceSubject'],
  Adjudicator: ['adjudicator', 'adjudicatorOnceSubject'],
  CabinetInvestigator: ['investigator', 'investigatorOnceSubject'],
  ScreeningOfficer: ['screener', 'screenerOnceSubject'],
  ContractorSecurityManager: ['manager', 'managerOnceSubject'],
  GrievanceOfficer: ['grievance', 'grievanceOnceSubject'],
};
/** They say something about the case or the speaker and stop nobody: no contradiction to anything. */
const CONTRADICT_NOTHING = [
  'fileGrievance',
  'declareConflict',
  'validateReport',
  'proposeMistake',
  'requestSupplement',
  'answerSupplement',
  'withdrawInquiry',
  'wantReasons',
  'proposeNoticeVoid',
  'proposeDoubtVoid',
  'placeHold',
  'liftHold',
];
/** What must have happened before, besides the stage. */
const LED_TO: Readonly<Record<string, string>> = {
  confirmNeed: 'RENEWAL',
  dropRevocation: 'HEARD_ON_REVOCATION',
  revoke: 'HEARD_ON_REVOCATION',
};

const lines = (EDGES as readonly Edge[]).filter(
  ({ by, action }) => personOf(by) !== undefined && !CONTRADICT_NOTHING.includes(action),
);

/** Every two steps of people that cannot both be taken on what both saw, in every stage where both could be. */
export function contradictions(): Race[] {
  const stages = [...new Set(lines.flatMap(({ kind, from }) => from.map((stage) => `${kind} ${stage}`)))];
  return stages.flatMap((at) => {
    const [kind, stage] = at.split(' ') as [CaseKind, Stage | 'NEW'];
    const here = lines.filter((line) => line.kind === kind && line.from.includes(stage));
    return here.flatMap((first, n) =>
      here.slice(n).flatMap((second) => race(kind, stage as Stage, first, second) ?? []),
    );
  });
}

function race(kind: CaseKind, stage: Stage, one: Edge, other: Edge): Race | undefined {
  const sameLine = one === other;
  const sameCase = fits(one, other);
  if ((one.action === other.action && !sameLine) || !sameCase) return undefined;
  const sides = [side(one, other, stage, 0), side(other, one, stage, sameLine ? 1 : 0)] as const;
  const contradict = sides.some(({ second }) => second !== '201');
  if (!contradict) return undefined;
  const mode = [one, other].some(({ when }) => when?.mode?.includes('SELF')) ? ' SELF' : '';
  const more = [one, other].some(({ action }) => action === 'inquire') ? ' MORE' : '';
  const led = LED_TO[one.action] ?? LED_TO[other.action];
  return { kind, state: led ?? `${stage}${mode}${more}`, sides };
}

/** Some lines are for new cases and some for renewals, for one result or the other: those never meet. */
function fits({ when: a, action }: Edge, { when: b }: Edge): boolean {
  if (
    [a, b].some(
      (when) =>
        when?.decision === 'NOT_FOUND' ||
        when?.proposing === 'NOT_FOUND' ||
        when?.silent ||
        // Where only its holder may speak.
        when?.hearing?.includes('HEARD') === false ||
        when?.unconfirmed ||
        when?.missedDocument ||
        when?.missedSupplement ||
        when?.correction ||
        when?.supplement ||
        when?.reopened ||
        when?.drifting ||
        // Where a notice is out.
        (when?.issue ?? 'NONE') !== 'NONE',
    )
  )
    return false;
  const meet = <T>(x?: readonly T[], y?: readonly T[]) => !x || !y || x.some((value) => y.includes(value));
  return (
    action !== 'nominate' &&
    meet(a?.hearing, b?.hearing) &&
    meet(a?.ground, b?.ground) &&
    meet(a?.mode, b?.mode)
  );
}

/** `line`, seen as the one that was first; `second` is what then becomes of `after`. */
function side(line: Edge, after: Edge, stage: Stage, nth: 0 | 1): Side {
  const route = ROUTES.find((one) => {
    const act = actionOf(one);
    return act?.kind === line.kind && act.action === line.action;
  });
  const by = personOf(line.by)?.[nth];
  if (!route || !by) throw new Error(`nobody takes ${line.action}`);
  const to = line.to === 'SAME' ? stage : line.to;
  const still = lines.some(
    ({ kind, action, from }) => kind === after.kind && action === after.action && from.includes(to),
  );
  // Whose part in a case is over once its words are screened, or need not be.
  if (after.action === 'screenQuestionnaire' && to !== stage)
    return { by, routeId: route.id, path: route.path, to, second: '404 NOT_FOUND' };
  const second = !after.anyVersion ? '409 STALE' : still ? '201' : '409 WRONG_STAGE';
  return { by, routeId: route.id, path: route.path, to, second };
}

function personOf(by: Edge['by']) {
  return by.map((role) => PEOPLE[role as Role]).find((pair) => pair !== undefined);
}
