import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { Counter, Gauge, register } from 'prom-client';
import { createActivities } from '../activities/index.js';
import type { EnginePort } from '../activities/engine-port.js';
import { repairUnseen } from '../activities/repair.js';
import { UPKEEP_LIMITS, type UpkeepLimits } from '../activities/upkeep-parts.js';
import { need } from '../config.js';
import { isEngineAway } from '../engine.js';
import { readBacklog } from '../store/backlog.js';
import { readNow, readOffset } from '../store/clock.js';
import { keyService } from '../privacy/remote-keys.js';
import { connect, type Db } from '../store/db.js';
import { type Compared, notKeptCount } from '../store/key-upkeep.js';
import { policiesMissing } from '../store/operations.js';
import { traceForeign } from '../store/strangers.js';
import { activityQueueOf } from '../workflows/contract.js';
import { engineView } from './engine-view.js';
import { runWorkerProcess, startedDirectly } from './process.js';
import { createPushSender, type PushSender } from './push.js';
import { codeOf, ensureNamespace, ensureSearchAttributes, untilEngineUsable } from './registration.js';
import { keepKeys } from './key-keeper.js';
import { runRelay } from './relay.js';
import { ensureSchedules } from './schedules.js';
import { listenTo, type Wakeup } from './wakeup.js';
import { commonOptions, runWorker, type StartedWorker, type WorkerParts } from './worker-parts.js';
import '../policies.js';

export interface ActivityWorkerParts extends WorkerParts {
  readonly client: Client;
  readonly db: Db;
  readonly push: PushSender;
  readonly wakeup: Wakeup;
  readonly limits?: Partial<UpkeepLimits>;
  /** How often namespace, search attributes and schedules are looked after. */
  readonly registerEveryMs?: number;
}

/** Everything that touches the register: the activities, and the relay that carries what was written. */
export async function startActivityWorker(parts: ActivityWorkerParts): Promise<StartedWorker> {
  const { client, db, names, log, wakeup } = parts;
  await untilRegisterUsable(db, log);
  await tellMissingPolicies(db, log);
  await untilEngineUsable(client, log, true);
  const engine = engineView(client, names);
  const keeping = { ...parts, engine, paused: new Set<string>() };
  await untilSchedulesStand(keeping);
  const activities = createActivities({ db, engine, log, limits: parts.limits });
  const ending = new AbortController();
  const relay = runRelay(parts, ending.signal);
  const keeper = keepInOrder(keeping, ending.signal);
  return runWorker(
    parts,
    (connection) =>
      Worker.create({
        ...commonOptions(parts, connection),
        taskQueue: activityQueueOf(names.taskQueue),
        activities,
        // Half as many as there are connections, which the relay shares: what waits had better wait in the engine's queue.
        maxConcurrentActivityTaskExecutions: 8,
      }),
    async () => {
      ending.abort();
      await Promise.all([relay, keeper]);
      await wakeup.close();
    },
  );
}

type KeeperParts = ActivityWorkerParts & { readonly engine: EnginePort; readonly paused: Set<string> };

/**
 * What cannot wait for the night, and must not depend on the engine's own schedules: an engine that was emptied has no
 * census that could notice; a case whose workflow somebody holds should not stand still until the morning.
 */
