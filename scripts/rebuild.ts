import path from 'node:path';
import { type Config, ConfigError, loadConfig } from '../config.js';
import { accountFor } from '../launch/postgres-account.js';
import { prepareSocketFolder } from '../launch/postgres-socket.js';
import { exitCodeOf, Sentence } from '../launch/sentence.js';
import { createDataConverter } from '../privacy/data-converter.js';
import { engineKeysFromFile, type EngineKeys } from '../privacy/engine-keys.js';
import { KeyFileError } from '../privacy/key-file.js';
import { databaseUrls } from '../store/bootstrap.js';
import { connect, isTransient } from '../store/db.js';
import { connectClient } from '../engine.js';
import { NoSuchCase, rebuildCase, type Rebuilt } from '../workers/rebuild.js';
import { codeOf, engineFault } from '../workers/registration.js';

/** `npm run rebuild -- <caseId>`: ends the case's workflow and starts it anew from the register. */
async function main(args: string[]): Promise<void> {
  const [caseId, ...more] = args;
  if (!caseId || more.length > 0) throw new Sentence('Say which case: npm run rebuild -- <caseId>');
  const config = loadConfig();
  const { temporal } = config;
  const at = {
    address: temporal.address,
    namespace: temporal.namespace,
    ...(temporal.tls ? { tls: temporal.tls } : {}),
  };
  const client = connectClient(at, createDataConverter(engineKeys(config)), 'rebuild');
  const db = connect(workerDatabase(config), { max: 1 });
  try {
    const fault = await client.withDeadline(Date.now() + 10_000, () => engineFault(client));
    if (fault)
      throw new Sentence(
        `The Temporal server at ${temporal.address} cannot be used (${fault}): start the system, or correct TEMPORAL_ADDRESS.`,
      );
    const names = { taskQueue: temporal.taskQueue, workflowIdPrefix: temporal.workflowIdPrefix };
    process.stdout.write(`${tell(await rebuildCase({ db, client, names }, caseId))}\n`);
  } finally {
    await db.destroy();
    await client.connection.close();
  }
}

function tell({ workflowId, caseEnded, ended, started }: Rebuilt): string {
  const first = ended ? `Ended run ${ended} of ${workflowId}.` : `Nothing ran under ${workflowId}.`;
  if (caseEnded) return `${first} The case has ended and needs no workflow.`;
  return `${first} Started run ${started ?? '(already over)'} from the register.`;
}

function engineKeys(config: Config): EngineKeys {
  return engineKeysFromFile(config.keys.codecFile);
}

/** The register as the activity worker sees it; without a setting, that of the sandbox in the state folder. */
function workerDatabase(config: Config): string {
  if (config.database.url) return config.database.url;
  const dataDir = path.join(config.dataDir, 'postgres');
  const socket = prepareSocketFolder(dataDir, accountFor(path.join(dataDir, 'cluster')));
  return databaseUrls(`postgres://postgres@/postgres?host=${encodeURIComponent(socket)}`, 'sekisho').worker;
}

function sentenceOf(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof KeyFileError || error instanceof NoSuchCase)
    return new Sentence(error.message);
  if (isTransient(error))
    return new Sentence(
      `The register cannot be reached (${codeOf(error)}): start the system, or set DATABASE_URL.`,
    );
  return error;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodeOf(sentenceOf(error), (line) => process.stderr.write(`${line}\n`));
}
