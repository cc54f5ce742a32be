import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { CONVERTER_PATHS, createDataConverter } from '../../privacy/data-converter.js';
import { engineKeysOf } from '../../privacy/engine-keys.js';
import { workflowBundle } from '../support/workflow-bundle.js';

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(FOLDER, 'manifest.json'), 'utf8')) as Record<
  string,
  string
>;
const keys = JSON.parse(readFileSync(path.join(FOLDER, 'recording-key.json'), 'utf8'));
const dataConverter = createDataConverter(engineKeysOf(keys));

function recordings(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && path.dirname(name) !== '.')
    .map((name) => name.split(path.sep).join('/'))
    .sort();
}
const read = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

async function replay(
  bundle: Parameters<typeof Worker.runReplayHistories>[0]['workflowBundle'],
  names: string[],
) {
  const histories = names.map((name) => {
    const history = historyFromJSON(JSON.parse(read(name)));
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    return { workflowId: started?.workflowId ?? name, history };
  });
  const failed: string[] = [];
  let n = 0;
  for await (const result of Worker.runReplayHistories(
    { ...(bundle ? { workflowBundle: bundle } : {}), dataConverter },
    histories,
  )) {
    if (result.error) failed.push(`${names[n]}: ${result.error.name}`);
    n += 1;
  }
  return { failed, replayed: n };
}

describe('a case begun by an earlier release can be finished by this one', () => {
  test('no recording is missing, added by hand or changed', () => {
    expect(recordings()).toEqual(Object.keys(manifest).sort());
    for (const [name, hash] of Object.entries(manifest))
      expect([name, createHash('sha256').update(read(name)).digest('hex')]).toEqual([name, hash]);
  });

  test('every kind of workflow has been recorded', () => {
    const types = ['application-', 'clearance-', 'grievance-', 'census', 'retention', 'statistics'];
    for (const type of types)
      expect(recordings().some((name) => path.basename(name).startsWith(type))).toBe(true);
  });

  test('every recording replays', async () => {
    const names = recordings();
    expect(await replay(await workflowBundle(), names)).toEqual({ failed: [], replayed: names.length });
  }, 60_000);

  test('an unpatched change of order is caught', async () => {
    const workflowsPath = fileURLToPath(new URL('./fixtures/reordered.ts', import.meta.url));
    const reordered = await bundleWorkflowCode({
      workflowsPath,
      ...CONVERTER_PATHS,
      logger: new DefaultLogger('ERROR'),
    });
    const names = recordings().filter((name) => path.basename(name).startsWith('application-'));
    const { failed } = await replay(reordered, names);
    expect(failed).toEqual(names.map((name) => `${name}: DeterminismViolationError`));
  }, 60_000);
});
