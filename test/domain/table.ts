import { GRIEVANCE_OUTCOMES } from '../../domain/grievance.js';
import { OPTIONAL_STEPS } from '../../domain/policy.js';
import fc from 'fast-check';
import { CHECK_CODES, ITEMS } from '../support/act27.js';
import type { Action, Edge } from '../../domain/edges.js';
import { EDGES } from '../../domain/edges.js';
import { NEEDS } from '../../domain/inquiries.js';
import { GROUNDS_TO_WITHHOLD } from '../../domain/reasons.js';
import { type ActorRole, ROLES } from '../../domain/roles.js';
import { type Issue, SERVICE_CHANNELS } from '../../domain/service.js';
import type { Acting, Facts, StepInput } from '../../domain/rules.js';
import {
  type CaseKind,
  type Ground,
  type InvestigationMode,
  type Stage,
  STAGES,
  stageRow,
} from '../../domain/stages.js';
import type { Worksheet } from '../../domain/worksheet.js';

/** The table read as a graph and as a source of random cases, so that the tests follow every row it gains. */
export const LINES: readonly Edge[] = EDGES;
export const KINDS = Object.keys(STAGES) as CaseKind[];
export const ACTIONS = [...new Set(EDGES.map((e) => e.action))] as Action[];
export const ACTORS: readonly ActorRole[] = [...ROLES, 'System', 'Provider'];
export const GROUNDS = ['NEW_HANDLER', 'RENEWAL', 'DOUBT'] as const satisfies Ground[];
export const MODES = ['UNIFIED', 'SELF', 'REUSED'] as const satisfies InvestigationMode[];
export const GROUNDS_AND_MODES = GROUNDS.flatMap((ground) => MODES.map((mode) => [ground, mode] as const));

export const stagesOf = (kind: CaseKind) => Object.keys(STAGES[kind]) as Stage[];
export const linesFrom = (kind: CaseKind, stage: Stage | 'NEW', lines = LINES) =>
  lines.filter((e) => e.kind === kind && e.from.includes(stage));
export const linesTo = (kind: CaseKind, stage: Stage) =>
  LINES.filter((e) => e.kind === kind && e.to === stage);
export const linesOf = (action: Action) => LINES.filter((e) => e.action === action);
export const isEnd = (kind: CaseKind, to: Edge['to']) => to !== 'SAME' && stageRow(kind, to).ended === true;

/** Every [kind, stage] of the scheme, for `test.each`. */
export const EVERY_STAGE = KINDS.flatMap((kind) => stagesOf(kind).map((stage) => [kind, stage] as const));

/** Where a case can get from `start` along these lines; `start` itself included. */
export function reach(kind: CaseKind, start: Stage | 'NEW', lines = LINES): Set<Stage | 'NEW'> {
  const seen = new Set<Stage | 'NEW'>([start]);
  for (const stage of seen) {
    for (const edge of linesFrom(kind, stage, lines))
      if (edge.to !== 'SAME' && mayCome(edge)) seen.add(edge.to);
  }
  return seen;

  // What only a reopened case can do it can once there was a way to reopen it.
  function mayCome({ when }: Edge): boolean {
    const reopens = linesFrom(kind, 'CLOSED', lines).some((e) => e.action === 'reopenAdjudication');
    return when?.reopened !== true || (seen.has('CLOSED') && reopens);
  }
}

/** The lines a case of this ground and mode may ever take. */
export function linesFor(ground: Ground, mode: InvestigationMode): Edge[] {
  return LINES.filter(
    (e) => (e.when?.ground?.includes(ground) ?? true) && (e.when?.mode?.includes(mode) ?? true),
  );
}

/** The time for a document was over with the 25th of December in Japan. */
const WINDOW_OVER = '2026-12-25T15:00:00.000Z';

