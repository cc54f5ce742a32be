import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { defaultDataConverter } from '@temporalio/common';
import { connectClient, connectWithoutCredential } from '../../engine.js';
import { psqlOnPath, usePsql } from '../../launch/compose-programs.js';
import type { Copy } from '../../launch/compose-run.js';
import { type PostgresEngine, startPostgresEngine } from '../../launch/postgres-engine.js';
import { engineOpenProbe, timeSkippingProbe } from '../../launch/production-probes.js';
import type { PlayedLife } from '../../sandbox/demo/play.js';
import { LIVES } from '../../sandbox/lives/lives.js';
import { until } from '../support/system-engine.js';
import { casesByHistory, certificateIn, counted, welcomeAt, mayEnter } from './cluster.js';
import { type Deployment, playWithHarm, production, sandbox, secretsOf, stop } from './sekisho.js';

const SHARDS = 512;
const REFUSED = /CERTIFICATE_REQUIRED|UNKNOWN_CA/;
// Set by `npm run test:postgres-temporal`, which also removes it.
const folder = path.join(process.env.TEST_FOLDER ?? tmpdir(), `cluster-${process.pid}`);
const log = (line: string) => void process.stderr.write(`  ${line}\n`);

let engine: PostgresEngine;
let client: Client;
beforeAll(async () => {
  mkdirSync(folder);
  engine = await startPostgresEngine({ folder, log });
  const { address, tls } = engine;
  client = connectClient(
    { address, namespace: 'sekisho', ...(tls ? { tls } : {}) },
    defaultDataConverter,
    'test',
  );
}, 300_000);
afterAll(async () => {
  for (const [from, to] of engine?.services.machine.replaced ?? []) log(`${from.padEnd(40)} here ${to}`);
  await client?.connection.close();
  await engine?.stop();
}, 120_000);

describe('the engine of docker-compose.yml', () => {
  test('spreads 512 shards over its history processes', async () => {
    const { historyShardCount } = await client.workflowService.getClusterInfo({});
    expect(historyShardCount).toBe(SHARDS);
    const held = await Promise.all(engine.history.map((copy) => engine.shardsOf(copy)));
    expect(held).toHaveLength(2);
    expect(Math.min(...held)).toBeGreaterThan(0);
  });

  test('speaks only to holders of a certificate of ours, at its door and between its parts', async () => {
    const strangers = path.join(folder, 'strangers');
    execFileSync('/bin/sh', ['docker/prepare.sh', strangers], { stdio: 'pipe' });
    const [ours, theirs] = [secretsOf(folder), strangers].map((where) => certificateIn(where, 'client'));
    const door = Number(engine.address.split(':')[1]);
    const [history] = engine.history as [Copy];
    for (const port of [door, history.program.portOf(7234)]) {
      expect([port, await welcomeAt(port, ours)]).toEqual([port, 'greeted']);
      expect([port, await welcomeAt(port)]).toEqual([port, expect.stringMatching(REFUSED)]);
      expect([port, await welcomeAt(port, theirs)]).toEqual([port, expect.stringMatching(REFUSED)]);
    }
    const ring = history.program.portOf(6934);
    expect(await welcomeAt(ring)).toMatch(REFUSED);
    expect(await welcomeAt(ring, theirs)).toMatch(REFUSED);
  }, 120_000);

  test('lets no client skip time, and says so before the first namespace is there', async () => {
    expect(await timeSkippingProbe(client.workflowService, 'sekisho')()).toBe(false);
  });

  test('is closed to who shows no credential, by the question that production asks', async () => {
    const { tls, address } = engine;
    expect(tls).toBeDefined();
    const stranger = connectWithoutCredential({ address, namespace: 'sekisho', ...(tls ? { tls } : {}) });
    expect(await engineOpenProbe(() => stranger)()).toBe(false);
  });

  test('lets each database role enter its own database and no other', async () => {
    const entered: string[] = [];
    for (const role of [
      'sekisho_owner',
      'sekisho_api',
      'sekisho_gateway',
      'sekisho_worker',
      'sekisho_keys',
      'temporal',
    ])
      for (const database of ['sekisho', 'sekisho_keys', 'temporal', 'temporal_visibility', 'postgres'])
        if (await mayEnter(engine, role, database)) entered.push(`${role} ${database}`);
    expect(entered).toEqual([
      'sekisho_owner sekisho',
      'sekisho_api sekisho',
      'sekisho_gateway sekisho',
      'sekisho_worker sekisho',
      'sekisho_keys sekisho_keys',
      'temporal temporal',
      'temporal temporal_visibility',
    ]);
  });

  test('may be set up again: roles and schema stay as they are', async () => {
    const { services } = engine;
    // By PostgreSQL's own program where the machine has one; the first time was by our stand-in.
    usePsql(services.machine.bin, psqlOnPath());
    for (const service of ['database-roles', 'temporal-schema']) {
      await services.down(service);
      expect(await services.up(service)).toHaveLength(1);
    }
    expect(await mayEnter(engine, 'temporal', 'temporal')).toBe(true);
  }, 120_000);
});

