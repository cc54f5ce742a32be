import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePortBase } from '../../launch/ports.js';
import { startTemporal } from '../../launch/temporal.js';
import { temporalPorts } from '../../launch/temporal-files.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { activityQueueOf } from '../../workflows/contract.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { until } from '../support/system-engine.js';

/**
 * An engine of this file's own, since it is taken away: for some seconds in `npm test`, long enough for polls to wait
 * their longest; for minutes in `npm run test:engine-away`, which also holds its return to five seconds.
 */
const AWAY_SECONDS = Number(process.env.TEST_ENGINE_AWAY_SECONDS ?? 14);
const WITHIN_SECONDS = process.env.TEST_ENGINE_AWAY_SECONDS === undefined ? 60 : 5;

let system: TestSystem;
let server: Awaited<ReturnType<typeof startTemporal>>;
let startServer: () => ReturnType<typeof startTemporal>;
const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-away-'));
const shared = process.env.TEST_TEMPORAL_ADDRESS;

beforeAll(async () => {
  const portBase = await freePortBase(30);
  startServer = () =>
    startTemporal({
      dataDir: path.join(folder, 'temporal'),
      ports: temporalPorts(portBase),
      portBase,
      namespace: 'sekisho',
      timeSkipping: false,
      log: () => {},
    });
  server = await startServer();
  process.env.TEST_TEMPORAL_ADDRESS = server.address;
  system = await startSystem();
}, 120_000);
afterAll(async () => {
  process.env.TEST_TEMPORAL_ADDRESS = shared;
  await system?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);

describe('with the engine away', () => {
  test(
    'people and sources go on with effect at once, and the workflows catch up soon after its return',
    async () => {
      const play = (subject: string) => new Play({ as: system.as }, staffOf(0), subject);
      const [answered, withdrawn, fresh] = [play('s01'), play('s03'), play('s09')];
      system.providers.control.hold('IMMIGRATION');
      const [a, b] = [await answered.untilAllAsked(), await withdrawn.untilAllAsked()];
      const [requestId = ''] = await system.heldRequests('IMMIGRATION', a);
      await system.engine.quiet();

      await server.stop();
      const leftAt = Date.now();
      const c = await goOn({ withdrawn, b, fresh, requestId });

      await pause(Math.max(0, leftAt + AWAY_SECONDS * 1_000 - Date.now()));
      // An engine that is away is no message's fault: none counts as tried, and none is a letter for a person.
      expect(await waiting()).toEqual({ some: true, tried: 0 });

      server = await startServer();
      const servesAt = Date.now();
      const since = () => (Date.now() - servesAt) / 1_000;
      const acted = until('a bell is acted on', async () => (await looked(c)) > 0, 60_000).then(since);
      const { taskQueue } = system.engine.names;
      const polled = (queue: string, type: 1 | 2) =>
        until(`${queue} is polled`, () => isPolled(queue, type, servesAt), 60_000).then(since);
      const [bell, workflows, activities] = await Promise.all([
        acted,
        polled(taskQueue, 1),
        polled(activityQueueOf(taskQueue), 2),
      ]);
      const told = { awaySeconds: AWAY_SECONDS, bell, workflows, activities };
      process.stderr.write(`engine back: ${JSON.stringify(told)} (seconds from serving)\n`);
      expect(Math.max(bell, workflows, activities)).toBeLessThan(WITHIN_SECONDS);

      await answered.until(a, 'AWAITING_OPINION');
      await system.engine.quiet(60_000);
      // The workflow of the withdrawn case ends by itself: it was told.
      await system.engine.handleOf('application', b).result();
      expect((await system.engine.handleOf('application', c).describe()).status.name).toBe('RUNNING');
    },
    (AWAY_SECONDS + 240) * 1_000,
  );

  test(
    'with every worker gone as well, what people and sources did meanwhile is done when both are back',
    async () => {
      const play = (subject: string) => new Play({ as: system.as }, staffOf(0), subject);
      const [answered, withdrawn, fresh] = [play('s11'), play('s13'), play('s15')];
      const [a, b] = [await answered.untilAllAsked(), await withdrawn.untilAllAsked()];
      const [requestId = ''] = await system.heldRequests('IMMIGRATION', a);
      await system.engine.quiet();

      await server.stop();
      await Promise.all([system.engine.stopWorkflowWorker(), system.engine.stopActivityWorker()]);
      const leftAt = Date.now();
      const c = await goOn({ withdrawn, b, fresh, requestId });
      await pause(WITHIN_SECONDS < 60 ? Math.max(0, leftAt + AWAY_SECONDS * 1_000 - Date.now()) : 0);

      server = await startServer();
      await Promise.all([system.engine.startWorkflowWorker(), system.engine.startActivityWorker()]);
      await answered.until(a, 'AWAITING_OPINION');
      await system.engine.quiet(60_000);
      await system.engine.handleOf('application', b).result();
      expect((await system.engine.handleOf('application', c).describe()).status.name).toBe('RUNNING');
      expect(await looked(c)).toBeGreaterThan(0);
    },
    (AWAY_SECONDS + 240) * 1_000,
  );
});

/** A subject withdraws, a source answers, a new case comes as far as its consent: with effect at once. Its id. */
async function goOn(of: { withdrawn: Play; b: string; fresh: Play; requestId: string }): Promise<string> {
  const { withdrawn, b, fresh, requestId } = of;
  await withdrawn.post(withdrawn.subject, `/applications/${b}/withdrawal`);
  expect(await withdrawn.stageOf('applications', b)).toBe('NOT_CONDUCTED');
  expect((await system.providers.control.answer(requestId, 'NO_RECORD')).status).toBe(202);
  const c = await fresh.nominate();
  await fresh.approve(c);
  await fresh.serveNotice(c);
  await fresh.consent(c);
  expect(await fresh.stageOf('applications', c)).toBe('QUESTIONNAIRE');
  return c;
}

/** What waits for the engine, and how much of it was tried more often than the once that may be under way now. */
async function waiting(): Promise<{ some: boolean; tried: number }> {
  const rows = await system.register
    .selectFrom('outbox')
    .select('attempts')
    .where('done_at', 'is', null)
    .where('kind', '!=', 'PUSH')
    .execute();
  return { some: rows.length > 0, tried: rows.filter(({ attempts }) => attempts > 1).length };
}

async function looked(caseId: string): Promise<number> {
  const { handled_seq } = await system.register
    .selectFrom('cases')
    .select('handled_seq')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  return handled_seq;
}

/** Whether somebody has asked this queue for work since then. A poll counts when it begins. */
async function isPolled(name: string, taskQueueType: 1 | 2, sinceMs: number): Promise<boolean> {
  const { client, at } = system.engine;
  const found = await client.workflowService
    .describeTaskQueue({ namespace: at.namespace, taskQueue: { name }, taskQueueType })
    .catch(() => undefined);
  return (found?.pollers ?? []).some(
    ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 + 999 >= sinceMs,
  );
}