/** A case on which every rule is satisfied, at the start of this line. */
export function easyCase(edge: Edge, stage = edge.from[0] as Stage | 'NEW'): Facts {
  return {
    kind: edge.kind,
    stage,
    ground: edge.when?.ground?.[0] ?? 'NEW_HANDLER',
    mode: edge.when?.mode?.[0] ?? 'UNIFIED',
    decision: edge.when?.decision ?? null,
    certified: true,
    otherOpenCase: false,
    alreadyCleared: false,
    servedText: 'v1:abc',
    openChecks: 0,
    unresolvedFindings: 0,
    items: ITEMS,
    steps: OPTIONAL_STEPS,
    matters: {},
    // Weighed or not, as who decides sees fit.
    learnt: edge.rules?.includes('somethingWeighed') ? ['DRUG_ABUSE'] : [],
    unasked: [],
    hearing: edge.when?.silent ? 'SILENT' : (edge.when?.hearing?.at(-1) ?? 'HEARD'),
    heardOn: null,
    interviewBegun: true,
    unconfirmed: edge.when?.unconfirmed === true,
    missedDocument: edge.when?.missedDocument === true ? WINDOW_OVER : null,
    missedSupplement:
      edge.when?.missedSupplement === true
        ? { text: 's1:abc', asks: ['CREDIT_STANDING'], over: WINDOW_OVER }
        : null,
    proposedBy: 'p2',
    investigators: [],
    workers: [],
    inTheirLine: [],
    doubtServed: false,
    held: false,
    holds: [{ number: 1, by: 'p2' }],
    holdStands: false,
    doubtEndedWithoutAssessment: true,
    correction: edge.when?.correction ?? 'OPEN',
    correctionBy: 'p2',
    noticeReliedOn: false,
    withoutDoubt: edge.when?.withoutDoubt?.[0] ?? null,
    reusable: true,
    waitingReports: edge.rules?.includes('reportWaits') ? [{ id: 'r1', sub: 'p2' }] : [],
    askable: ['CREDIT_STANDING'],
    firstDue: [],
    consented: ['CREDIT_STANDING'],
    supplement: edge.when?.supplement === 'OPEN' ? { text: 's1:abc', asks: ['CREDIT_STANDING'] } : null,
    supplementable: { CREDIT_STANDING: ['TO_CONFIRM_STATEMENT'] },
    reopened: edge.when?.reopened === true,
    decidedBefore: [],
    answeredGrievances: [],
    consentWithdrawn: false,
    grievance: { about: 'RESULT', late: false },
    originalWaiting: false,
    wordsWaiting: false,
    issue: issueOf(edge),
    reasonsWaived: edge.when?.waived === true,
  };
}
/** A notice that went out by hand. */
export const outBy = (by: string, withdrawnOn: string | null = null) => ({
  issue: { channel: 'IN_PERSON' as const, by, withdrawnOn },
});

/** Out, where the line is for what is out, or serves it. */
function issueOf({ when, rules = [] }: Edge): Issue | null {
  const out = when?.issue === undefined ? rules.includes('issuedThisWay') : when.issue !== 'NONE';
  const withdrawnOn = when?.issue === 'WITHDRAWN' ? '2026-12-25' : null;
  return out ? outBy('p2', withdrawnOn).issue : null;
}
export const NOTHING_FOUND = Object.fromEntries(ITEMS.map((item) => [item, 'NOTHING'])) as Worksheet;
/** One item weighed, on which a decision against somebody may rest. */
export const SOMETHING_FOUND: Worksheet = { ...NOTHING_FOUND, DRUG_ABUSE: 'WEIGHED' };
/** What comes with the step where nothing is missing. */
export function easyInput(edge?: Edge): StepInput {
  const decision = edge?.when?.proposing ?? 'FOUND';
  const drifting = edge?.when?.drifting ?? false;
  const mode = edge?.when?.choosing?.[0] ?? 'UNIFIED';
  const asks = ['CREDIT_STANDING'] as const;
  const named = {
    asks,
    needs: { CREDIT_STANDING: 'TO_CONFIRM_STATEMENT' as const },
    answers: asks,
    codes: asks,
  };
  const said = {
    decision,
    mode,
    ...(mode === 'SELF' ? { selfGround: 'TOO_LATE' as const } : {}),
    worksheet: decision === 'NOT_FOUND' ? SOMETHING_FOUND : NOTHING_FOUND,
    drifting,
    ...named,
    report: 'r1',
    receivedOn: '2026-12-25',
    served: { channel: 'IN_PERSON' as const, receivedOn: '2026-12-25' },
  };
  const text = edge?.action === 'answerSupplement' ? 's1:abc' : 'v1:abc';
  return { reasons: true, text, ahead: true, outcome: 'UPHELD', measures: false, ...said };
}

const person = fc.constantFrom('p1', 'p2', 'p3');
const anyStage = fc.constantFrom(...EVERY_STAGE.map(([, stage]) => stage), 'NEW' as const);

