import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { Gauge, register } from 'prom-client';
import { createActivities } from '../activities/index.js';
import type { UpkeepLimits } from '../activities/upkeep.js';
import { need } from '../config.js';
import { readBacklog } from '../store/backlog.js';
import { readOffset } from '../store/clock.js';
import { connect, type Db } from '../store/db.js';
import { activityQueueOf } from '../workflows/contract.js';
import { engineView } from './engine-view.js';
import { runWorkerProcess, startedDirectly } from './process.js';
import { createPushSender, type PushSender } from './push.js';
import { codeOf, ensureNamespace, ensureSearchAttributes, untilEngineUsable } from './registration.js';
import { runRelay } from './relay.js';
import { ensureSchedules } from './schedules.js';
import { listenTo, type Wakeup } from './wakeup.js';
import {
  commonOptions,
  connectPatiently,
  runWorker,
  type StartedWorker,
  type WorkerParts,
} from './worker-parts.js';

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
  await untilEngineUsable(client, log, true);
  await ensureSchedules(client, names);
  const connection = await connectPatiently(parts);
  const worker = await Worker.create({
    ...commonOptions(parts, connection),
    taskQueue: activityQueueOf(names.taskQueue),
    activities: createActivities({ db, engine: engineView(client, names), log, limits: parts.limits }),
  });
  const ending = new AbortController();
  const relay = runRelay(parts, ending.signal);
  const registration = keepRegistered(parts, ending.signal);
  return runWorker(worker, connection, async () => {
    ending.abort();
    await Promise.all([relay, registration]);
    await wakeup.close();
  });
}

/** An engine that was emptied has no schedules, and so no census that could notice: somebody outside it must look. */
async function keepRegistered(parts: ActivityWorkerParts, stop: AbortSignal): Promise<void> {
  const { client, names, log, registerEveryMs = 3 * 60_000 } = parts;
  while (!stop.aborted) {
    await pause(registerEveryMs, undefined, { signal: stop }).catch(() => {});
    if (stop.aborted) return;
    try {
      await ensureNamespace(client);
      await ensureSearchAttributes(client);
      const done = Object.values(await ensureSchedules(client, names));
      if (done.some((what) => what !== 'kept'))
        log.warn({ event: 'schedules-restored' }, 'schedules were missing or changed, and are set right');
    } catch (error) {
      log.warn(
        { event: 'registration-failed', code: codeOf(error) },
        'namespace, search attributes or schedules could not be looked after',
      );
    }
  }
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

if (startedDirectly(import.meta.url)) {
  await runWorkerProcess('activity-worker', async ({ config, parts, client }) => {
    const url = need(config.database.url, 'DATABASE_URL');
    const db = connect(url);
    measureBacklog(db);
    const worker = await startActivityWorker({
      ...parts,
      client,
      db,
      push: createPushSender(db, config.providers.file),
      wakeup: listenTo(url, 'sekisho_relay'),
    });
    return {
      ...worker,
      stop: () => worker.stop().finally(() => db.destroy()),
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
