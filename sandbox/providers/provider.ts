import { setTimeout as sleep } from 'node:timers/promises';
import { crashPoint } from '../../crash-points.js';
import type { Source } from '../../domain/checks.js';
import { behaviourOf } from './behaviour.js';
import type { GatewayClient, Outcome } from './gateway-client.js';
import { createLimit } from './limit.js';
import type { CheckAnswer, CheckEvent, CheckRequest } from './protocol.js';
import { createRequestMemory, type Entry } from './request-memory.js';

export const MODES = ['normal', 'hold', 'duplicate', 'slow'] as const;
export type Mode = (typeof MODES)[number];

export interface Provider {
  readonly source: Source;
  mode(): Mode;
  notify(event: CheckEvent): void;
  /** Asks what is open and takes up what was missed. */
  pull(): Promise<{ isDone: boolean; status?: number }>;
  /** Leaving `hold` lets go what was held, in the new mode; `sent` resolves when those are through. */
  setMode(mode: Mode, delayMs?: number): { released: string[]; sent: Promise<void> };
  held(): string[];
  quiet(): string[];
  underWay(): number;
  has(requestId: string): boolean;
  answerOnce(requestId: string, answer: CheckAnswer): Promise<{ status: number; receiptId?: string }>;
  settled(): Promise<void>;
}

export interface ProviderOptions {
  source: Source;
  gateway: GatewayClient;
  stop: AbortSignal;
  /** Ids and outcomes of the call only; never what was asked or answered. */
  report: (requestId: string, outcome: Outcome | 'failed', cause?: unknown) => void;
}

const defaultDelayMs = 2_000;

/** One outside office: told of a request, it fetches it, looks the person up and answers. Every step may repeat. */
export function createProvider({ source, gateway, stop, report }: ProviderOptions): Provider {
  const memory = createRequestMemory();
  const limit = createLimit(8);
  const jobs = new Set<Promise<void>>();
  let mode: Mode = 'normal';
  let delayMs = defaultDelayMs;

  function start(requestId: string, entry: Entry, work: () => Promise<void>): Promise<void> {
    entry.stage = 'working';
    const job = limit(work)
      .catch((cause: unknown) => {
        // Forgotten, so that the next pull tries anew.
        memory.forget(requestId);
        report(requestId, 'failed', cause);
      })
      .finally(() => jobs.delete(job));
    jobs.add(job);
    return job;
  }

  const take = (requestId: string, isReminded: boolean) => {
    const entry = memory.put(requestId, { stage: 'working', isReminded });
    void start(requestId, entry, () => look(requestId, entry));
  };
  const isCurrent = (requestId: string, entry: Entry) => !stop.aborted && memory.get(requestId) === entry;

  async function look(requestId: string, entry: Entry): Promise<void> {
    const read = await gateway.read(requestId);
    if (!isCurrent(requestId, entry)) return;
    if (read.outcome !== 'open') return conclude(requestId, read.outcome);
    if (mode !== 'hold') return reply(requestId, entry, read.request);
    entry.stage = 'held';
    entry.request = read.request;
  }

  async function reply(requestId: string, entry: Entry, request: CheckRequest): Promise<void> {
    const behaviour = behaviourOf(request);
    if ('silent' in behaviour || (behaviour.onlyWhenReminded && !entry.isReminded)) {
      entry.stage = 'quiet';
      return;
    }
    if (mode === 'slow') await sleep(delayMs, undefined, { signal: stop }).catch(() => undefined);
    if (!isCurrent(requestId, entry)) return;
    const answer: CheckAnswer = { answer: behaviour.answer, statement: behaviour.statement };
    crashPoint('source.before-answer');
    const outcome = await gateway.answer(requestId, answer);
    crashPoint('source.after-answer');
    if (mode === 'duplicate') report(requestId, await gateway.answer(requestId, answer));
    if (isCurrent(requestId, entry)) conclude(requestId, outcome);
  }

  function conclude(requestId: string, outcome: Outcome): void {
    report(requestId, outcome);
    if (outcome === 'closed' || outcome === 'refused') memory.finish(requestId, outcome);
    else if (outcome === 'unreachable' || outcome === 'unknown') memory.forget(requestId);
    else memory.finish(requestId, 'answered');
  }

  function release(requestId: string): Promise<void> {
    const entry = memory.get(requestId);
    const request = entry?.request;
    if (!entry || !request) return Promise.resolve();
    delete entry.request;
    return start(requestId, entry, () => reply(requestId, entry, request));
  }

  async function answerOnce(requestId: string, answer: CheckAnswer) {
    const reply = await gateway.answerOnce(requestId, answer);
    if (reply.status === 202) memory.finish(requestId, 'answered');
    if (reply.status === 410) memory.finish(requestId, 'closed');
    return reply;
  }

  return {
    source,
    mode: () => mode,
    notify({ type, requestId }) {
      crashPoint('source.told');
      const entry = memory.get(requestId);
      if (type === 'check.cancelled') memory.finish(requestId, 'closed');
      else if (!entry) take(requestId, type === 'check.reminded');
      else if (type === 'check.reminded') {
        entry.isReminded = true;
        if (entry.stage === 'quiet') take(requestId, true);
      }
    },
    async pull() {
      const waiting = memory.idsIn('held', 'quiet');
      const { status, requestIds } = await gateway.openRequests();
      if (!requestIds) return { isDone: false, status };
      const stillOpen = new Set(requestIds);
      // Covers a lost `check.cancelled`: what is no longer open must not be kept.
      for (const requestId of waiting) if (!stillOpen.has(requestId)) memory.finish(requestId, 'closed');
      for (const requestId of requestIds) if (!memory.get(requestId)) take(requestId, false);
      return { isDone: true, status };
    },
    setMode(next, nextDelayMs = defaultDelayMs) {
      const released = next === 'hold' ? [] : memory.idsIn('held');
      mode = next;
      delayMs = nextDelayMs;
      return { released, sent: Promise.all(released.map(release)).then(() => undefined) };
    },
    held: () => memory.idsIn('held'),
    quiet: () => memory.idsIn('quiet'),
    underWay: () => jobs.size,
    has: (requestId) => memory.get(requestId) !== undefined,
    answerOnce,
    async settled() {
      while (jobs.size > 0) await Promise.all(jobs);
    },
  };
}