describe('our processes on it', () => {
  test('start in production mode and find nothing to refuse, then end cleanly', async () => {
    const running = await production(engine, secretsOf(folder));
    const copies = [running.api, ...running.workflowWorkers, ...running.activityWorkers];
    expect(copies.map((copy) => [copy.program.env.SEKISHO_MODE, copy.running()])).toEqual(
      copies.map(() => ['production', true]),
    );
    expect(copies).toHaveLength(5);
    await stop(running);
    expect(await Promise.all(copies.map((copy) => copy.exited))).toEqual(copies.map(() => 0));
  }, 300_000);
});

describe('the lives, with a history process killed while they wait for answers', () => {
  let running: Deployment;
  let played: readonly PlayedLife[] = [];
  let lost: { copy: Copy; cases: string[] } | undefined;

  beforeAll(async () => {
    running = await sandbox(engine, secretsOf(folder));
    played = await playWithHarm(running, async () => {
      const cases = await casesByHistory(engine);
      const [copy] = [...engine.history].toSorted(
        (a, b) => (cases.get(b.name)?.length ?? 0) - (cases.get(a.name)?.length ?? 0),
      ) as [Copy];
      lost = { copy, cases: cases.get(copy.name) ?? [] };
      copy.kill();
      log(`killed ${copy.name}, which held ${lost.cases.length} of the open cases`);
      expect(await copy.exited).toBe(128 + 9);
    });
  }, 600_000);

  for (const { name, expected } of LIVES) {
    test(`${name} ends as it should: ${expected}`, () => {
      expect(played.find(({ life }) => life.name === name)?.actual).toBe(expected);
    });
  }

  test('the process that was killed held cases; the other one has taken over all shards and those cases', async () => {
    expect(lost?.cases.length).toBeGreaterThan(0);
    const [left] = engine.history.filter((copy) => copy.running()) as [Copy];
    expect(engine.history.filter((copy) => copy.running())).toHaveLength(1);
    await until('every shard is held again', async () => (await engine.shardsOf(left)) === SHARDS, 60_000);
    expect((await casesByHistory(engine)).get(lost?.copy.name ?? '')).toEqual([]);
  }, 90_000);

  test('every copy of both kinds of worker has done some of the work', async () => {
    const workflowTasks = await Promise.all(
      running.workflowWorkers.map((copy) => counted(copy, 'temporal_workflow_task_execution_latency_count')),
    );
    const activities = await Promise.all(
      running.activityWorkers.map((copy) => counted(copy, 'temporal_activity_execution_latency_count')),
    );
    log(
      `workflow tasks by worker: ${workflowTasks.join(', ')}; activities by worker: ${activities.join(', ')}`,
    );
    expect([workflowTasks.length, activities.length]).toEqual([2, 2]);
    expect(Math.min(...workflowTasks, ...activities)).toBeGreaterThan(0);
  });

  test('every process but the killed one has run all the time', () => {
    const ours = [running.api, ...running.workflowWorkers, ...running.activityWorkers];
    expect(ours.filter((copy) => !copy.running()).map(({ name }) => name)).toEqual([]);
  });
});
