import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { sql } from 'kysely';
import type { UpkeepLimits } from '../../activities/upkeep-parts.js';
import type { CaseKind } from '../../domain/stages.js';
import { createDataConverter } from '../../privacy/data-converter.js';
import { type EngineKeys, engineKeysOf, newEngineKey } from '../../privacy/engine-keys.js';
import { createLogger } from '../../privacy/redact.js';
import type { DatabaseUrls } from '../../store/bootstrap.js';
import { readNow } from '../../store/clock.js';
import { connect, type Db } from '../../store/db.js';
import { isQuiet } from '../../store/operations.js';
import { startActivityWorker } from '../../workers/activity-worker.js';
import { connectClient, type EngineAddress, type EngineNames } from '../../engine.js';
import { createPushSender, type PushMessage, type PushSender } from '../../workers/push.js';
import { scheduleIdOf } from '../../workers/schedules.js';
import { listenTo } from '../../workers/wakeup.js';
import type { StartedWorker, WorkerParts } from '../../workers/worker-parts.js';
import { startWorkflowWorker } from '../../workers/workflow-worker.js';
import { activityIdOf, UPKEEP, type UpkeepKind, workflowIdOf } from '../../workflows/contract.js';
import { cloneDatabase, given } from './database.js';
import { workflowBundle } from './workflow-bundle.js';

export interface EngineOptions {
  /** A database of the file's own; without it one is cloned, and dropped at the end. */
  readonly urls?: DatabaseUrls;
  readonly names?: EngineNames;
  readonly engineKeys?: EngineKeys;
  /** How providers are told: by this file's addresses, by this function, or not at all (`pushed` remembers). */
  readonly providersFile?: string;
  readonly push?: PushSender;
  readonly log?: WorkerParts['log'];
  readonly limits?: Partial<UpkeepLimits>;
  readonly registerEveryMs?: number;
  /** An engine of the file's own, for tests that harm it; the shared one without. */
  readonly address?: string;
  /** Which parts run from the start; all by default. */
  readonly start?: readonly ('workflow-worker' | 'activity-worker')[];
}

