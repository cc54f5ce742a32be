import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import { collectDefaultMetrics, register } from 'prom-client';
import { type Config, ConfigError, loadConfig } from '../config.js';
import { armCrashPoint } from '../crash-points.js';
import { refuseUnsafeProduction } from '../launch/production.js';
import { engineOpenProbe, timeSkippingProbe } from '../launch/production-probes.js';
import { Sentence } from '../launch/sentence.js';
import { endGracefully } from '../launch/stdin-lifeline.js';
import { createDataConverter } from '../privacy/data-converter.js';
import { engineKeysFromFile } from '../privacy/engine-keys.js';
import { KeyFileError } from '../privacy/key-file.js';
import { createLogger } from '../privacy/redact.js';
import { temporalLogger } from '../privacy/temporal-logger.js';
import { connectClient, connectWithoutCredential } from '../engine.js';
import { type Health, startHealth } from './health.js';
import { engineFault } from './registration.js';
import type { WorkerParts } from './worker-parts.js';

export interface WorkerProcess {
  stop(): Promise<void>;
  readonly failed: Promise<never>;
  /** What it lacks besides the engine, by name. */
  missing(): Promise<string[]>;
}

export interface ProcessContext {
  readonly config: Config;
  readonly parts: WorkerParts;
  readonly client: Client;
  readonly logger: ReturnType<typeof temporalLogger>;
}

/** Whether this file is what Node was asked to run, and not only imported. */
export function startedDirectly(moduleUrl: string): boolean {
  return process.argv[1] === fileURLToPath(moduleUrl);
}

/**
 * A worker as a process: health and metrics from the first moment, the worker once everything it needs is there, and an
 * end without loss when asked to.
 */
export async function runWorkerProcess(
  role: 'workflow-worker' | 'activity-worker',
  start: (context: ProcessContext) => Promise<WorkerProcess>,
): Promise<void> {
  const config = configOf(role);
  const log = createLogger({ process: role, level: config.logLevel });
  let running: WorkerProcess | undefined;
  let health: Health | undefined;
  let client: Client | undefined;
  endGracefully(async () => {
    await running?.stop();
    await health?.stop();
    await client?.connection.close();
    log.info({ event: 'stopped' }, 'stopped');
  });
  try {
    const { temporal } = config;
    const logger = temporalLogger(log);
    const enginePort = await installRuntime(logger);
    const identity = `${role}-${hostname()}-${temporal.buildId ?? 'dev'}`;
    const at = {
      address: temporal.address,
      namespace: temporal.namespace,
      ...(temporal.tls ? { tls: temporal.tls } : {}),
    };
    const dataConverter = createDataConverter(
      engineKeysFromFile(config.keys.codecFile, { create: config.mode === 'sandbox' }),
    );
    const engine = connectClient(at, dataConverter, identity);
    client = engine;
    await refuseUnsafe(config, role, engine);
    armCrashPoint(config.crashAt);
    collectDefaultMetrics();
    health = await startHealth({
      port:
        config.metricsPort ??
        (role === 'workflow-worker' ? config.ports.workflowWorker : config.ports.activityWorker),
      bindAddress: config.bindAddress,
      missing: async () => {
        const fault = await engine.withDeadline(Date.now() + 2_000, () => engineFault(engine));
        return [...(fault ? ['engine'] : []), ...(running ? await running.missing() : ['worker'])];
      },
      metrics: () => metricsText(enginePort),
    });
    const names = { taskQueue: temporal.taskQueue, workflowIdPrefix: temporal.workflowIdPrefix };
    const parts = { at, names, dataConverter, log, identity, buildId: temporal.buildId };
    running = await start({ config, parts, client: engine, logger });
    log.info({ event: 'ready', identity, namespace: at.namespace, taskQueue: names.taskQueue }, 'ready');
    await running.failed;
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence) log.fatal(sentence);
    else log.fatal({ event: 'worker-failed', err: error }, 'the worker cannot go on');
    process.exit(1);
  }
}

/** Nobody opens a worker's address, and the workflow worker has no database: what is asked of these does not concern them. */
async function refuseUnsafe(config: Config, role: string, engine: Client): Promise<void> {
  if (config.mode !== 'production') return;
  const timeSkipping = timeSkippingProbe(engine.workflowService, config.temporal.namespace);
  const engineOpen = engineOpenProbe(() => connectWithoutCredential(config.temporal));
  await refuseUnsafeProduction(config, { timeSkipping, engineOpen }, [
    'NO_HOST_NAME',
    ...(role === 'workflow-worker' ? ['EMBEDDED_POSTGRES'] : []),
  ]);
}

function configOf(role: string): Config {
  try {
    return loadConfig();
  } catch (error) {
    createLogger({ process: role, level: 'info' }).fatal(
      sentenceOf(error) ?? 'the configuration cannot be read',
    );
    process.exit(1);
  }
}

/** What a person can mend by a setting, in one sentence; undefined for a fault of ours. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof KeyFileError || error instanceof Sentence)
    return error.message;
  if ((error as { code?: unknown }).code !== 'EADDRINUSE') return undefined;
  return 'The port for health and metrics is in use: stop what listens there, or set METRICS_PORT or PORT_BASE to another.';
}

/** The SDK serves its own metrics on a port of its own; on loopback, since ours passes them on. */
async function installRuntime(logger: ReturnType<typeof temporalLogger>): Promise<number> {
  const port = await freePort();
  Runtime.install({
    logger,
    // Signals are ours: workers are stopped in order, and once.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      metrics: { prometheus: { bindAddress: `127.0.0.1:${port}` } },
    },
  });
  return port;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function metricsText(enginePort: number): Promise<string> {
  const engine = await fetch(`http://127.0.0.1:${enginePort}/metrics`, {
    signal: AbortSignal.timeout(2_000),
  }).then(
    (response) => response.text(),
    () => '',
  );
  return `${await register.metrics()}\n${engine}`;
}
