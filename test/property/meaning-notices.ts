import { dayOf } from '../../domain/calendar.js';
import type { Action } from '../../domain/edges.js';
import { servedAt } from '../../domain/service.js';
import type { File } from './file.js';
import type { Meaning, Step } from './meaning.js';
import { endHeld } from './meaning-parts.js';
import type { Scheme } from './scheme.js';
import { dueAfter } from './time.js';

/** What goes out, what is received, and who withdraws in between. */
export const NOTICES: Partial<Record<Action, Meaning>> = {
  issueResult: (world, file, { sub, input }) => {
    file.issue = { channel: input.channel ?? 'IN_PERSON', by: sub, withdrawnOn: null, withdrawnAt: null };
    remindOfService(world, file);
  },
  takeBackNotice: (world, file, step) => {
    file.issue = null;
    if (step.edge.to === 'SAME') remindOfService(world, file);
    else standAgain(world, file, step);
  },
  notifyResult: (world, file, { edge, input }) => {
    // Should the notice be void, what was withdrawn before waits again.
    if (file.issue?.withdrawnOn == null) file.issue = null;
    file.notifiedAt = servedAt(input.served, world.now);
    if (edge.when?.decision === 'NOT_FOUND') endHeld(world, file, 'revokeByResult');
  },
  withdrawConsent: (world, file, step) => {
    if (step.edge.to !== 'SAME') standAgain(world, file, step);
    else if (file.issue)
      file.issue = { ...file.issue, withdrawnOn: dayOf(world.now), withdrawnAt: world.now };
  },
};

/** A reopened case that ends without a new decision: the result before stands. */
export function standAgain(_: Scheme, file: File, { edge }: Step): void {
  const before = file.earlier.at(-1);
  if (edge.when?.reopened !== true || !before) return;
  Object.assign(file, before);
  for (const check of file.checks) if (check.status === 'OPEN') check.status = 'CANCELLED';
  file.deadlines = file.deadlines.filter(({ check }) => check === undefined);
}

/** The officer is asked again, a while after what they did last. */
function remindOfService(world: Scheme, file: File): void {
  const kind = 'NOTIFICATION_REMINDER';
  const others = file.deadlines.filter((one) => one.kind !== kind);
  file.deadlines = [...others, { kind, dueAt: dueAfter(kind, world.now, file.periods) }];
}
