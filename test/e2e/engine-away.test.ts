import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePortBase } from '../../launch/ports.js';
import { startTemporal } from '../../launch/temporal.js';
import { temporalPorts } from '../../launch/temporal-files.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';

/** An engine of this file's own, since it is taken away. */
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
  test('people and sources go on with effect at once, and the workflows catch up when it is back', async () => {
    const play = (subject: string) => new Play({ as: system.as }, staffOf(0), subject);
    const [answered, withdrawn] = [play('s01'), play('s03')];
    system.providers.control.hold('IMMIGRATION');
    const [a, b] = [await answered.untilChecks(), await withdrawn.untilChecks()];
    const [requestId = ''] = await system.heldRequests('IMMIGRATION', a);
    await system.engine.quiet();

    await server.stop();
    await withdrawn.post(withdrawn.subject, `/applications/${b}/withdrawal`);
    expect(await withdrawn.stageOf('applications', b)).toBe('NOT_CONDUCTED');
    expect((await system.providers.control.answer(requestId, 'NO_RECORD')).status).toBe(202);
    const third = play('s09');
    const c = await third.nominate();
    await third.approve(c);
    await third.serveNotice(c);
    await third.consent(c);
    expect(await third.stageOf('applications', c)).toBe('QUESTIONNAIRE');

    server = await startServer();
    await answered.until(a, 'AWAITING_OPINION');
    await system.engine.quiet(60_000);
    // The workflow of the withdrawn case ends by itself: it was told.
    await system.engine.handleOf('application', b).result();
    expect((await system.engine.handleOf('application', c).describe()).status.name).toBe('RUNNING');
  }, 180_000);
});
