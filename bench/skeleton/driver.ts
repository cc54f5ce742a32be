import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { Told } from './activities.js';
import { ACTS, ASKED_AFTER, CHECKS } from './standing.js';
import { bell, life } from './workflows.js';

interface Setup {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}
interface Task {
  readonly count: number;
  readonly concurrency: number;
  readonly thinkMs: number;
}
interface Lived {
  readonly id: string;
  readonly steps: { name: string; ms: number }[];
}

/** By then an activity has reached its worker, or never will. */
const UNHEARD_MS = 15_000;

/** What somebody waits for: told by the worker in passing, so that no polling is measured. */
const waiting = new Map<string, () => void>();
const told = (key: string) => {
  const done = waiting.get(key);
  waiting.delete(key);
  done?.();
};
const hear = (key: string) => new Promise<void>((done) => waiting.set(key, done));

async function start({ address, namespace, taskQueue }: Setup): Promise<(task: Task) => Promise<unknown>> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const worker = fork(
    fileURLToPath(new URL('./worker.ts', import.meta.url)),
    [address, namespace, taskQueue],
    {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 2, 2, 'ipc'],
    },
  );
  await untilReady(worker);
  return async ({ count, concurrency, thinkMs }) => {
    const begun = performance.now();
    const lived: Lived[] = [];
    let next = 0;
    const lane = async () => {
      while (next < count) {
        const index = next++;
        lived.push(await liveApplication(client, taskQueue, thinkMs));
        process.send?.({ done: index });
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    return { seconds: (performance.now() - begun) / 1_000, lived, limited: 0 };
  };
}

function untilReady(worker: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('exit', (code) => {
      reject(new Error(`the worker ended (exit code ${code})`));
      process.exit(1);
    });
    worker.on('message', (message: Told) => {
      if ('ready' in message) resolve();
      else if ('looked' in message)
        told(`${message.kind}/${message.looked} ${message.acts} ${message.answered}`);
      else told(message.awaited);
    });
  });
}

/** The acts of an application as bells, the answers as completions by id, and the clearance at its end. */
async function liveApplication(client: Client, taskQueue: string, thinkMs: number): Promise<Lived> {
  const caseId = randomUUID();
  const workflowId = `application/${caseId}`;
  const steps: Lived['steps'] = [];
  const begun = performance.now();
  const step = async (name: string, work: Promise<unknown>, then: Promise<void>) => {
    const from = performance.now();
    await work;
    const done = performance.now();
    steps.push({ name, ms: done - from });
    await then;
    steps.push({ name: `${name} seen`, ms: performance.now() - done });
    await pause(thinkMs);
  };
  const ring = (id: string, acts: number) =>
    client.workflow.signalWithStart(life, {
      workflowId: id,
      taskQueue,
      args: [{ caseId }],
      signal: bell,
      signalArgs: [acts],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  for (let acts = 1; acts <= ACTS; acts += 1) {
    const answered = acts > ASKED_AFTER ? CHECKS : 0;
    const requests = Array.from({ length: acts === ASKED_AFTER ? CHECKS : 0 }, (_, n) => `${caseId}/${n}`);
    const asked = requests.map((id) => hear(id));
    await step('act', ring(workflowId, acts), hear(`${workflowId} ${acts} ${answered}`));
    if (requests.length === 0) continue;
    const complete = async (requestId: string, heard: Promise<void>) => {
      // Handed out with the answer to its workflow task, an activity is lost to the worker if that answer is, and begun
      // for the server all the same: it is completed without having been heard of, as a source would.
      await Promise.race([heard, pause(UNHEARD_MS)]);
      await client.activity.complete({ workflowId, activityId: `check-${requestId}` }, null);
    };
    const all = requests.map((id, n) => complete(id, asked[n] as Promise<void>));
    await step('checks', Promise.all(all), hear(`${workflowId} ${acts} ${CHECKS}`));
  }
  const clearance = `clearance/${caseId}`;
  await step('clearance', ring(clearance, 1), hear(`${clearance} 1 0`));
  steps.push({ name: 'application', ms: performance.now() - begun });
  return { id: caseId, steps };
}

let run: ((task: Task) => Promise<unknown>) | undefined;
process.on('message', (message: { setup?: Setup; task?: Task }) => {
  void answer(message).catch((error: unknown) => {
    process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
process.on('disconnect', () => process.exit(0));

async function answer({ setup, task }: { setup?: Setup; task?: Task }): Promise<void> {
  if (setup) {
    run = await start(setup);
    process.send?.({ result: null });
  }
  if (task && run) process.send?.({ result: await run(task) });
}