/** Any case at all, impossible ones included: the table must hold for whatever the store gathers. */
export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  kind: fc.constantFrom(...KINDS),
  stage: anyStage,
  ground: fc.constantFrom(...GROUNDS, null),
  mode: fc.constantFrom(...MODES, null),
  decision: fc.constantFrom('FOUND' as const, 'NOT_FOUND' as const, null),
  certified: fc.boolean(),
  otherOpenCase: fc.boolean(),
  alreadyCleared: fc.boolean(),
  servedText: fc.constantFrom('v1:abc', 'v2:def', null),
  openChecks: fc.nat(3),
  unresolvedFindings: fc.nat(3),
  items: fc.subarray([...ITEMS]),
  steps: fc.subarray([...OPTIONAL_STEPS]),
  matters: fc.dictionary(
    fc.constantFrom(...ITEMS),
    fc.constantFrom('TO_WEIGH' as const, 'UNANSWERED' as const),
  ),
  learnt: fc.oneof(fc.constant(null), fc.subarray([...ITEMS])),
  unasked: fc.subarray([...ITEMS]),
  hearing: fc.constantFrom('NONE' as const, 'ASKED' as const, 'SILENT' as const, 'HEARD' as const),
  heardOn: fc.oneof(fc.constant(null), fc.subarray([...ITEMS])),
  interviewBegun: fc.boolean(),
  unconfirmed: fc.boolean(),
  missedDocument: fc.constantFrom(WINDOW_OVER, null),
  missedSupplement: fc.constantFrom(
    { text: 's1:abc', asks: ['CREDIT_STANDING' as const], over: WINDOW_OVER },
    null,
  ),
  proposedBy: fc.oneof(person, fc.constant(null)),
  investigators: fc.array(person, { maxLength: 2 }),
  workers: fc.array(person, { maxLength: 3 }),
  inTheirLine: fc.array(person, { maxLength: 2 }),
  doubtServed: fc.boolean(),
  held: fc.boolean(),
  holds: fc.array(fc.record({ number: fc.integer({ min: 1, max: 3 }), by: person }), { maxLength: 2 }),
  holdStands: fc.boolean(),
  doubtEndedWithoutAssessment: fc.boolean(),
  correction: fc.constantFrom('NONE' as const, 'OPEN' as const),
  correctionBy: fc.oneof(person, fc.constant(null)),
  noticeReliedOn: fc.boolean(),
  withoutDoubt: fc.constantFrom('ACTIVE' as const, 'REVIEW' as const, 'LAPSED' as const, null),
  reusable: fc.boolean(),
  waitingReports: fc.array(
    fc.record({ id: fc.constantFrom('r1', 'r2'), sub: fc.oneof(person, fc.constant(null)) }),
    { maxLength: 2 },
  ),
  askable: fc.subarray([...CHECK_CODES]),
  firstDue: fc.subarray([...CHECK_CODES]),
  consented: fc.subarray([...CHECK_CODES]),
  supplement: fc.oneof(
    fc.constant(null),
    fc.record({
      text: fc.constantFrom('s1:abc', 'v1:abc'),
      asks: fc.subarray([...CHECK_CODES], { maxLength: 2 }),
    }),
  ),
  supplementable: fc.dictionary(fc.constantFrom(...CHECK_CODES), fc.subarray([...NEEDS], { minLength: 1 })),
  reopened: fc.boolean(),
  decidedBefore: fc.array(person, { maxLength: 2 }),
  answeredGrievances: fc.array(person, { maxLength: 2 }),
  consentWithdrawn: fc.boolean(),
  grievance: fc.oneof(
    fc.constant(null),
    fc.record({ about: fc.constantFrom('RESULT' as const, 'CONDUCT' as const, null), late: fc.boolean() }),
  ),
  originalWaiting: fc.boolean(),
  wordsWaiting: fc.boolean(),
  issue: fc.oneof(
    fc.constant(null),
    fc.record({
      channel: fc.constantFrom(...SERVICE_CHANNELS),
      by: fc.oneof(person, fc.constant(null)),
      withdrawnOn: fc.constantFrom(null, '2026-12-24', '2026-12-26'),
    }),
  ),
  reasonsWaived: fc.boolean(),
});
export const anyActing: fc.Arbitrary<Acting> = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...ACTORS), { maxLength: 4 }),
  sub: fc.oneof(person, fc.constant(null)),
});
export const anyInput: fc.Arbitrary<StepInput> = fc.record(
  {
    reasons: fc.boolean(),
    text: fc.constantFrom('v1:abc', 'v2:def'),
    ahead: fc.boolean(),
    decision: fc.constantFrom('FOUND' as const, 'NOT_FOUND' as const),
    officer: person,
    mode: fc.constantFrom(...MODES),
    asks: fc.subarray([...CHECK_CODES], { maxLength: 3 }),
    needs: fc.dictionary(fc.constantFrom(...CHECK_CODES), fc.constantFrom(...NEEDS), { maxKeys: 2 }),
    answers: fc.subarray([...CHECK_CODES], { maxLength: 2 }),
    codes: fc.subarray([...CHECK_CODES], { maxLength: 2 }),
    worksheet: fc.constantFrom(NOTHING_FOUND, SOMETHING_FOUND),
    drifting: fc.boolean(),
    report: fc.constantFrom('r1', 'r2'),
    served: fc.record({
      channel: fc.constantFrom(...SERVICE_CHANNELS),
      receivedOn: fc.constantFrom('2026-12-24', '2026-12-25', undefined),
    }),
    hold: fc.integer({ min: 1, max: 3 }),
    outcome: fc.constantFrom(...GRIEVANCE_OUTCOMES),
    measures: fc.boolean(),
    marks: fc.array(fc.constantFrom(null, ...GROUNDS_TO_WITHHOLD), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
export const anyAction = fc.constantFrom(...ACTIONS);

/** Of the notice of a result, as a line is read again and apart from narrowing.ts. */
export function coversNotice({ when }: Edge, { issue, reasonsWaived }: Facts): boolean {
  if (when?.waived && !reasonsWaived) return false;
  const out = issue === null ? 'NONE' : issue.withdrawnOn === null ? 'ISSUED' : 'WITHDRAWN';
  return when?.issue === undefined || when.issue === out;
}
