import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePortBase } from '../../launch/ports.js';
import { type RunningTemporal, startTemporal } from '../../launch/temporal.js';
import { temporalPorts } from '../../launch/temporal-files.js';
import { scheduleIdOf } from '../../workers/schedules.js';
import type { Case } from '../access/support/cases.js';
import { inState } from '../access/support/states.js';
import { temporaryFolder } from '../support/child-process.js';
import { openSite, sayingsOf, type Site, until } from './support/house-with-engine.js';
import { bringToAnEnd } from './support/onward.js';

const folder = temporaryFolder();
let startServer: () => Promise<RunningTemporal>;
let server: RunningTemporal;
let site: Site;

beforeAll(async () => {
  const portBase = await freePortBase(30);
  const ports = temporalPorts(portBase);
  const quiet = { timeSkipping: false, namespace: 'sekisho', log: () => {} };
  startServer = () => startTemporal({ dataDir: folder.path, ports, portBase, ...quiet });
  server = await startServer();
  // No worker yet: it would settle checks that are being brought to their stage.
  site = await openSite({ address: server.address, registerEveryMs: 1_000, start: [] });
}, 120_000);
afterAll(async () => {
  await site?.stop();
  await server?.stop();
  folder.remove();
}, 60_000);

test('an engine that has lost everything is set up again, and the census brings cases of every kind back', async () => {
  const wanted = [
    ['application', 'SCREENED'],
    ['application', 'CHECKS_RUNNING'],
    ['application', 'HUMAN_REVIEW'],
    ['clearance', 'ACTIVE'],
    ['clearance', 'LAPSED'],
    ['grievance', 'GRIEVANCE_OPEN'],
  ] as const;
  const cases: Case[] = [];
  for (const [kind, stage] of wanted) cases.push(await inState(site.cases, kind, stage));
  await Promise.all([site.engine.startActivityWorker(), site.engine.startWorkflowWorker()]);
  await site.engine.quiet(60_000);
  const sayings = await sayingsOf(site);

  await server.stop();
  for (const file of readdirSync(folder.path).filter((name) => name.startsWith('temporal.db')))
    rmSync(path.join(folder.path, file));
  server = await startServer();

  const { client, names } = site.engine;
  const census = client.schedule.getHandle(scheduleIdOf('census', names.workflowIdPrefix));
  const there = () =>
    census.describe().then(
      () => true,
      () => false,
    );
  await until('the schedules are there again', there, 60_000);
  await census.trigger();
  for (const { kind, id } of cases)
    await until(`a ${kind} runs again`, async () => (await site.statusOf(kind, id)) === 'RUNNING', 60_000);
  await site.engine.quiet(60_000);
  expect(await sayingsOf(site)).toEqual(sayings);

  for (const of of cases) {
    expect((await site.tracesOf(of.id)).map(({ event }) => event)).toContain('CensusRang');
    await bringToAnEnd(site, of);
  }
  const ends = await Promise.all(cases.map(({ id }) => site.cases.stage(id)));
  expect(ends).toEqual(['CLEARED', 'CLEARED', 'CLEARED', 'EXPIRED', 'EXPIRED', 'GRIEVANCE_ANSWERED']);
}, 240_000);
