import { needsPerson } from '../../domain/checks.js';
import type { ActorRole, CaseTies } from '../../domain/roles.js';
import type { Facts } from '../../domain/rules.js';
import { type Matters, mattersOf } from '../../domain/worksheet.js';
import type { File, Happened } from './file.js';
import { endOf } from './plain-reading.js';
import type { Scheme } from './scheme.js';

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
    otherOpenCase: false,
    alreadyCleared: false,
    servedText: file.servedText,
    openChecks: openChecks(file),
    unresolvedFindings: unresolved(file),
    matters: mattersIn(file),
    hearing: file.hearing,
    interviewBegun: file.interviewAt !== null && file.interviewAt <= world.now,
    unconfirmed: file.record === 'SILENT',
    proposedBy: proposerOf(world, file),
    investigators: subsOn(world, [file.name, file.reusedFrom ?? ''], isInvestigating),
    workers: subsOn(
      world,
      file.kind === 'grievance' ? [file.name, file.about ?? ''] : [file.name],
      ({ role }) => role !== 'Subject',
    ),
    doubtServed: file.doubt !== null,
    held: isHeld(world, file),
    doubtEndedWithoutAssessment:
      doubt?.stage === 'NOT_CONDUCTED' &&
      (doubt.reason === 'REFUSED' || doubt.reason === 'WITHDRAWN' || doubt.reason === 'NO_RESPONSE'),
    reusable: file.stage === 'INVESTIGATION' && earlierOf(world, file) !== undefined,
    // Lives are clicked here: a paper takes the very same steps (test/access/originals.test.ts).
    originalWaiting: false,
  };
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

export function mattersIn({ stated, checks }: File): Matters {
  return mattersOf(
    stated,
    checks.flatMap(({ code, status, finding }) =>
      (status === 'ANSWERED' || status === 'LATE') && finding !== null
        ? [{ code, finding, meddledWith: false }]
        : [],
    ),
  );
}

function proposerOf(world: Scheme, { name }: File): string | null {
  const last = world.history.findLast(({ file, edge }) => file === name && edge.action === 'decide')?.sub;
  return last === undefined || last === null || world.conflicted.has(last) ? null : last;
}

export function tiesOf(world: Scheme, file: File): CaseTies {
  return {
    organId: world.cast.organId,
    subjectId: world.cast.subjectId,
    contractorId: file.contractor ? world.cast.contractorId : null,
    investigatedByCabinet: file.mode === 'UNIFIED',
    assigned: [...file.assigned],
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
  return role === 'CaseOfficer' || role === 'CabinetInvestigator' || edge.action === 'giveOpinion';
}

function subsOn(world: Scheme, names: readonly string[], which: (step: Happened) => boolean): string[] {
  const subs = names.flatMap((name) => [...(world.files.get(name)?.assigned ?? [])]);
  for (const step of world.history)
    if (step.sub !== null && names.includes(step.file) && which(step)) subs.push(step.sub);
  return subs;
}

function isHeld(world: Scheme, file: File): boolean {
  const about = file.kind === 'clearance' ? [file.name, file.about] : [file.name];
  return (
    world.named('grievance').some((one) => one.stage === 'GRIEVANCE_OPEN' && about.includes(one.about)) ||
    world.named('clearance').some((one) => one.stage === 'SUSPENDED' && one.doubt === file.name)
  );
}
