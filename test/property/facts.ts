import { correctionOf } from './correction-facts.js';
import { needsPerson } from '../../domain/checks.js';
import { ACT27, ITEMS } from '../support/act27.js';
import { inquiryFacts } from '../../domain/inquiries.js';
import type { ActorRole, CaseTies } from '../../domain/roles.js';
import type { Facts, WaitingReport } from '../../domain/rules.js';
import { mattersOf, type ToWeigh, unaskedIn } from '../../domain/worksheet.js';
import { type File, type Happened, isAlive } from './file.js';
import { fileGrieved, filesGrieved, holdStands, isHeld } from './grieved.js';
import { isBarred } from './recorded.js';
import { endOf } from './plain-reading.js';
import type { Scheme } from './scheme.js';
import { supplementIn } from './supplement-facts.js';

/** What the table and the roles look at, gathered from the world as the register's SQL gathers it from rows. */
export function factsOf(world: Scheme, file: File): Facts {
  const doubt = file.doubt === null ? undefined : world.files.get(file.doubt);
  return {
    kind: file.kind,
    stage: file.stage,
    ground: file.ground,
    mode: file.mode,
    decision: file.decision,
    certified: world.hasBasis(file),
    otherOpenCase:
      (file.stage === 'CLOSED' && world.named('application').some(isAlive)) ||
      (file.kind === 'clearance' && file.stage === 'LAPSED' && isNominatedAnew(world)),
    alreadyCleared:
      (file.stage === 'CLOSED' && world.named('clearance').some(isAlive)) ||
      (file.stage === 'NOMINATED' &&
        file.ground === 'NEW_HANDLER' &&
        (isBarred(world) || isHeldFor(world, file))),
    servedText: file.servedText,
    openChecks: openChecks(file),
    unresolvedFindings: unresolved(file),
    items: ITEMS,
    steps: ACT27.steps,
    ...toWeighIn(file),
    hearing: file.hearing,
    heardOn: file.named.hearing?.length ? file.named.hearing : null,
    interviewBegun: file.interviewAt !== null && file.interviewAt <= world.now,
    unconfirmed: file.record === 'SILENT',
    missedDocument: file.missedDocument,
    proposedBy: proposerOf(world, file),
    investigators: [
      ...subsOn(
        world,
        [file.name, file.reusedFrom ?? ''],
        file.kind === 'clearance' ? isNotTheHeads : isInvestigating,
      ),
      ...doubters(world, file),
    ],
    workers: subsOn(
      world,
      file.kind === 'grievance' ? [file.name, ...filesGrieved(world, file)] : [file.name],
      ({ role }) => role !== 'Subject',
    ),
    // Lives are led without lines: test/access/reporting-lines.test.ts has them.
    inTheirLine: [],
    doubtServed: file.doubt !== null,
    held: isHeld(world, file),
    holds: [...file.holds],
    holdStands: holdStands(world, file),
    doubtEndedWithoutAssessment:
      doubt?.stage === 'NOT_CONDUCTED' &&
      (doubt.reason === 'REFUSED' || doubt.reason === 'WITHDRAWN' || doubt.reason === 'NO_RESPONSE'),
    ...(file.consentedAt === null ? { askable: [], firstDue: [] } : inquiriesOf(file)),
    ...supplementIn(world, file),
    ...correctionOf(world, file),
    noticeReliedOn: isReliedOn(world, file),
    withoutDoubt: file.doubt === null ? null : file.withoutDoubt,
    reusable: file.stage === 'INVESTIGATION' && earlierOf(world, file) !== undefined,
    waitingReports: reportsWaiting(world, file),
    reopened: file.kind === 'application' && file.earlier.length > 0 && file.notifiedAt === null,
    decidedBefore: decidersBefore(world, file),
    answeredGrievances: world.history.flatMap(({ file: name, edge, sub }) => {
      const grievance = edge.action === 'answerGrievance' ? world.files.get(name) : undefined;
      return grievance && sub !== null && fileGrieved(world, grievance) === file.name ? [sub] : [];
    }),
    consentWithdrawn: world.history.some(
      (step) => step.file === file.name && step.edge.action === 'withdrawConsent',
    ),
    grievance: file.grievance,
    // Lives are clicked here: a paper takes the very same steps (test/access/originals.test.ts).
    originalWaiting: false,
    wordsWaiting: false,
    issue: file.stage === 'DECIDED' ? file.issue : null,
    reasonsWaived: file.reasonsWaived,
  };
}

