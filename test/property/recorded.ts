import { dayOf, startOfDay } from '../../domain/calendar.js';
import type { World } from './world.js';

/** What the officer in charge recorded of the person: an exempt office, or a result of the same head under the 2014 Act. */
export interface RecordedRight {
  readonly what: 'SDS_RESULT' | 'OFFICE';
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Whether one of them stands, as the register has it (store/handling-right.ts). */
export function holdsByRecord(world: World): boolean {
  const day = dayOf(world.now);
  return world.recorded.some(
    ({ what, firstDay, lastDay }) =>
      firstDay <= day && day <= lastDay && (what === 'OFFICE' || !isOvertaken(world, startOfDay(firstDay))),
  );
}

function isOvertaken(world: World, since: string): boolean {
  const refused = world.named('application').some(
    ({ decision, notifiedAt, earlier }) =>
      (decision === 'NOT_FOUND' && notifiedAt !== null && notifiedAt >= since) ||
      // While it is decided anew, what was notified stands.
      (notifiedAt === null && earlier.some((one) => one.decision === 'NOT_FOUND' && one.notifiedAt >= since)),
  );
  return refused || world.history.some(({ edge, at }) => edge.action === 'serveDoubtNotice' && at >= since);
}
