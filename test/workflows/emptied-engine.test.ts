import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePortBase } from '../../launch/ports.js';
import { type RunningTemporal, startTemporal } from '../../launch/temporal.js';
import { temporalPorts } from '../../launch/temporal-files.js';
import { scheduleIdOf } from '../../workers/schedules.js';
import { temporaryFolder } from '../support/child-process.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office } from './support/cases.js';

const folder = temporaryFolder();
let startServer: () => Promise<RunningTemporal>;
let server: RunningTemporal;
let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  const portBase = await freePortBase(30);
  const ports = temporalPorts(portBase);
  const quiet = { timeSkipping: false, namespace: 'sekisho', log: () => {} };
  startServer = () => startTemporal({ dataDir: folder.path, ports, portBase, ...quiet });
  server = await startServer();
  engine = await startEngine({ address: server.address, registerEveryMs: 1_000 });
  office = await Office.open(engine.db, engine.register);
}, 120_000);
afterAll(async () => {
  await engine?.stop();
  await server?.stop();
  folder.remove();
}, 60_000);

test('an engine that has lost everything is set up again, and the census brings the cases back', async () => {
  const of = await office.nominate();
  const requests = await office.bringToChecks(of);
  await engine.quiet();

  await server.stop();
  for (const file of readdirSync(folder.path).filter((name) => name.startsWith('temporal.db')))
    rmSync(path.join(folder.path, file));
  server = await startServer();

  const census = engine.client.schedule.getHandle(scheduleIdOf('census', engine.names.workflowIdPrefix));
  const there = () =>
    census.describe().then(
      () => true,
      () => false,
    );
  await until('the schedules are there again', there, 60_000);
  await census.trigger();
  await until(
    'its checks are awaited again',
    async () => (await engine.awaitedChecks(of.caseId).catch(() => [])).length === requests.length,
    60_000,
  );
  for (const requestId of requests) await office.receiveAnswer(requestId);
  await engine.quiet(60_000);
  expect(await office.stageOf(of.caseId)).toBe('AWAITING_OPINION');
}, 180_000);
