import { ask, bringOver, endHeld, follow, grant, heldBefore, isIn, stoodBefore } from './meaning-parts.js';
import { HOLDS } from './meaning-holds.js';
import { MISTAKES } from './meaning-mistakes.js';
import { NOTICES, standAgain } from './meaning-notices.js';
import { ACT27 } from '../support/act27.js';
import { isLeftBehind } from './facts.js';
import { renewalOpening } from '../../domain/calendar.js';
import { type CheckCode, checkPlan, type Finding } from '../../domain/checks.js';
import type { Action, Edge } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import { mayBeRepeated } from '../../domain/inquiries.js';
import { type Extension, extensionOf, movedBy, OUTAGE_MOVES } from '../../domain/outages.js';
import type { DeadlineKind } from '../../domain/policy.js';
import { type Check, type Deadline, type File, type Input, isAlive } from './file.js';
import { type Scheme, SYSTEM } from './scheme.js';
import * as supplements from './supplement-meaning.js';
import { deadline, dueAfter } from './time.js';

/** One step as its meaning needs it. */
export interface Step {
  readonly action: Action;
  readonly edge: Edge;
  readonly sub: string | null;
  readonly input: Input;
  readonly check?: Check | undefined;
  readonly finding?: Finding | undefined;
}

/** The superior’s form and the personnel records, by a list of its own. */
const FIRST: readonly CheckCode[] = [
  'DISCIPLINARY_RECORD',
  'INFO_HANDLING_RECORD',
  'SUPERIOR_DISCIPLINE',
  'SUPERIOR_INFO_HANDLING',
  'SUPERIOR_STATEMENT',
];

export type Meaning = (world: Scheme, file: File, step: Step) => void;

/** Who is named joins the case. */
const assign: Meaning = (_, file, { input }) => {
  if (input.officer) file.assigned.add(input.officer);
};
const settle: Meaning = (_, file, { action, edge, check, finding }) => {
  if (!check) return;
  check.status = action === 'markLate' ? 'LATE' : 'ANSWERED';
  check.finding = action === 'markLate' ? 'LATE' : (finding ?? 'UNAVAILABLE');
  if (action === 'fileAnswer') Object.assign(check, { weighed: false, opined: false });
  if (edge.to === 'HUMAN_REVIEW') reopen(file);
  file.deadlines = file.deadlines.filter((one) => one.check !== check);
};

/** Something is new: what was proposed is void, and the person is asked again before anything is held against them. */
function reopen(file: File): void {
  file.hearing = 'NONE';
  file.decision = null;
}

const AT_END: readonly DeadlineKind[] = ['RETENTION_ASSESSED', 'FAMILY_RETENTION'];

/** Who is to write the record is reminded a while after the interview, whenever that now is. */
function appoint(_: Scheme, file: File, { input, edge }: Step): void {
  if (edge.action === 'arrangeInterview') file.named = { ...file.named, interview: input.items ?? [] };
  file.interviewAt = input.at ?? null;
  if (file.interviewAt === null) return;
  const kind = 'INTERVIEW_REMINDER';
  const others = file.deadlines.filter((one) => one.kind !== kind);
  file.deadlines = [...others, { kind, dueAt: dueAfter(kind, file.interviewAt, file.periods) }];
}

/** What the person said is about what they were asked. */
function learn(file: File, by: 'interview' | 'document' | 'hearing'): void {
  file.learnt = [...file.learnt, ...(file.named[by] ?? [])];
}

/** The deadline as this outage moves it by this step; undefined where it does not. */
export function extended(
  deadline: Deadline,
  { kind, ...days }: NonNullable<Input['outage']>,
  action: Extension,
): Deadline | undefined {
  const { setAt, dueAt, counted = [] } = deadline;
  const kinds: readonly DeadlineKind[] = OUTAGE_MOVES[kind];
  if (!setAt || !kinds.includes(deadline.kind) || extensionOf(deadline.kind) !== action) return undefined;
  const moved = movedBy({ from: setAt, dueAt, counted }, days);
  return moved && { ...deadline, dueAt: moved.dueAt, counted: [...counted, days] };
}

function extend(action: Extension): Meaning {
  return (_, file, { input: { outage } }) => {
    if (outage) file.deadlines = file.deadlines.map((one) => extended(one, outage, action) ?? one);
  };
}

