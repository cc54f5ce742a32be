import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { startTestServers } from '../launch/test-servers.js';
import { engineKeysFromFile } from '../privacy/engine-keys.js';
import { LIVES } from '../sandbox/lives/lives.js';
import { Play, staffOf } from '../sandbox/lives/world.js';
import { startSystem } from '../test/support/system.js';
import { startEngine } from '../test/support/system-engine.js';
import { meddled } from '../test/workflows/support/meddled.js';
import { overtaken } from '../test/workflows/support/overtaken.js';
import { ScriptedRegister } from '../test/workflows/support/scripted-register.js';

/**
 * Records what this release's workflows write, life by life, into test/histories/<release>/. Recordings are appended,
 * never edited: they prove that a later release can still replay a case that this one began.
 *
 *   npm run record-histories [-- <folder>]     a folder of its own for a path that came between two releases
 */
const FOLDER = fileURLToPath(new URL('../test/histories/', import.meta.url));
const release = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  .version as string;
const target = path.join(FOLDER, process.argv[2] ?? release);

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-record-'));
const servers = await startTestServers({ folder, log: (line) => process.stderr.write(`${line}\n`) });
try {
  Object.assign(process.env, servers.env);
  mkdirSync(target, { recursive: true });
  // A key for recordings alone: they hold ids, codes and dates of invented cases, and must open for ever.
  const engineKeys = engineKeysFromFile(path.join(FOLDER, 'recording-key.json'), { create: true });
  const system = await startSystem({ engineKeys });
  const { client, names } = system.engine;
  const record = async (workflowId: string, name: string, by = client) => {
    const file = path.join(target, `${name}.json`);
    const history = await by.workflow.getHandle(workflowId).fetchHistory();
    writeFileSync(file, `${historyToJSON(history)}\n`, { flag: 'wx' });
    process.stdout.write(`${path.relative(FOLDER, file)}: ${history.events?.length ?? 0} events\n`);
  };
  for (const life of LIVES) {
    const end = await life.play(new Play({ as: system.as }, staffOf(0), life.subject));
    while (!(await system.quiet())) await new Promise((resolve) => setTimeout(resolve, 50));
    let n = 0;
    for (const { kind, id } of end.cases) {
      n += 1;
      const type = kind.slice(0, -1);
      await record(`${names.workflowIdPrefix}${type}/${id}`, `${type}-${life.name}-${n}`);
    }
  }
  const [grievance] = await system.register.selectFrom('grievances').select('id').execute();
  if (grievance) await record(`${names.workflowIdPrefix}grievance/${grievance.id}`, 'grievance-answered');
  for (const kind of ['census', 'retention', 'statistics'] as const) {
    const workflowId = `${names.workflowIdPrefix}${kind}/recorded`;
    await client.workflow.execute(kind, { workflowId, taskQueue: names.taskQueue, args: [] });
    await record(workflowId, kind);
  }
  await system.stop();
  // Without providers, which would answer before anybody can meddle.
  const alone = await startEngine({ engineKeys, names });
  for await (const { caseId, by } of meddled(alone))
    await record(
      `${names.workflowIdPrefix}application/${caseId}`,
      `application-strangers-${by}`,
      alone.client,
    );
  await alone.stop();
  const scripted = await ScriptedRegister.start({ engineKeys });
  const { handle } = await overtaken(scripted);
  await handle.result();
  await record(handle.workflowId, 'clearance-overtaken', scripted.client);
  await scripted.stop();
  writeManifest();
} finally {
  await servers.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);

/** Every recording by its hash: one that is missing or changed fails the replay gate. */
function writeManifest(): void {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && path.dirname(name) !== '.')
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  const hashes = files.map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(path.join(FOLDER, name)))
      .digest('hex'),
  ]);
  writeFileSync(
    path.join(FOLDER, 'manifest.json'),
    `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`,
  );
}
