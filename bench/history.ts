import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { median } from './statistics.js';

/** What one workflow cost the engine. */
export interface HistoryCount {
  readonly historyEvents: number;
  readonly workflowTasks: number;
  readonly historyBytes: number;
}

/** The median of a sample: histories differ only by how answers happened to meet. */
export async function countHistories(client: Client, workflowIds: readonly string[]): Promise<HistoryCount> {
  const counted = await Promise.all(workflowIds.map((id) => countHistory(client, id)));
  const of = (field: keyof HistoryCount) => median(counted.map((one) => one[field]));
  return {
    historyEvents: of('historyEvents'),
    workflowTasks: of('workflowTasks'),
    historyBytes: of('historyBytes'),
  };
}

async function countHistory(client: Client, workflowId: string): Promise<HistoryCount> {
  const handle = client.workflow.getHandle(workflowId);
  const { historySize = 0 } = await handle.describe();
  const { events } = await handle.fetchHistory();
  const all = events ?? [];
  return {
    historyEvents: all.length,
    workflowTasks: all.filter((event) => event.workflowTaskCompletedEventAttributes).length,
    historyBytes: historySize,
  };
}

/** A namespace of the skeleton's own, so that our census has nothing to do with it. */
export async function provideNamespace(client: Client, namespace: string): Promise<void> {
  const seconds = 24 * 60 * 60;
  await client.workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds } as never })
    .catch((error: { code?: number }) => {
      if (error.code !== ALREADY_EXISTS) throw error;
    });
  // The frontend learns of a new namespace within seconds.
  for (let attempt = 0; ; attempt += 1) {
    try {
      await client.workflowService.describeNamespace({ namespace });
      await client.workflowService.countWorkflowExecutions({ namespace });
      return;
    } catch (error) {
      if (attempt > 300) throw error;
      await pause(100);
    }
  }
}

const ALREADY_EXISTS = 6;
