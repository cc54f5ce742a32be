import { expiryInstant, lastValidDay, renewalOpening } from '../../domain/calendar.js';
import type { CheckCode } from '../../domain/checks.js';
import { Refused } from '../../domain/errors.js';
import type { Action } from '../../domain/edges.js';
import type { Need } from '../../domain/inquiries.js';
import type { Ground } from '../../domain/stages.js';
import { earlierOf } from './facts.js';
import { type Check, type File, isAlive } from './file.js';
import { type Scheme, SYSTEM } from './scheme.js';
import { dueAfter, periodsAt } from './time.js';

export function ask(
  world: Scheme,
  file: File,
  codes: readonly CheckCode[],
  needOf: (code: CheckCode) => Need | undefined = () => undefined,
): void {
  if (codes.some((code) => file.inquiries[code] !== true)) throw new Refused('NO_CONSENT');
  for (const code of codes) {
    const need = needOf(code);
    const check: Check = {
      code,
      askedAt: file.seq,
      status: 'OPEN',
      finding: null,
      weighed: false,
      ...(need ? { need } : {}),
    };
    file.checks.push(check);
    for (const kind of ['CHECK_REMINDER', 'CHECK_DUE'] as const) {
      const dueAt = dueAfter(kind, world.now, file.periods);
      file.deadlines.push({ kind, dueAt, check, setAt: world.now });
    }
  }
}

/** Of each question consented to here the newest answer, and whatever was on record: all for a person to look at. */
export function bringOver(world: Scheme, file: File, plan: readonly CheckCode[]): void {
  const earlier = earlierOf(world, file);
  if (!earlier) throw new Refused('NOT_REUSABLE');
  file.reusedFrom = earlier.name;
  for (const check of earlier.checks) {
    const newest = earlier.checks.findLast(({ code }) => code === check.code) === check;
    if (plan.includes(check.code) && isIn(check.status) && (newest || check.finding === 'RECORD'))
      file.checks.push(broughtOver(check, file.seq));
  }
}

/** Why it was asked there stays there. */
function broughtOver({ code, status, finding }: Check, askedAt: number): Check {
  return { code, askedAt, status, finding, weighed: false, reused: true };
}

export function isIn(status: Check['status']): boolean {
  return status === 'ANSWERED' || status === 'LATE';
}

export function heldBefore(world: Scheme, file: File): File | undefined {
  const held = file.about === null ? undefined : world.files.get(file.about);
  return held && isAlive(held) ? held : undefined;
}

export function endHeld(world: Scheme, file: File, action: 'revokeByResult' | 'supersede'): void {
  const held = heldBefore(world, file);
  if (!held) return;
  world.step(held, action, SYSTEM, {});
  held.endedBy = file.name;
}

export function grant(world: Scheme, application: File): File {
  const clearance = follow(world, 'grant', application, null);
  const { notifiedAt, pledgedAt } = application;
  if (notifiedAt === null) throw new Error('a clearance before its result was notified');
  const { VALIDITY, RENEWAL_LEAD } = periodsAt(notifiedAt);
  const lastDay = lastValidDay(notifiedAt, VALIDITY);
  const expiresAt = expiryInstant(notifiedAt, VALIDITY);
  Object.assign(clearance, { notifiedAt, pledgedAt, lastDay, expiresAt });
  clearance.deadlines.push(
    { kind: 'RENEWAL_OPENING', dueAt: renewalOpening(lastDay, RENEWAL_LEAD) },
    { kind: 'EXPIRY', dueAt: expiresAt },
  );
  return clearance;
}

/** The same organ, person, employer and officers. */
export function follow(world: Scheme, action: Action, from: File, ground: Ground | null): File {
  const kind = ground === null ? 'clearance' : 'application';
  const { contractor, assigned, name: about } = from;
  return world.open(action, SYSTEM, { kind, contractor, ground, about, assigned });
}

/** The stage from which the step was taken that has just been. */
export function stoodBefore(world: Scheme, { name }: File): File['withoutDoubt'] {
  const from = world.history.findLast(
    ({ file, edge }) => file === name && edge.action === 'serveDoubtNotice',
  )?.from;
  return from === 'ACTIVE' || from === 'REVIEW' || from === 'LAPSED' ? from : null;
}
