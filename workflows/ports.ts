import { ActivityCancellationType, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Standing } from '../domain/standing.js';
import { activityQueueOf, type Answered } from './contract.js';

export interface AdvanceInput {
  readonly caseId: string;
  readonly lastSeq: number;
  /** The run this one continues, as the engine says; absent in a run that continues none. */
  readonly continuedFrom?: string;
  /** What strangers sent since the last look: signals, updates and requests to end that are none of ours. */
  readonly foreignSignals: number;
  /** Looks that somebody else answered in the register's place since the last one. */
  readonly foreignLooks?: number;
  /** Requests the engine says were answered since the last look; the register decides whether they were. */
  readonly claimed: readonly string[];
  /** Those of them whose completion was certainly not ours. */
  readonly forged?: readonly string[];
}

/** What the workflows ask of the outside, owned by them: activities implement it, tests stub it. */
export interface Activities {
  /** One transaction in the register: what is due and what is new. Null: there is no such case. */
  advance(input: AdvanceInput): Promise<Standing | null>;
  census(): Promise<UpkeepReport>;
  retention(): Promise<UpkeepReport>;
  statistics(): Promise<UpkeepReport>;
}
export interface OutsideActivities {
  /** Waits until it is completed by (workflow id, activity id). The result says who did it, never what was answered. */
  awaitCheck(requestId: string): Promise<Answered>;
}
export type UpkeepReport = Readonly<Record<string, number>>;

/** Retried for ever, since the register comes back; never long, since one transaction takes milliseconds. */
export function registerActivities(): Activities {
  return proxyActivities<Activities>({
    taskQueue: activityQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
  });
}

/** A census reads every open case: minutes, reported by heartbeat. */
export function upkeepActivities(): Activities {
  return proxyActivities<Activities>({
    taskQueue: activityQueueOf(workflowInfo().taskQueue),
    startToCloseTimeout: '2 hours',
    heartbeatTimeout: '2 minutes',
    retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
  });
}

/**
 * The legal deadline is a row and a timer beside this wait, which only has an outer cap. TRY_CANCEL: a silent provider
 * must never hold up a withdrawal.
 */
export const outside = proxyActivities<OutsideActivities>({
  startToCloseTimeout: '3650 days',
  scheduleToCloseTimeout: '3650 days',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});