/** While a doubt stands, what is reported waits for a person as it would without it. */
function reported(_: Scheme, file: File): void {
  if (file.doubt !== null && file.withoutDoubt === 'ACTIVE') file.withoutDoubt = 'REVIEW';
}

/** What each step means beyond its stage. One that is not here means its stage and nothing more. */
export const MEANING: Partial<Record<Action, Meaning>> = {
  assign,
  assignSuccessor: assign,
  approveNominee: (world, file, step) => {
    assign(world, file, step);
    const left = world
      .named('clearance')
      .find((one) => isAlive(one) && isLeftBehind(world, one, file.contractor));
    if (file.ground === 'NEW_HANDLER' && left) file.about = left.name;
  },
  transferWithin: assign,
  confirmNeed: assign,
  declareConflict: (world, file, { sub }) => {
    if (sub === null) return;
    world.conflicted.add(sub);
    file.assigned.delete(sub);
  },
  serveNotice: (_, file, { input }) => {
    file.servedText = input.text ?? null;
  },
  giveConsent: (world, file, { input }) => {
    file.consentedAt = world.now;
    file.inquiries = input.inquiries ?? {};
    file.reasonsWaived = input.waived ?? false;
  },
  wantReasons: (_, file) => void (file.reasonsWaived = false),
  submitQuestionnaire: (_, file, { input }) => {
    file.stated = input.stated ?? [];
  },
  startInvestigation: (world, file, { input }) => {
    file.mode = input.mode ?? null;
    const plan = checkPlan(ACT27, file.inquiries, file.stated);
    if (file.mode === 'REUSED') return bringOver(world, file, plan);
    const asks = input.asks ?? [];
    ask(
      world,
      file,
      plan.filter((code) => FIRST.includes(code) || asks.includes(code)),
      (code) => (asks.includes(code) ? 'UNCLEAR' : undefined),
    );
  },
  inquire: (world, file, { input }) => {
    if (!input.asks?.length) throw new Refused('INVALID');
    ask(world, file, input.asks, () => 'UNCLEAR');
  },
  giveOpinion: (world, file) => {
    file.opinionAt = world.now;
    for (const check of file.checks) if (check.status === 'ANSWERED') check.opined = true;
  },
  askAgain: (world, file, { input }) => {
    const codes = input.codes ?? [];
    const asked = file.checks.map(({ code }) => code);
    if (!mayBeRepeated(codes, asked)) throw new Refused('NO_CONSENT');
    if (file.checks.some(({ code, status }) => codes.includes(code) && status === 'OPEN'))
      throw new Refused('CHECKS_OPEN');
    const before = file.checks.filter(({ code, status }) => codes.includes(code) && isIn(status));
    const needs = new Map(file.checks.flatMap(({ code, need }) => (need ? [[code, need] as const] : [])));
    ask(world, file, codes, (code) => needs.get(code));
    for (const check of before) check.weighed = true;
  },
  fileAnswer: settle,
  markLate: settle,
  resolveReview: (_, file) => {
    for (const check of file.checks) if (isIn(check.status)) check.weighed = true;
  },
  requestSupplement: supplements.request,
  answerSupplement: (world, file, of) => {
    supplements.answer(world, file, of);
    if (of.edge.to === 'HUMAN_REVIEW') reopen(file);
  },
  markSupplementOverdue: supplements.endRequest,
  withdrawInquiry: supplements.takeBack,
  requestDocument: (_, file, { input }) => {
    file.missedDocument = null;
    file.named = { ...file.named, document: input.items ?? [] };
  },
  provideDocument: (_, file, { edge }) => {
    if (edge.when?.missedDocument && edge.to === 'HUMAN_REVIEW') reopen(file);
    file.missedDocument = null;
    learn(file, 'document');
  },
  declineDocument: (_, file) => void (file.missedDocument = null),
  arrangeInterview: appoint,
  moveInterview: appoint,
  recordInterview: (_, file) => {
    file.record = 'OPEN';
    learn(file, 'interview');
  },
  confirmInterviewRecord: (_, file, { edge }) => {
    file.record = 'CONFIRMED';
    if (edge.when?.unconfirmed && edge.to === 'HUMAN_REVIEW') reopen(file);
  },
  markRecordOverdue: (_, file) => {
    file.record = 'SILENT';
  },
  askSubject: (_, file, { input }) => {
    file.hearing = 'ASKED';
    file.named = { ...file.named, hearing: input.items ?? [] };
  },
  proposeRevocation: (world, file) => {
    file.hearing = 'ASKED';
    file.deadlines.push(deadline('HEARING_WINDOW', world.now, file.periods, world.now));
  },
  dropRevocation: (_, file) => {
    file.hearing = 'NONE';
    endHearing(file);
  },
  answerConcerns: (_, file, { edge }) => {
    file.hearing = 'HEARD';
    learn(file, 'hearing');
    if (file.kind === 'clearance') endHearing(file);
    if (edge.from.includes('SECOND_READING')) file.decision = null;
  },
  markHearingOverdue: (_, file) => {
    file.hearing = 'SILENT';
  },
  requestMore: (_, file) => reopen(file),
  returnDecision: (_, file) => {
    file.decision = null;
  },
  decide: (_, file, { input }) => {
    file.decision = input.decision ?? null;
    file.takenBack = [];
  },
  ...NOTICES,
  signPledge: (world, file) => {
    file.pledgedAt = world.now;
    endHeld(world, file, 'supersede');
    grant(world, file);
  },
  lapseUnpledged: (world, file) => {
    if (heldBefore(world, file) && file.ground === 'RENEWAL') return;
    endHeld(world, file, 'supersede');
    world.step(grant(world, file), 'lapse', SYSTEM, { reasons: true });
  },
  fileGrievance: (world, file, { input }) => {
    const grievance = { about: input.about ?? null, late: input.late ?? false };
    world.open('openGrievance', SYSTEM, { kind: 'grievance', about: file.name, grievance });
  },
  answerGrievance: (world, file, { input }) => {
    if (input.outcome !== 'UPHELD' || file.grievance?.about !== 'RESULT') return;
    const about = file.about === null ? undefined : world.files.get(file.about);
    if (about?.kind === 'application') world.attempt(about, 'reopenAdjudication');
  },
  reopenAdjudication: (_, file) => {
    const { decision, notifiedAt } = file;
    if (decision === null || notifiedAt === null) throw new Error('reopened before it was notified');
    const others = file.earlier.filter((one) => one.notifiedAt !== notifiedAt);
    file.earlier = [...others, { decision, notifiedAt }];
    Object.assign(file, { notifiedAt: null, issue: null });
    file.deadlines = file.deadlines.filter(({ kind }) => !AT_END.includes(kind));
    reopen(file);
  },
  closeWithoutBasis: standAgain,
  serveDoubtNotice: (world, file, { input }) => {
    file.hearing = 'NONE';
    const renewal = world.named('application').find((one) => one.ground === 'RENEWAL' && isAlive(one));
    if (renewal) world.step(renewal, 'absorb', SYSTEM, {});
    const reassessment = follow(world, 'openReassessment', file, 'DOUBT');
    reassessment.servedText = input.text ?? null;
    file.doubt = reassessment.name;
    file.withoutDoubt = stoodBefore(world, file);
  },
  reportChange: reported,
  reportAsOther: reported,
  ...MISTAKES,
  openRenewal: (world, file) => {
    file.renewal = follow(world, 'proposeRenewal', file, 'RENEWAL').name;
  },
  reinstate: (world, file) => {
    file.pledgedAt = null;
    const dueAt = renewalOpening(file.lastDay ?? '', file.periods.RENEWAL_LEAD);
    if (file.renewal === null && dueAt <= world.now) file.deadlines.push({ kind: 'RENEWAL_OPENING', dueAt });
  },
  renewPledge: (world, file) => {
    file.pledgedAt = world.now;
  },
  extendForOutage: extend('extendForOutage'),
  extendChecksForOutage: extend('extendChecksForOutage'),
  ...HOLDS,
  // What a destroyed file no longer tells (migrations 0008 and 0009).
  dispose: (_, file) => {
    Object.assign(file, { decision: null, reason: null, inquiries: {}, stated: [], checks: [], doubt: null });
    file.deadlines = [];
    file.earlier = [];
    file.voided = [];
    if (file.kind === 'grievance') file.grievance = { about: null, late: false };
  },
};

function endHearing(file: File): void {
  file.deadlines = file.deadlines.filter(({ kind }) => kind !== 'HEARING_WINDOW');
}
