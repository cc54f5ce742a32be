import { renewalOpening } from '../../domain/calendar.js';
import type { Action } from '../../domain/edges.js';
import { type File, isAlive } from './file.js';
import type { Meaning } from './meaning.js';
import { type Scheme, SYSTEM } from './scheme.js';
import { dueAfter } from './time.js';

/** What is taken back: a case, a notice or a doubt that should not have been. */
export const MISTAKES: Partial<Record<Action, Meaning>> = {
  confirmMistake: (world, file) => {
    keepShortly(world, file);
    const held = file.about === null ? undefined : world.files.get(file.about);
    if (file.ground === 'RENEWAL' && held) renewAgain(world, held);
  },
  confirmNoticeVoid: (world, file) => {
    const { decision, notifiedAt } = file;
    if (decision === null || notifiedAt === null) throw new Error('voided before it was notified');
    file.earlier = file.earlier.filter((one) => one.notifiedAt !== notifiedAt);
    file.voided = [...file.voided, { decision, notifiedAt }];
    Object.assign(file, { notifiedAt: null, pledgedAt: null });
    file.deadlines = file.deadlines.filter(
      ({ kind }) => kind !== 'RETENTION_ASSESSED' && kind !== 'FAMILY_RETENTION',
    );
    const begun = world.named('clearance').find((one) => one.about === file.name && isAlive(one));
    if (begun) world.step(begun, 'voidWithNotice', SYSTEM, {});
    for (const held of endedBy(world, file)) world.step(held, 'returnWithNotice', SYSTEM, {});
  },
  returnWithNotice: (world, file) => {
    const { expiresAt, lastDay, renewal, periods } = file;
    if (expiresAt === null || lastDay === null) throw new Error('a clearance without an end');
    file.deadlines = file.deadlines.filter(({ kind }) => kind !== 'RETENTION_ASSESSED');
    file.deadlines.push({ kind: 'EXPIRY', dueAt: expiresAt });
    const dueAt = renewalOpening(lastDay, periods.RENEWAL_LEAD);
    if (renewal === null && dueAt > world.now) file.deadlines.push({ kind: 'RENEWAL_OPENING', dueAt });
  },
  voidReassessment: (world, file, { edge }) => {
    if (edge.to === 'NOT_CONDUCTED') keepShortly(world, file);
  },
  confirmDoubtVoid: (world, file) => {
    const reassessment = file.doubt === null ? undefined : world.files.get(file.doubt);
    file.doubt = null;
    file.hearing = 'NONE';
    if (reassessment && isAlive(reassessment)) world.step(reassessment, 'voidReassessment', SYSTEM, {});
    const { renewal } = file;
    const absorbed = world.history.some(
      ({ file: name, edge }) => name === renewal && edge.action === 'absorb',
    );
    const opening = renewalOpening(file.lastDay ?? '', file.periods.RENEWAL_LEAD);
    const missed = renewal === null && opening <= world.now;
    if (absorbed || missed) renewAgain(world, file);
  },
  destroyGathered: (_, file) => {
    file.deadlines = file.deadlines.filter(({ kind }) => kind !== 'FAMILY_RETENTION');
    Object.assign(file, { stated: [], inquiries: {} });
    for (const check of file.checks) Object.assign(check, { status: 'CANCELLED', finding: null });
  },
};

/** The clearance that the case is about, if this very result revoked it or was followed by the one that superseded it. */
function endedBy(world: Scheme, { name, about }: File): File[] {
  const held = about === null ? undefined : world.files.get(about);
  if (held?.kind !== 'clearance' || held.expiresAt === null || held.expiresAt <= world.now) return [];
  // Of a case that is decided anew an earlier result, whose notice stands, may have ended it.
  const anew = world.history.findLastIndex(
    ({ file, edge }) => file === name && edge.action === 'reopenAdjudication',
  );
  const ended = world.history.findLastIndex(
    ({ file, edge }) =>
      file === held.name && (edge.action === 'revokeByResult' || edge.action === 'supersede'),
  );
  return held.endedBy === name && ended > anew && !isAlive(held) ? [held] : [];
}

/** What was gathered by mistake goes sooner than the case. */
function keepShortly(world: Scheme, file: File): void {
  const kind = 'GATHERED_BY_MISTAKE';
  file.decision = null;
  file.deadlines.push({ kind, dueAt: dueAfter(kind, world.now, file.periods) });
}

/** There was no renewal: another one is due now. */
function renewAgain(world: Scheme, clearance: File): void {
  world.touch(clearance);
  clearance.renewal = null;
  if (isAlive(clearance)) clearance.deadlines.push({ kind: 'RENEWAL_OPENING', dueAt: world.now });
}