function isNominatedAnew(world: Scheme): boolean {
  return world.named('application').some((one) => one.ground === 'NEW_HANDLER' && isAlive(one));
}

/** A clearance that bars another assessment: any that is kept, but for one its holder has left behind elsewhere. */
export function isHeldFor(world: Scheme, { contractor }: Pick<File, 'contractor'>): boolean {
  return world.named('clearance').some((one) => isAlive(one) && !isLeftBehind(world, one, contractor));
}

export function isLeftBehind(world: Scheme, { name, stage, doubt, contractor }: File, to: boolean): boolean {
  const last = world.history.findLast(
    ({ file, edge }) => file === name && ['depart', 'second', 'reinstate'].includes(edge.action),
  );
  const away = last !== undefined && last.edge.action !== 'reinstate';
  return stage === 'LAPSED' && doubt === null && contractor !== to && away;
}

const WAITED_IN: readonly string[] = ['REVIEW', 'SUSPENDED', 'LAPSED', 'REVOKED', 'EXPIRED', 'SUPERSEDED'];

/** What others said of the holder since the last review was closed, less what somebody has looked at; a doubt notice or none. By its version. */
export function reportsWaiting(world: Scheme, { name, kind, stage }: File): WaitingReport[] {
  if (kind !== 'clearance' || !WAITED_IN.includes(stage)) return [];
  let waiting: WaitingReport[] = [];
  const steps = world.history.filter(({ file }) => file === name);
  for (const [index, { edge, sub, input }] of steps.entries()) {
    if (edge.action === 'reportAsOther') waiting.push({ id: String(index + 1), sub });
    if (edge.action === 'validateReport') waiting = waiting.filter(({ id }) => id !== input.report);
    if (edge.action === 'closeReview') waiting = [];
  }
  return waiting;
}

/** Whether something has followed from its notice that goes on without it. */
export function isReliedOn(world: Scheme, file: File): boolean {
  if (file.stage !== 'CLEARED' && file.stage !== 'CLOSED') return false;
  const others = (kind: File['kind']) => world.named(kind).filter((one) => one !== file);
  if (others('application').some(isAlive)) return true;
  if (file.decision === 'FOUND')
    return !world.named('clearance').some((one) => one.about === file.name && isAsItBegan(world, one));
  return (
    others('clearance').some(isAlive) ||
    others('application').some((one) => {
      const opened = world.history.find((step) => step.file === one.name)?.at ?? '';
      return one.reason === null && opened >= (file.notifiedAt ?? '');
    })
  );
}

function isAsItBegan(world: Scheme, { name, stage, doubt, renewal }: File): boolean {
  const steps = world.history.filter(({ file }) => file === name);
  const closed = steps.findLastIndex(({ edge }) => edge.action === 'closeReview');
  const reported = steps.some(
    ({ edge }, n) => n > closed && (edge.action === 'reportChange' || edge.action === 'reportAsOther'),
  );
  const moved = steps.some(({ edge }) => edge.action === 'depart' || edge.action === 'second');
  const asItBegan = (stage === 'ACTIVE' || stage === 'LAPSED') && doubt === null && renewal === null;
  return asItBegan && !reported && !moved;
}

/** The application a grievance is about, or its clearance began with. */
const DECIDING = ['decide', 'confirmDecision', 'returnDecision', 'askSubject', 'requestMore'];
function decidersBefore(world: Scheme, { name }: File): string[] {
  const steps = world.history.filter(({ file }) => file === name);
  const reopened = steps.findLastIndex(({ edge }) => edge.action === 'reopenAdjudication');
  return steps
    .slice(0, Math.max(reopened, 0))
    .flatMap(({ edge, sub }) => (sub !== null && DECIDING.includes(edge.action) ? [sub] : []));
}

/** The investigation that may serve this case: the most recent, ten years from its opinion, with no doubt since. */
export function earlierOf(world: Scheme, file: File): File | undefined {
  if (file.ground !== 'NEW_HANDLER' || file.consentedAt === null) return undefined;
  let latest: (File & { opinionAt: string }) | undefined;
  for (const one of world.named('application'))
    if (one !== file && isInvestigated(one) && (latest === undefined || one.opinionAt >= latest.opinionAt))
      latest = one;
  if (latest === undefined || world.now >= endOf(latest.opinionAt, 10)) return undefined;
  const { opinionAt } = latest;
  const doubted = world.history.some(
    ({ at, edge, file: name }) =>
      edge.event === 'SuspendedByDoubtNotice' && at >= opinionAt && world.files.get(name)?.doubt !== null,
  );
  return doubted ? undefined : latest;
}