async function keepInOrder(parts: KeeperParts, stop: AbortSignal): Promise<void> {
  const { client, log, registerEveryMs = 3 * 60_000 } = parts;
  while (!stop.aborted) {
    await pause(registerEveryMs, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return;
    try {
      await ensureNamespace(client);
      await ensureSearchAttributes(client);
      await restoreSchedules(parts);
      const unseenMs = parts.limits?.unseenMs ?? UPKEEP_LIMITS.unseenMs;
      await repairUnseen({ ...parts, unseenMs });
    } catch (error) {
      log.warn(
        { event: 'keeper-failed', code: codeOf(error) },
        'namespace, search attributes, schedules and unseen cases could not be looked after',
      );
    }
  }
}

/** The engine may go again as soon as it was usable; then we wait for it as before, and do not end. */
async function untilSchedulesStand(parts: KeeperParts): Promise<void> {
  for (;;) {
    try {
      return await restoreSchedules(parts);
    } catch (error) {
      // Or it had begun to go, and did not answer in time.
      if (!isEngineAway(error) && codeOf(error) !== 'GRPC_4') throw error;
      await untilEngineUsable(parts.client, parts.log, true);
    }
  }
}

/** Makes what is missing, sets right what differs, says once what is paused; each leaves a trace for the auditor. */
async function restoreSchedules({ client, db, names, log, paused }: KeeperParts): Promise<void> {
  const found = Object.entries(await ensureSchedules(client, names));
  const done = found.filter(([kind, how]) => how !== 'kept' && !(how === 'paused' && paused.has(kind)));
  paused.clear();
  for (const [kind, how] of found) if (how === 'paused') paused.add(kind);
  if (done.length === 0) return;
  log.warn({ event: 'schedules-restored', count: done.length }, 'schedules were missing, changed or paused');
  await db.transaction().execute(async (tx) => {
    const now = await readNow(tx);
    for (const [schedule, how] of done)
      await traceForeign(tx, { event: 'ScheduleRestored', caseId: null, details: { schedule, how } }, now);
  });
}

async function untilRegisterUsable(db: Db, log: ActivityWorkerParts['log']): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await readOffset(db);
      return;
    } catch (error) {
      if (attempt % 30 === 0)
        log.warn(
          { event: 'waiting-for-register', code: codeOf(error) },
          'waiting for the database and its tables',
        );
      await pause(1_000);
    }
  }
}

/** A folder that was taken away stops every step on the cases that froze it: said at every start, before one of them fails. */
async function tellMissingPolicies(db: Db, log: ActivityWorkerParts['log']): Promise<void> {
  const missing = await policiesMissing(db);
  if (missing.length === 0) return;
  const told = {
    event: 'policies-missing',
    count: missing.length,
    code: missing.join(' ').replaceAll('/', '@'),
  };
  log.error(told, 'there are cases of policies whose packs are not loaded: no step on them is possible');
}

if (startedDirectly(import.meta.url)) {
  await runWorkerProcess('activity-worker', async ({ config, parts, client }) => {
    const url = need(config.database.url, 'DATABASE_URL');
    const db = connect(url, { max: 16 });
    measureBacklog(db);
    const ending = new AbortController();
    const keeping = keepKeys(
      { db, service: keyService(config.keyService), log: parts.log, compared: measureKeys(db) },
      ending.signal,
    );
    const worker = await startActivityWorker({
      ...parts,
      client,
      db,
      push: createPushSender(db, config.providers.file),
      wakeup: listenTo(url, 'sekisho_relay'),
    });
    return {
      ...worker,
      stop: async () => {
        ending.abort();
        await keeping;
        await worker.stop().finally(() => db.destroy());
      },
      missing: async () => {
        const database = await readOffset(db).then(
          () => [],
          () => ['database'],
        );
        return worker.running() ? database : ['worker', ...database];
      },
    };
  });
}

function measureKeys(db: Db): (found: Compared) => void {
  const uses = new Counter({
    name: 'sekisho_key_uses_total',
    help: 'Uses of vault keys by what the ledger says of them; unexplained: somebody must look.',
    labelNames: ['fate'] as const,
  });
  new Gauge({
    name: 'sekisho_keys_not_kept',
    help: 'Keys that the register has and the key store does not know yet.',
    async collect() {
      this.set(await notKeptCount(db));
    },
  });
  return (found) => {
    for (const fate of ['entered', 'undone', 'unexplained'] as const) uses.inc({ fate }, found[fate]);
  };
}

function measureBacklog(db: Db): void {
  const gauges = {
    outboxWaiting: new Gauge({ name: 'sekisho_outbox_waiting', help: 'Messages not yet carried.' }),
    outboxOldestSeconds: new Gauge({
      name: 'sekisho_outbox_oldest_seconds',
      help: 'Age of the oldest message not yet carried.',
    }),
    deadLetters: new Gauge({ name: 'sekisho_outbox_dead', help: 'Messages given up; a person must look.' }),
    inboxUnfiled: new Gauge({ name: 'sekisho_inbox_unfiled', help: 'Answers received and not yet filed.' }),
    casesUnseen: new Gauge({
      name: 'sekisho_cases_unseen',
      help: 'Cases whose workflow has not yet seen their last move.',
      collect: async () => {
        const backlog = await readBacklog(db);
        for (const [name, gauge] of Object.entries(gauges)) gauge.set(backlog[name as keyof typeof gauges]);
      },
    }),
  };
  register.setDefaultLabels({ process: 'activity-worker' });
}
