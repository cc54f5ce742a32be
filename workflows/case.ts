import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  patched,
  setCurrentDetails,
  setDefaultSignalHandler,
  setDefaultUpdateHandler,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { Alarm } from './alarm.js';
import { AwaitedChecks } from './checks.js';
import {
  bell,
  type CaseInput,
  caseOf,
  DUE_AT,
  nudge,
  ORGAN,
  PHASE,
  standing,
  STRANGERS,
  WAITING_ON,
} from './contract.js';
import type { Standing } from '../domain/standing.js';
import { type AdvanceInput, registerActivities } from './ports.js';

/** Entities roll once a year, so that histories stay short and old code can be retired. Engine time. */
const BEAT_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * The life of one case: wait for the bell, the alarm or the last answer; look at the register; show where it stands.
 * It decides nothing and knows nothing the register does not: killed, it is rebuilt from there.
 */
export async function liveCase(input: CaseInput): Promise<void> {
  // Only the register ends a case: the engine's request to cancel is a stranger's word like any other.
  const outside = CancellationScope.current();
  await CancellationScope.nonCancellable(() => live(input, outside));
}

async function live(input: CaseInput, outside: CancellationScope): Promise<void> {
  // Whose life this is, the id says that the bell was addressed to. The input is only carried: whoever started us may
  // have put another case there, or nothing.
  const caseId = caseOf(workflowInfo().workflowId)?.caseId ?? '';
  let leaving = false;
  let now: Standing | null = null;
  let rung = 1;
  let seen = 0;
  let foreignSignals = 0;
  const wake = () => {
    rung += 1;
  };
  // What is none of ours wakes the case and leaves a trace; it can do no more.
  const stranger = () => {
    foreignSignals += 1;
    wake();
  };
  setHandler(bell, (...said) => (said.length > 0 ? stranger() : wake()));
  setHandler(standing, () => now);
  setHandler(nudge, () =>
    CancellationScope.nonCancellable(async () => {
      wake();
      const mine = rung;
      await condition(() => seen >= mine || leaving);
      return now;
    }),
  );
  setDefaultSignalHandler(stranger);
  // Taken up, because what is turned away leaves no trace; and refused.
  setDefaultUpdateHandler(() => {
    stranger();
    throw ApplicationFailure.nonRetryable('no such update', 'UNKNOWN_UPDATE');
  });
  outside.cancelRequested.catch(() => {
    if (patched(STRANGERS)) stranger();
  });
  const alarm = new Alarm(wake);
  const checks = new AwaitedChecks(wake);
  const continuedFrom = workflowInfo().continuedFromExecutionRunId;
  const rollsAt = Date.now() + BEAT_MS;
  let lastSeq = Number(input?.lastSeq ?? 0);

  for (;;) {
    await condition(() => rung > seen);
    const looking = rung;
    const foreign = foreignSignals;
    now = await look({
      caseId,
      lastSeq,
      ...(continuedFrom ? { continuedFrom } : {}),
      foreignSignals: foreign,
      claimed: checks.takeClaimed(),
      forged: checks.takeForged(),
    });
    foreignSignals -= foreign;
    seen = looking;
    if (now === null || now.ended) break;
    lastSeq = now.lastSeq;
    show(now);
    if (rung === seen && (workflowInfo().continueAsNewSuggested || Date.now() >= rollsAt)) {
      checks.letAllGo();
      alarm.clear();
      leaving = true;
      await condition(allHandlersFinished);
      await continueAsNew<typeof liveCase>({ caseId, lastSeq });
    }
    checks.follow(now.openChecks);
    alarm.set(earlier(now.dueAt, new Date(rollsAt + now.offsetMs).toISOString()), now.offsetMs);
  }
  checks.letAllGo();
  alarm.clear();
  leaving = true;
  if (now) show(now);
  await condition(allHandlersFinished);
}

/**
 * One look at the register. Whoever may write to the engine may also answer or fail this very activity in the register's
 * place: an answer that is none is not believed but asked for again, ever more slowly, and told.
 */
async function look(input: AdvanceInput): Promise<Standing | null> {
  const register = registerActivities();
  for (let foreignLooks = 0; ; foreignLooks += 1) {
    const asked = foreignLooks === 0 ? input : { ...input, foreignLooks };
    const answer: unknown = await register.advance(asked).catch((error: unknown) => {
      if (error instanceof ActivityFailure && patched(STRANGERS)) return undefined;
      throw error;
    });
    if (isTheRegisters(answer, asked) || !patched(STRANGERS)) return answer as Standing | null;
    await sleep(Math.min(MAX_PAUSE_MS, 1_000 * 2 ** foreignLooks));
  }
}

const MAX_PAUSE_MS = 10 * 60 * 1000;

/** "No such case" is doubted once by a run that has seen it: the same words, sealed by us, can be copied from elsewhere. */
function isTheRegisters(answer: unknown, { caseId, lastSeq, foreignLooks = 0 }: AdvanceInput): boolean {
  if (answer === null) return lastSeq === 0 || foreignLooks > 0;
  if (typeof answer !== 'object') return false;
  const { caseId: about = caseId, lastSeq: seq } = answer as Partial<Standing>;
  return typeof seq === 'number' && about === caseId;
}

/** The glance: search attributes in clear (no outcome among them), details encrypted. */
function show(now: Standing): void {
  const wanted = [
    { key: WAITING_ON, value: now.waitingOn },
    { key: PHASE, value: now.ended ? 'CLOSED' : 'OPEN' },
    { key: ORGAN, value: now.organId },
    { key: DUE_AT, value: now.dueAt === null ? null : new Date(now.dueAt) },
  ] as const;
  const shown = workflowInfo().typedSearchAttributes;
  const changed = wanted.filter(({ key, value }) => !same(shown.get(key as typeof DUE_AT), value));
  if (changed.length > 0) upsertSearchAttributes([...changed]);
  setCurrentDetails(details(now));
}

function earlier(dueAt: string | null, beatAt: string): string {
  return dueAt !== null && dueAt < beatAt ? dueAt : beatAt;
}

function same(shown: unknown, value: string | Date | null): boolean {
  if (shown === undefined || shown === null) return value === null;
  return shown instanceof Date || value instanceof Date
    ? new Date(shown as string | Date).getTime() === (value === null ? Number.NaN : new Date(value).getTime())
    : shown === value;
}

function details(now: Standing): string {
  const who = now.turn === null ? now.waitingOn : `${now.waitingOn} (${now.turn})`;
  const lines = [`**${now.stage}** since ${now.since}`, `waiting on ${who}`];
  if (now.dueAt) lines.push(`next deadline ${now.dueAt}`);
  for (const check of now.openChecks) lines.push(`- ${check.code} until ${check.dueAt}`);
  return lines.join('\n\n');
}