/** Both workers and the relay in this process, on a real engine and a real register, apart from every other test file. */
export interface TestEngine {
  readonly urls: DatabaseUrls;
  readonly names: EngineNames;
  readonly at: EngineAddress;
  readonly client: Client;
  /** As the activity worker's role. */
  readonly db: Db;
  /** As the database's owner: for looking, and for damage that a test wants. */
  readonly register: Db;
  readonly pushed: readonly PushMessage[];
  startWorkflowWorker(): Promise<void>;
  stopWorkflowWorker(): Promise<void>;
  startActivityWorker(): Promise<void>;
  stopActivityWorker(): Promise<void>;
  handleOf(kind: CaseKind, caseId: string): WorkflowHandle;
  /** Requests whose answer the case's workflow waits for at this moment. */
  awaitedChecks(caseId: string): Promise<string[]>;
  /** Returns when everything written has been seen and done. */
  quiet(patienceMs?: number): Promise<void>;
  /** Runs a schedule's workflow to its end. */
  runUpkeep(kind: UpkeepKind): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

export async function startEngine(options: EngineOptions = {}): Promise<TestEngine> {
  quietRuntime();
  const own = options.urls ? undefined : await cloneDatabase();
  const urls = options.urls ?? (own as DatabaseUrls);
  const id = randomUUID().slice(0, 8);
  const names = options.names ?? { taskQueue: `test-${id}`, workflowIdPrefix: `t-${id}/` };
  const at = { address: options.address ?? given('TEST_TEMPORAL_ADDRESS'), namespace: 'sekisho' };
  const keys = options.engineKeys ?? engineKeysOf({ current: 'test', keys: { test: newEngineKey() } });
  const dataConverter = createDataConverter(keys);
  const log = options.log ?? createLogger({ process: 'test', level: process.env.TEST_LOG ?? 'silent' });
  const client = connectClient(at, dataConverter, 'test');
  const db = connect(urls.worker);
  const register = connect(urls.owner, { max: 2 });
  const pushed: PushMessage[] = [];
  const push =
    options.push ?? (options.providersFile ? createPushSender(db, options.providersFile) : remember(pushed));
  const parts = { at, names, dataConverter, log, client };
  const workers = new Map<string, StartedWorker>();

  const stop = async (name: string) => {
    await workers.get(name)?.stop();
    workers.delete(name);
  };
  const engine: TestEngine = {
    urls,
    names,
    at,
    client,
    db,
    register,
    pushed,
    startWorkflowWorker: async () => {
      const bundle = await workflowBundle();
      workers.set(
        'workflow-worker',
        await startWorkflowWorker({ ...parts, identity: 'workflow-worker-test', bundle }),
      );
    },
    startActivityWorker: async () => {
      const { limits, registerEveryMs } = options;
      const wakeup = listenTo(urls.worker, 'sekisho_relay');
      const own = { ...(limits ? { limits } : {}), ...(registerEveryMs ? { registerEveryMs } : {}) };
      const worker = startActivityWorker({
        ...parts,
        identity: 'activity-worker-test',
        db,
        push,
        wakeup,
        ...own,
      });
      workers.set('activity-worker', await worker);
    },
    stopWorkflowWorker: () => stop('workflow-worker'),
    stopActivityWorker: () => stop('activity-worker'),
    handleOf: (kind, caseId) => client.workflow.getHandle(workflowIdOf(kind, caseId, names.workflowIdPrefix)),
    awaitedChecks: async (caseId) => {
      const { raw } = await engine.handleOf('application', caseId).describe();
      const ids = (raw.pendingActivities ?? []).map((activity) => String(activity.activityId));
      const checks = ids.filter((activityId) => activityId.startsWith(activityIdOf('')));
      return checks.map((activityId) => activityId.slice(activityIdOf('').length)).sort();
    },
    quiet: (patienceMs) => until('all is quiet', async () => isQuietNow(db), patienceMs),
    runUpkeep: (kind) =>
      client.workflow.execute(UPKEEP[kind].workflow, {
        workflowId: `${names.workflowIdPrefix}${kind}/test-${randomUUID()}`,
        taskQueue: names.taskQueue,
        args: [],
      }),
    stop: async () => {
      await Promise.all([stop('workflow-worker'), stop('activity-worker')]);
      await forgetSchedules(client, names);
      await client.connection.close();
      await Promise.all([db.destroy(), register.destroy()]);
      await own?.drop();
    },
  };
  const wanted = options.start ?? ['workflow-worker', 'activity-worker'];
  // The activity worker registers what the other waits for.
  await Promise.all([
    wanted.includes('activity-worker') ? engine.startActivityWorker() : undefined,
    wanted.includes('workflow-worker') ? engine.startWorkflowWorker() : undefined,
  ]);
  return engine;
}

/** How many times longer a busy machine is waited for; nothing is asserted about speed by it. */
const PATIENCE = Number(process.env.TEST_PATIENCE ?? 1);

/** Asks again and again, without a fixed sleep, until it holds. @throws when patience ends, saying what did not hold. */
export async function until(what: string, holds: () => Promise<boolean>, patienceMs = 15_000): Promise<void> {
  const end = Date.now() + patienceMs * PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${patienceMs} ms: ${what}`);
    await pause(25);
  }
}

async function isQuietNow(db: Db): Promise<boolean> {
  return db.transaction().execute(async (tx) => isQuiet(tx, await readNow(tx)));
}

function remember(pushed: PushMessage[]): PushSender {
  return async (message) => void pushed.push(message);
}

/** On a server that outlives the tests, schedules would fire for a queue that nobody serves. */
async function forgetSchedules(client: Client, { workflowIdPrefix }: EngineNames): Promise<void> {
  for (const kind of Object.keys(UPKEEP) as UpkeepKind[]) {
    await client.schedule
      .getHandle(scheduleIdOf(kind, workflowIdPrefix))
      .delete()
      .catch(() => {});
  }
}

/** The SDK tells every forged message; `TEST_LOG` lets it. A signal ends jest, not our workers one by one. */
export function quietRuntime(): void {
  if (runtimeInstalled) return;
  runtimeInstalled = true;
  const level = process.env.TEST_LOG === undefined ? 'ERROR' : 'INFO';
  const logger = new DefaultLogger(level, process.env.TEST_LOG === undefined ? () => {} : undefined);
  Runtime.install({
    logger,
    telemetryOptions: { logging: { filter: { core: level, other: level } } },
    shutdownSignals: [],
  });
}
let runtimeInstalled = false;

/** Moves the register's clock, which only tests and the sandbox do. */
export async function moveRegisterClock(register: Db, byMs: number): Promise<void> {
  await sql`update clock set offset_ms = offset_ms + ${byMs}`.execute(register);
}
