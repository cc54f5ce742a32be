import proto from '@temporalio/proto';
import { createDataConverter } from '../../../privacy/data-converter.js';
import { engineKeysOf, newEngineKey } from '../../../privacy/engine-keys.js';
import { createLogger } from '../../../privacy/redact.js';
import type { StartedWorker } from '../../../workers/worker-parts.js';
import { startActivityWorker } from '../../../workers/activity-worker.js';
import { listenTo } from '../../../workers/wakeup.js';
import { startWorkflowWorker } from '../../../workers/workflow-worker.js';
import { openHouse } from '../../access/support/house.js';
import { startEngine, type TestEngine } from '../../support/system-engine.js';
import type { Bundle } from './bundles.js';
import { Cohort, type Member } from './cohort.js';

const { EventType, WorkflowTaskFailedCause } = proto.temporal.api.enums.v1;

export interface WorkerWanted {
  readonly buildId?: string;
  readonly heldPatches?: readonly string[];
}

/** A register, an engine, an activity worker unless `start` says otherwise, and workflow workers coming and going. */
export async function startFleet(start: readonly 'activity-worker'[] = ['activity-worker']) {
  const house = await openHouse();
  const engineKeys = engineKeysOf({ current: 'test', keys: { test: newEngineKey() } });
  const engine = await startEngine({
    urls: house.database,
    engineKeys,
    start,
    limits: { unseenMs: 0 },
    // With no patience for the unseen, a look between the nights would end what a test lets stand still.
    registerEveryMs: 3_600_000,
  });
  const dataConverter = createDataConverter(engineKeys);
  const log = createLogger({ process: 'test', level: process.env.TEST_LOG ?? 'silent' });
  const started = new Set<StartedWorker>();
  const stopWorkers = async () => {
    await Promise.all([...started].map((worker) => worker.stop()));
    started.clear();
  };
  return {
    house,
    engine,
    dataConverter,
    cohort: new Cohort(house, () => engine.quiet(180_000)),
    /** A workflow worker of the release whose workflows these are. */
    async start(name: string, bundle: Bundle, wanted: WorkerWanted = {}): Promise<{ stop(): Promise<void> }> {
      const { at, names, client } = engine;
      const parts = { at, names, client, dataConverter, log, identity: name, bundle };
      const worker = await startWorkflowWorker({ ...parts, ...wanted });
      started.add(worker);
      return {
        stop: async () => {
          started.delete(worker);
          await worker.stop();
        },
      };
    },
    /** Both workers of a build, for deployments by worker versions. */
    async startRelease(buildId: string, bundle: Bundle): Promise<void> {
      const { at, names, client, db } = engine;
      const wakeup = listenTo(engine.urls.worker, 'sekisho_relay');
      const parts = { at, names, client, db, dataConverter, log, wakeup, buildId };
      // The activity worker registers what the other waits for.
      const [activities] = await Promise.all([
        startActivityWorker({ ...parts, identity: `activities-${buildId}`, push: async () => {} }),
        this.start(buildId, bundle, { buildId }),
      ]);
      started.add(activities);
    },
    stopWorkers,
    async stop() {
      await stopWorkers();
      await engine.stop();
      await house.stop();
    },
  };
}
export type Fleet = Awaited<ReturnType<typeof startFleet>>;

/** What a case's current run has been through, in counts. */
export async function track(engine: TestEngine, { kind, id }: Member) {
  const handle = engine.handleOf(kind, id);
  const described = await handle.describe();
  const history = await handle.fetchHistory();
  const events = history.events ?? [];
  const typed = (type: number) => events.filter((event) => event.eventType === type);
  return {
    runId: described.runId,
    status: described.status.name,
    history,
    /** Which patches this run has taken. */
    patches: typed(EventType.EVENT_TYPE_MARKER_RECORDED).length,
    failures: typed(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED).map(
      (event) => WorkflowTaskFailedCause[event.workflowTaskFailedEventAttributes?.cause ?? 0],
    ),
    /** Identity of the workers that took its workflow tasks, in order. */
    workers: typed(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED).map(
      (event) => event.workflowTaskCompletedEventAttributes?.identity ?? '',
    ),
  };
}

/** Whether the case's workflow task is being tried again and again, cheaply asked. */
export async function standsStill(engine: TestEngine, { kind, id }: Member): Promise<boolean> {
  const { raw } = await engine.handleOf(kind, id).describe();
  return (raw.pendingWorkflowTask?.attempt ?? 0) > 1;
}
