import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { freePortBase } from '../../launch/ports.js';
import { engineKeysFromFile } from '../../privacy/engine-keys.js';
import { run, temporaryFolder } from '../support/child-process.js';
import { given } from '../support/database.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office } from './support/cases.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const folder = temporaryFolder();
let engine: TestEngine;
let office: Office;
let ports: { workflow: number; activity: number };

beforeAll(async () => {
  const base = await freePortBase(10);
  ports = { workflow: base + 5, activity: base + 6 };
  mkdirSync(path.join(folder.path, 'keys'));
  writeFileSync(path.join(folder.path, 'providers.json'), '{}');
  const engineKeys = engineKeysFromFile(path.join(folder.path, 'keys', 'engine.json'), { create: true });
  // Only its register and its client: the workers are processes of their own here.
  engine = await startEngine({ engineKeys, start: [] });
  office = await Office.open(engine.db, engine.register);
});
afterAll(async () => {
  await engine.stop();
  folder.remove();
});

const started: ReturnType<typeof run>[] = [];
// A test that fails must leave no process behind.
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.splice(0).map(({ ended }) => ended));
});

function start(script: string, env: NodeJS.ProcessEnv = {}, args: string[] = []) {
  const child = run(process.execPath, ['--import', 'tsx', path.join(ROOT, script), ...args], {
    PATH: process.env.PATH,
    SEKISHO_DATA: folder.path,
    TEMPORAL_ADDRESS: given('TEST_TEMPORAL_ADDRESS'),
    TASK_QUEUE: engine.names.taskQueue,
    WORKFLOW_ID_PREFIX: engine.names.workflowIdPrefix,
    ...env,
  });
  started.push(child);
  return child;
}

const ask = async (port: number, at: string) => fetch(`http://127.0.0.1:${port}${at}`).catch(() => undefined);
/** Starting takes seconds of computing, of which a busy machine has few. */
const answers = (port: number, at: '/health/live' | '/health/ready') =>
  until(`${port}${at}`, async () => (await ask(port, at))?.status === 200, 60_000);

describe('the workers as processes', () => {
  test('start in any order, live a case, tell their metrics, rebuild, and end without an error', async () => {
    const metrics = (port: number) => ({ METRICS_PORT: String(port) });
    const workflow = start('workers/workflow-worker.ts', metrics(ports.workflow));
    const activity = start('workers/activity-worker.ts', {
      ...metrics(ports.activity),
      DATABASE_URL: engine.urls.worker,
    });
    await Promise.all([answers(ports.workflow, '/health/ready'), answers(ports.activity, '/health/ready')]);

    const of = await office.nominate();
    await engine.quiet();
    const { runId } = await engine.handleOf('application', of.caseId).describe();
    expect(await (await ask(ports.workflow, '/metrics'))?.text()).toContain('temporal_workflow_task');
    expect(await (await ask(ports.activity, '/metrics'))?.text()).toMatch(/sekisho_outbox_waiting\{?.*\}? 0/);
    expect((await ask(ports.activity, '/anything'))?.status).toBe(404);

    const rebuild = start('scripts/rebuild.ts', { DATABASE_URL: engine.urls.worker }, [of.caseId]);
    expect(await rebuild.ended).toMatchObject({
      code: 0,
      output: expect.stringContaining(`Ended run ${runId}`),
    });
    expect((await engine.handleOf('application', of.caseId).describe()).runId).not.toBe(runId);

    workflow.child.kill('SIGTERM');
    // Its launcher is gone: the pipe that it held as stdin closes.
    activity.child.stdin?.end();
    expect((await workflow.ended).code).toBe(0);
    expect((await activity.ended).code).toBe(0);
  }, 120_000);

  test('say what they wait for, and can be ended meanwhile', async () => {
    const nowhere = { METRICS_PORT: String(ports.workflow), TEMPORAL_ADDRESS: '127.0.0.1:9' };
    const worker = start('workers/workflow-worker.ts', nowhere);
    await answers(ports.workflow, '/health/live');
    await worker.says('waiting-for-engine');
    const answer = await ask(ports.workflow, '/health/ready');
    expect([answer?.status, await answer?.json()]).toEqual([
      503,
      { ready: false, missing: ['engine', 'worker'] },
    ]);
    worker.child.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  }, 90_000);

  test.each([
    ['workers/activity-worker.ts', {}, 'DATABASE_URL is not set'],
    ['workers/workflow-worker.ts', { TEMPORAL_ADDRESS: 'http://x' }, 'TEMPORAL_ADDRESS must be host:port'],
  ])(
    'refuse with one sentence what cannot work: %s',
    async (script, env, sentence) => {
      const { code, output } = await start(script, { METRICS_PORT: String(ports.activity), ...env }).ended;
      expect(code).toBe(1);
      expect(output).toContain(sentence);
    },
    90_000,
  );

  test.each([
    ['nothing is named', [], 'Say which case'],
    ['there is no such case', ['5240fc01-b21a-565f-9aa1-b4cc08b22fd8'], 'The register knows no case'],
  ])(
    'rebuild says in one sentence when %s',
    async (_, args, sentence) => {
      const { code, output } = await start('scripts/rebuild.ts', { DATABASE_URL: engine.urls.worker }, args)
        .ended;
      expect(code).toBe(1);
      expect(output).toContain(sentence);
      expect(output).not.toContain('    at ');
    },
    90_000,
  );
});
