import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure, activityInfo, CompleteAsyncError } from '@temporalio/activity';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import {
  bundleWorkflowCode,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { CONVERTER_PATHS, createDataConverter } from '../../privacy/data-converter.js';
import { engineKeysOf } from '../../privacy/engine-keys.js';
import { FOREIGN_JSON } from '../../privacy/foreign.js';
import { createLogger } from '../../privacy/redact.js';
import { temporalLogger } from '../../privacy/temporal-logger.js';
import { untilEngineUsable } from '../../workers/registration.js';

/** A key for recordings only: nothing but test texts was ever encrypted under it. */
const dataConverter = createDataConverter(
  engineKeysOf({ current: 'recording', keys: { recording: Buffer.alloc(32, 7).toString('base64') } }),
);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const RECORDING = here('./fixtures/listener-history.json');
const address = process.env.TEST_TEMPORAL_ADDRESS;
const secret = '関所 花子 hanako';
const plain = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"sent":"plain"}') };
const garbage = [
  { metadata: { encoding: Buffer.from('binary/encrypted') }, data: Buffer.alloc(50) },
  { metadata: { encoding: Buffer.from('json/protobuf') }, data: Buffer.from('{') },
  { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{') },
  {},
];

const lines: string[] = [];
let bundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  const log = createLogger({
    process: 'test',
    level: 'debug',
    destination: { write: (line) => lines.push(line) },
  });
  const logger = temporalLogger(log);
  Runtime.install({
    logger,
    telemetryOptions: { logging: { forward: {}, filter: { core: 'DEBUG', other: 'ERROR' } } },
  });
  bundle = await bundleWorkflowCode({
    workflowsPath: here('./fixtures/listener.ts'),
    ...CONVERTER_PATHS,
    logger,
  });
});
afterAll(async () => {
  // Only now are the buffered lines of the native core written.
  await Runtime.instance().shutdown();
  expect(lines.join('')).not.toMatch(/hanako|花子/);
  if (address !== undefined) expect(lines.join('')).toContain('"failureType":"ONCE"');
});

describe('the converters in the workflow sandbox', () => {
  test('are bundled without a Node built-in and without zod', () => {
    expect(bundle.code).toContain('sekishoForeign');
    expect(bundle.code).toContain('SekishoForeign');
    expect(bundle.code).not.toMatch(/privacy\/(envelope|payload-codec|key-file)\.ts/);
    expect(bundle.code).not.toContain('node_modules/zod');
  });

  test('replay a recorded history with foreign payloads and a foreign failure in it', async () => {
    expect(existsSync(RECORDING)).toBe(true);
    const history: unknown = JSON.parse(readFileSync(RECORDING, 'utf8'));
    await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter }, history);
  });
});

(address === undefined ? describe.skip : describe)('against a server', () => {
  test('no payload is in clear, and no foreign message blocks a workflow; afterwards no log has told a failure', async () => {
    const connection = await Connection.connect({ address: address ?? '' });
    const native = await NativeConnection.connect({ address: address ?? '' });
    try {
      await playOnce(connection, native);
    } finally {
      await connection.close();
      await native.close();
    }
  });
});

async function playOnce(connection: Connection, native: NativeConnection): Promise<void> {
  const namespace = 'sekisho';
  const client = new Client({ connection, namespace, dataConverter, identity: 'test' });
  // Whichever file comes first finds an engine that has no namespace yet.
  await untilEngineUsable(client, createLogger({ process: 'test', level: 'silent' }), true);
  const workflowId = `privacy-${randomUUID()}`;
  const execution = { namespace, workflowExecution: { workflowId } };
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: workflowId,
    identity: 'test',
    workflowBundle: bundle,
    dataConverter,
    activities: { outside },
  });
  await worker.runUntil(async () => {
    const handle = await client.workflow.start('listener', {
      workflowId,
      taskQueue: workflowId,
      args: [{ secret }],
      memo: { secret },
      staticSummary: secret,
    });
    const signal = (signalName: string, payloads: object[]): Promise<unknown> =>
      connection.workflowService.signalWorkflowExecution({ ...execution, signalName, input: { payloads } });
    await signal('anything', garbage);
    await signal('anything', [plain]);
    await handle.signal('anything', secret);
    // Somebody with access to the engine answers for the provider, with a failure no converter of ours wrote.
    const activityId = await pendingActivity(client, workflowId);
    const failure = { message: secret, encodedAttributes: garbage[0], childWorkflowExecutionFailureInfo: {} };
    await connection.workflowService.respondActivityTaskFailedById({
      namespace,
      workflowId,
      activityId,
      failure,
    });
    await handle.signal('finish');

    const foreign = { sekishoForeign: true, note: 'foreign' };
    expect(await handle.result()).toEqual({
      // What was sent in clear is readable, and foreign all the same: we have not sealed it.
      heard: [{ secret }, foreign, foreign, foreign, foreign, foreign, secret],
      answer: 'SekishoForeign',
    });
    expect((await handle.describe()).memo).toEqual({ secret });
    const history = historyToJSON(await handle.fetchHistory());
    if (process.env.RECORD_PRIVACY_HISTORY === 'yes') writeFileSync(RECORDING, `${history}\n`);
    expect(history).not.toContain(Buffer.from(JSON.stringify({ secret })).toString('base64'));
    // In clear stands only what the stranger wrote in clear.
    expect(history.split(secret)).toHaveLength(2);
    expect(history).not.toContain(FOREIGN_JSON);
  });
}

/** Fails once, telling what it must not tell; then waits for an answer from outside. */
async function outside(): Promise<never> {
  if (activityInfo().attempt > 1) throw new CompleteAsyncError();
  const failure = ApplicationFailure.create({ type: 'ONCE', message: secret, details: [secret] });
  // A recording keeps the stack, and with it the folders of the machine it was made on.
  throw Object.assign(failure, { stack: '' });
}

async function pendingActivity(client: Client, workflowId: string): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    const [pending] = raw.pendingActivities ?? [];
    if (pending?.activityId && pending.state === 2 && pending.attempt === 2) return pending.activityId;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('the activity did not start');
}