function isInvestigated(file: File): file is File & { opinionAt: string } {
  const { stage, mode, opinionAt, notifiedAt } = file;
  const own = mode === 'UNIFIED' || mode === 'SELF';
  return own && stage !== 'DISPOSED' && opinionAt !== null && notifiedAt !== null;
}

/** What there is to weigh; while a proposal is read, as it was when its worksheet was written. */
export function toWeighIn(file: File): ToWeigh {
  const { stated, ground, learnt, consentedAt, stage, takenBack } = file;
  const found = file.checks.flatMap(({ code, status, finding }) =>
    (status === 'ANSWERED' || status === 'LATE') && finding !== null
      ? [{ code, finding, meddledWith: false }]
      : [],
  );
  const back = stage === 'SECOND_READING' ? takenBack : [];
  const consent = { ...file.inquiries, ...Object.fromEntries(back.map((code) => [code, true])) };
  return {
    matters: mattersOf(ACT27, stated, found),
    learnt: ground === 'DOUBT' ? ITEMS : ITEMS.filter((item) => learnt.includes(item)),
    unasked: consentedAt === null ? [] : unaskedIn(ACT27, consent, stated, found),
  };
}

function proposerOf(world: Scheme, { name }: File): string | null {
  const last = world.history.findLast(
    ({ file, edge }) => file === name && ['decide', 'proposeRevocation'].includes(edge.action),
  )?.sub;
  return last === undefined || last === null || world.conflicted.has(last) ? null : last;
}

export function tiesOf(world: Scheme, file: File): CaseTies {
  return {
    kind: file.kind,
    organId: world.cast.organId,
    subjectId: world.cast.subjectId,
    contractorId: file.contractor ? world.cast.contractorId : null,
    investigatedByCabinet: file.mode === 'UNIFIED',
    assigned: [...file.assigned],
    undeclared: [],
    // In these lives nobody is tied who has not said so, and everybody says so at once.
    declared: world.cast.players.map(({ sub }) => sub),
    conflicted: [...world.conflicted],
    screening: file.stage === 'QUESTIONNAIRE_SCREENING',
    workers: stepsBy(world, file, (role) => role !== 'Subject' && role !== 'ScreeningOfficer'),
    screeners: stepsBy(world, file, (role) => role === 'ScreeningOfficer'),
  };
}

/** Here nobody looks without taking the step: who was only shown the words is the API's to know, and tested there. */
function stepsBy(world: Scheme, { name }: File, which: (role: ActorRole) => boolean): string[] {
  return world.history.flatMap(({ file, role, sub }) =>
    file === name && sub !== null && which(role) ? [sub] : [],
  );
}

function inquiriesOf({ stage, inquiries: consent, stated, checks }: File) {
  const asked = checks.map(({ code }) => code);
  const open = checks.flatMap(({ code, status }) => (status === 'OPEN' ? [code] : []));
  return inquiryFacts(ACT27, stage, { consent, stated, asked, open });
}

export function openChecks(file: File): number {
  return file.checks.filter(({ status }) => status === 'OPEN').length;
}

export function unresolved(file: File): number {
  return file.checks.filter(
    ({ status, finding, weighed }) =>
      (status === 'ANSWERED' || status === 'LATE') &&
      finding !== null &&
      needsPerson(finding, false) &&
      !weighed,
  ).length;
}

function isInvestigating({ edge, role }: Happened): boolean {
  const shapes = edge.action === 'startInvestigation' || edge.action === 'giveOpinion';
  return role === 'CaseOfficer' || role === 'CabinetInvestigator' || shapes;
}

/** Of a reassessment: who served the notice that led to it, or looked at what was reported before. */
function doubters(world: Scheme, { name }: File): string[] {
  const doubted = world.named('clearance').filter(({ doubt }) => doubt === name);
  const led = new Set(['serveDoubtNotice', 'validateReport']);
  const steps = world.history.filter(
    ({ file, edge }) => led.has(edge.action) && doubted.some((one) => one.name === file),
  );
  return steps.flatMap(({ sub }) => sub ?? []);
}

function isNotTheHeads({ role }: Happened): boolean {
  return role !== 'Subject' && role !== 'Adjudicator';
}

function subsOn(world: Scheme, names: readonly string[], which: (step: Happened) => boolean): string[] {
  const subs = names.flatMap((name) => [...(world.files.get(name)?.assigned ?? [])]);
  for (const step of world.history)
    if (step.sub !== null && names.includes(step.file) && which(step)) subs.push(step.sub);
  return subs;
}
