import type { Happened } from './file.js';
import type { World } from './world.js';

export function stepsOf(world: World, name: string): Happened[] {
  return world.history.filter(({ file }) => file === name);
}

/** Whether the person may handle: by a result, or by what the law puts in its place. */
export function plainReading(world: World, information: (typeof INFORMATION)[number]): boolean {
  // Every assessment of these lives is under the Act of 2024; offices and results under that of 2014 are known to both.
  if (information === 'act27') return byResult(world) || byRecord(world);
  return information === 'sds' && byRecord(world);
}
/** Of which law the information is that is asked about. */
export const INFORMATION = ['act27', 'sds', 'kept-nowhere'] as const;

interface Right {
  readonly until: string;
  pledged: boolean;
  stopped: boolean;
  doubted: boolean;
  ended: boolean;
}
const NEW = { stopped: false, doubted: false, ended: false };

/** Told by events alone: notified, pledged, within ten years, and nothing since. */
function byResult(world: World): boolean {
  const rights = new Map<string, Right>();
  for (const { edge, file } of world.history) {
    const right = rights.get(file);
    if (edge.event === 'ClearanceStarted') {
      const steps = stepsOf(world, world.file(file).about ?? '');
      const notified = steps.findLast((step) => step.edge.event === 'ResultNotified');
      const pledged = steps
        .slice(notified ? steps.indexOf(notified) : 0)
        .some((step) => step.edge.event === 'PledgeSigned');
      if (notified) rights.set(file, { ...NEW, until: endOf(receivedAt(notified), 10), pledged });
    }
    if (right === undefined) continue;
    if (edge.event === 'PledgeSigned') right.pledged = true;
    if (STOPPING.has(edge.event)) right.stopped = true;
    if (edge.event === 'Reinstated') Object.assign(right, { stopped: false, pledged: false });
    if (edge.event === 'SuspendedByDoubtNotice') right.doubted = true;
    if (edge.event === 'DoubtNoticeVoided') right.doubted = false;
    if (ENDING.has(edge.event)) right.ended = true;
    // Void, it ended nothing; but nobody handles anything by it until it is reinstated.
    if (edge.event === 'ReturnedWithNotice') Object.assign(right, { ended: false, stopped: true });
  }
  return [...rights].some(
    ([file, { until, pledged, stopped, doubted, ended }]) =>
      pledged &&
      !stopped &&
      !ended &&
      !doubted &&
      world.now < until &&
      (!world.file(file).contractor || world.certified),
  );
}

/** A notice counts from the end of the day on which it was received, whenever that is keyed in; on its own day from the step. */
export function receivedAt({ at, input }: Happened): string {
  const on = input.served?.receivedOn;
  return on === undefined || on === dayInJapan(at) ? at : `${on}T14:59:59.999Z`;
}

/** While an exempt office is held; five years from a notice under the 2014 Act, while there was no doubt and no refusal here. */
function byRecord(world: World): boolean {
  const today = dayInJapan(world.now);
  const against = world.history.filter(({ edge, file, at }, n) => {
    if (edge.event === 'SuspendedByDoubtNotice') return !isVoid(world, file, n);
    return edge.event === 'ResultNotified' && standsAgainst(world, file, at);
  });
  return world.recorded.some(({ what, firstDay, lastDay }) => {
    if (today < firstDay || today > lastDay) return false;
    return what === 'OFFICE' || against.every((step) => dayInJapan(receivedAt(step)) < firstDay);
  });
}

/** Whether the notice was found to be a mistake: of a later one of the same clearance that says nothing. */
function isVoid(world: World, name: string, at: number): boolean {
  const next = world.history
    .slice(at + 1)
    .find(
      ({ file, edge }) =>
        file === name && ['SuspendedByDoubtNotice', 'DoubtNoticeVoided'].includes(edge.event),
    );
  return next?.edge.event === 'DoubtNoticeVoided';
}

/** A negative notice, until another one of the same case takes its place. */
function standsAgainst(world: World, file: string, at: string): boolean {
  const steps = stepsOf(world, file);
  // A void one still stands against somebody, and never for them.
  const notices = steps.filter(
    (step, n) => step.edge.event === 'ResultNotified' && (isNegative(steps, n) || !isVoided(steps, n)),
  );
  if (notices.at(-1)?.at !== at) return false;
  return isNegative(steps, steps.indexOf(notices.at(-1) as Happened));
}

function isNegative(steps: readonly Happened[], notice: number): boolean {
  const before = steps.slice(0, notice);
  return before.findLast(({ input }) => input.decision !== undefined)?.input.decision === 'NOT_FOUND';
}

function isVoided(steps: readonly Happened[], notice: number): boolean {
  const next = steps
    .slice(notice + 1)
    .find(({ edge }) => ['ResultNotified', 'ResultNoticeVoided'].includes(edge.event));
  return next?.edge.event === 'ResultNoticeVoided';
}

const dayInJapan = (at: string) => new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 10);

/** What ends a right for good. */
const STOPPING: ReadonlySet<string> = new Set(['Lapsed', 'SecondedOut', 'Departed']);
const ENDING = new Set(['Revoked', 'RevokedByResult', 'Expired', 'Superseded', 'ClearanceVoided']);

/** So many years counted in Japan (UTC+9, no summer time), by the calendar of JavaScript and nothing of ours. */
export function endOf(at: string, years: number): string {
  const key = `${at}+${years}`;
  const end = ends.get(key) ?? countedEnd(at, years);
  ends.set(key, end);
  return end;
}
const ends = new Map<string, string>();

function countedEnd(at: string, years: number): string {
  const HOURS = 3_600_000;
  const inJapan = new Date(Date.parse(at) + 9 * HOURS);
  const atMidnight = inJapan.toISOString().endsWith('T00:00:00.000Z');
  const dayOne = Date.UTC(
    inJapan.getUTCFullYear(),
    inJapan.getUTCMonth(),
    inJapan.getUTCDate() + (atMidnight ? 0 : 1),
  );
  const one = new Date(dayOne);
  const corresponding = Date.UTC(one.getUTCFullYear() + years, one.getUTCMonth(), one.getUTCDate());
  return new Date(corresponding - 9 * HOURS).toISOString();
}
