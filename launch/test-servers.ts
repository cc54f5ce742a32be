import path from 'node:path';
import { prepareDatabase } from '../store/bootstrap.js';
import { freePortBase } from './ports.js';
import { startPostgres } from './postgres.js';
import { type Log, Sentence } from './sentence.js';
import { findCli } from './temporal-cli.js';
import { isServing, startTemporal } from './temporal.js';
import { temporalPorts } from './temporal-files.js';

export type TestServers = { env: Record<string, string>; stop(): Promise<void> };

/** Cloned by each test file that needs a register: migrated once, and nobody's to write to. */
const TEMPLATE_DATABASE = 'sekisho_template';

/** TEST_DATABASE_URL and TEST_TEMPORAL_ADDRESS name servers to use; what is not named is started for this run. */
export async function startTestServers({ folder, log }: { folder: string; log: Log }): Promise<TestServers> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const given = process.env.TEST_DATABASE_URL;
    const [databaseUrl, address] = await Promise.all([
      given ?? postgres(folder, log, stops),
      engine(folder, log, stops),
    ]);
    await prepareDatabase({ adminUrl: databaseUrl, database: TEMPLATE_DATABASE });
    const env = {
      ...(await attackersCli(log)),
      TEST_DATABASE_URL: databaseUrl,
      TEST_TEMPLATE_DATABASE: TEMPLATE_DATABASE,
      TEST_TEMPORAL_ADDRESS: address,
    };
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Built now if it must be, so that no test waits for a compiler. Without it, only the tests that need it fail. */
async function attackersCli(log: Log): Promise<Record<string, string>> {
  try {
    return { TEST_TEMPORAL_CLI: await findCli({ log }) };
  } catch (error) {
    if (!(error instanceof Sentence)) throw error;
    log(error.message);
    return {};
  }
}

async function postgres(folder: string, log: Log, stops: (() => Promise<void>)[]): Promise<string> {
  const server = await startPostgres({ dataDir: path.join(folder, 'postgres'), log, throwAway: true });
  stops.push(server.stop);
  return server.url('postgres', 'postgres');
}

async function engine(folder: string, log: Log, stops: (() => Promise<void>)[]): Promise<string> {
  const given = process.env.TEST_TEMPORAL_ADDRESS;
  if (given) {
    if (await isServing(given, 10_000)) return given;
    throw new Sentence(
      `TEST_TEMPORAL_ADDRESS names ${given}, where no Temporal server answers: start it, or leave it unset.`,
    );
  }
  const portBase = await freePortBase(30);
  const dataDir = path.join(folder, 'temporal');
  const server = await startTemporal({
    dataDir,
    ports: temporalPorts(portBase),
    portBase,
    namespace: 'sekisho',
    timeSkipping: true,
    log,
  });
  stops.push(server.stop);
  return server.address;
}
