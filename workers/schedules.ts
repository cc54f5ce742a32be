import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleDescription,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { UPKEEP, type UpkeepKind } from '../workflows/contract.js';
import type { EngineNames } from '../engine.js';

const TIMEZONE = 'Asia/Tokyo';
/** A night missed while the engine was down is made up for, a week is not: one sweep looks at everything. */
const CATCHUP_MS = 2 * 24 * 60 * 60 * 1000;

export type Ensured = 'created' | 'updated' | 'paused' | 'kept';

export function scheduleIdOf(kind: UpkeepKind, prefix: string): string {
  return `${prefix}${kind}`;
}

/** The schedules as they should be: made if absent, set right if they differ. One that an operator paused stays so. */
export async function ensureSchedules(
  client: Client,
  names: EngineNames,
): Promise<Record<UpkeepKind, Ensured>> {
  const kinds = Object.keys(UPKEEP) as UpkeepKind[];
  const done = await Promise.all(
    kinds.map(async (kind) => [kind, await ensureSchedule(client, names, kind)] as const),
  );
  return Object.fromEntries(done) as Record<UpkeepKind, Ensured>;
}

async function ensureSchedule(client: Client, names: EngineNames, kind: UpkeepKind): Promise<Ensured> {
  const wanted = scheduleOf(names, kind);
  try {
    await client.schedule.create(wanted);
    return 'created';
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  const handle = client.schedule.getHandle(wanted.scheduleId);
  const found = await handle.describe();
  if (sameSchedule(found, wanted)) return found.state.paused ? 'paused' : 'kept';
  const { spec, action, policies } = wanted;
  await handle.update((found) => ({ spec, action, policies, state: found.state }));
  return 'updated';
}

function scheduleOf(names: EngineNames, kind: UpkeepKind) {
  const { workflow, calendar } = UPKEEP[kind];
  return {
    scheduleId: scheduleIdOf(kind, names.workflowIdPrefix),
    spec: { calendars: [calendar], timezone: TIMEZONE },
    // A sweep that comes due, or is asked for, while one runs is taken afterwards: never two at once, none dropped, and
    // one in waiting is enough since each looks at the whole register.
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: CATCHUP_MS, pauseOnFailure: false },
    action: {
      type: 'startWorkflow' as const,
      workflowType: workflow,
      workflowId: scheduleIdOf(kind, names.workflowIdPrefix),
      taskQueue: names.taskQueue,
      args: [] as [],
      staticSummary: workflow,
    },
  };
}

type Wanted = ReturnType<typeof scheduleOf>;

function sameSchedule(found: ScheduleDescription, wanted: Wanted): boolean {
  const { spec, action, policies } = found;
  return (
    action.type === 'startWorkflow' &&
    action.workflowType === wanted.action.workflowType &&
    action.workflowId === wanted.action.workflowId &&
    action.taskQueue === wanted.action.taskQueue &&
    (action.args ?? []).length === 0 &&
    policies.overlap === wanted.policies.overlap &&
    policies.catchupWindow === CATCHUP_MS &&
    policies.pauseOnFailure === false &&
    spec.timezone === TIMEZONE &&
    sameTimes(spec, wanted)
  );
}

/** The engine tells calendars as ranges of every field, with its own defaults filled in. */
function sameTimes(spec: ScheduleDescription['spec'], { spec: { calendars } }: Wanted): boolean {
  const [calendar] = calendars;
  const [told] = spec.calendars ?? [];
  if (!calendar || !told || spec.calendars?.length !== 1) return false;
  const others =
    [spec.intervals, spec.skip].some((list) => (list ?? []).length > 0) ||
    spec.startAt ||
    spec.endAt ||
    spec.jitter;
  const { hour, minute, dayOfMonth, month } = { dayOfMonth: undefined, month: undefined, ...calendar };
  return (
    !others &&
    only(told.second, 0) &&
    only(told.minute, minute) &&
    only(told.hour, hour) &&
    (dayOfMonth === undefined ? spans(told.dayOfMonth, 1, 31) : only(told.dayOfMonth, dayOfMonth)) &&
    (month === undefined ? spans(told.month, 'JANUARY', 'DECEMBER') : only(told.month, month)) &&
    spans(told.dayOfWeek, 'SUNDAY', 'SATURDAY') &&
    (told.year ?? []).length === 0
  );
}

type Ranges =
  | readonly { readonly start: unknown; readonly end: unknown; readonly step: number }[]
  | undefined;

function only(ranges: Ranges, value: unknown): boolean {
  return spans(ranges, value, value);
}

function spans(ranges: Ranges, start: unknown, end: unknown): boolean {
  const [range] = ranges ?? [];
  return ranges?.length === 1 && range?.start === start && range?.end === end && range?.step === 1;
}
