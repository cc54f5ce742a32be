import { dayOf, renewalOpening, startOfDay } from '../../domain/calendar.js';
import type { File } from './file.js';
import { INFORMATION } from './plain-reading.js';
import type { Scheme } from './scheme.js';
import type { World } from './world.js';

/** What the officer in charge recorded of the person: an exempt office, or a result of the same head under the 2014 Act. */
export interface RecordedRight {
  readonly what: 'SDS_RESULT' | 'OFFICE';
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Under each law that is asked about: of assessments here that of 2024, of what is recorded that of 2014 as well. */
export function underEach(world: World, byResult: boolean): boolean[] {
  const byRecord = holdsByRecord(world);
  const under = { act27: byResult || byRecord, sds: byRecord, 'kept-nowhere': false };
  return INFORMATION.map((scheme) => under[scheme]);
}

/** Whether a clearance gives it by itself. */
export function givesRight({ stage, pledgedAt, doubt, expiresAt }: File, now: string): boolean {
  const inForce = stage === 'ACTIVE' || stage === 'REVIEW';
  return inForce && pledgedAt !== null && doubt === null && expiresAt !== null && now < expiresAt;
}

/** Whether one of them stands, as the register has it (store/handling-right.ts). */
function holdsByRecord(world: World): boolean {
  const day = dayOf(world.now);
  return world.recorded.some(
    ({ what, firstDay, lastDay }) =>
      firstDay <= day && day <= lastDay && (what === 'OFFICE' || !isOvertaken(world, startOfDay(firstDay))),
  );
}

/** Whether a result under the 2014 Act bars a nomination: it stands, and its last twelve months have not begun. */
export function isBarred(world: Scheme): boolean {
  const day = dayOf(world.now);
  return world.recorded.some(
    ({ what, firstDay, lastDay }) =>
      what === 'SDS_RESULT' &&
      firstDay <= day &&
      world.now < renewalOpening(lastDay, 'P12M') &&
      !isOvertaken(world, startOfDay(firstDay)),
  );
}

function isOvertaken(world: Scheme, since: string): boolean {
  const refused = world.named('application').some(
    ({ decision, notifiedAt, earlier, voided }) =>
      // A void notice gives nothing back of what it ended.
      voided.some((one) => one.decision === 'NOT_FOUND' && one.notifiedAt >= since) ||
      (decision === 'NOT_FOUND' && notifiedAt !== null && notifiedAt >= since) ||
      // While it is decided anew, what was notified stands.
      (notifiedAt === null && earlier.some((one) => one.decision === 'NOT_FOUND' && one.notifiedAt >= since)),
  );
  // One that two people voided was none.
  const voided = (name: string, after: number) =>
    world.history
      .slice(after + 1)
      .find(({ file, edge }) => file === name && /^(serveDoubtNotice|confirmDoubtVoid)$/.test(edge.action))
      ?.edge.action === 'confirmDoubtVoid';
  return (
    refused ||
    world.history.some(
      ({ edge, at, file }, n) => edge.action === 'serveDoubtNotice' && at >= since && !voided(file, n),
    )
  );
}
