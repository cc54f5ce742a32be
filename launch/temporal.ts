import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { Children } from './children.js';
import { endLeftover, type Guarded, startGuarded, tailOf } from './guarded.js';
import { answersOk } from './node-child.js';
import { requireFree } from './ports.js';
import { type Log, Sentence } from './sentence.js';
import { type Engine, findEngine } from './temporal-engine.js';
import {
  localConfig,
  type DynamicSettings,
  namedPorts,
  SQLITE_PRAGMAS,
  type TemporalPorts,
  writeServerConfig,
  writeUiConfig,
} from './temporal-files.js';

export type TemporalOptions = {
  dataDir: string;
  ports: TemporalPorts;
  /** First port of the range, named in the cure for a busy one. */
  portBase: number;
  namespace: string;
  ui?: { codecEndpoint: string; publicUrl: string } | undefined;
  timeSkipping: boolean;
  /** For tests: dynamic settings beside our own. */
  more?: DynamicSettings;
  log: Log;
  engine?: Engine;
  /** Learn of every process as soon as it is spawned. */
  children?: Children;
};

export type RunningTemporal = {
  address: string;
  uiUrl?: string | undefined;
  /** Resolves with the exit code if the engine ends, asked or not. */
  exited: Promise<number>;
  stop(): Promise<void>;
  kill(): void;
};

const READY_WITHIN_MS = 60_000;
const FRONTEND = 'temporal.api.workflowservice.v1.WorkflowService';
const SERVING = 1;

export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const { dataDir, ports, log, children } = options;
  const engine = options.engine ?? (await findEngine({ log, children }));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pids = { server: path.join(dataDir, 'temporal.pid'), ui: path.join(dataDir, 'temporal-ui.pid') };
  await endLeftover(pids.ui, 'SIGTERM');
  await endLeftover(pids.server, 'SIGTERM');
  const needed = namedPorts(ports).filter(({ port }) => options.ui || port !== ports.ui);
  await requireFree(needed, options.portBase);

  const address = `127.0.0.1:${ports.frontend}`;
  const logFile = path.join(dataDir, 'temporal.log');
  const start =
    engine.kind === 'cli' ? cliStarter(engine.cli, options) : serverStarter(engine.server, options);
  const files = { logFile, pidFile: pids.server };
  const server = await startUntilServing(() => start(files), address, logFile, children);
  const parts = [server];
  if (engine.kind === 'server' && options.ui) parts.unshift(startUi(engine.ui, options, pids.ui));
  const stop = async () => {
    for (const part of parts) await part.stop();
  };
  // Server and UI live and end together, so that a restart finds every port free.
  const exited = Promise.race(parts.map((part) => part.exited)).then(async (code) => {
    await stop();
    return code;
  });
  const running = {
    address,
    uiUrl: options.ui?.publicUrl,
    exited,
    stop,
    kill: () => parts.forEach((part) => part.kill()),
  };
  if (options.ui) await untilUiAnswers(ports.ui, running, dataDir);
  return running;
}

async function untilUiAnswers(port: number, running: RunningTemporal, dataDir: string): Promise<void> {
  let ended = false;
  void running.exited.then(() => {
    ended = true;
  });
  const until = Date.now() + READY_WITHIN_MS;
  while (!ended && Date.now() < until) {
    if (await answersOk(`http://127.0.0.1:${port}/`)) return;
    await sleep(50);
  }
  await running.stop();
  throw new Sentence(`The Temporal UI did not start; its log and the server's in ${dataDir} say why.`);
}

type Starter = (files: { logFile: string; pidFile: string }) => Guarded;

function serverStarter(server: string, options: TemporalOptions): Starter {
  const { dataDir, ports, timeSkipping, more, children } = options;
  const database = path.join(dataDir, 'temporal.db');
  const config = writeServerConfig({ folder: dataDir, database, ports, timeSkipping, more });
  const args = ['--config-file', config, '--allow-no-auth', 'start'];
  // The server reads many variables of its own; ours (TEMPORAL_ADDRESS and the like) must not reach it.
  const env = bareEnvironment();
  return (files) => startGuarded({ command: server, args, mark: config, env, children, ...files });
}

function startUi(command: string, options: TemporalOptions, pidFile: string): Guarded {
  const { dataDir, ports, namespace, ui, children } = options;
  if (!ui) throw new Error('no UI was asked for');
  writeUiConfig({ folder: dataDir, ports, namespace, ...ui });
  const args = ['--root', dataDir, '--config', '.', '--env', 'ui', 'start'];
  const logFile = path.join(dataDir, 'temporal-ui.log');
  const env = bareEnvironment();
  return startGuarded({ command, args, mark: dataDir, logFile, pidFile, env, children });
}

/** The CLI holds server and UI in one program. Its UI cannot have single actions taken away. */
function cliStarter(cli: string, options: TemporalOptions): Starter {
  const { dataDir, ports, namespace, ui, timeSkipping, more, children } = options;
  const database = path.join(dataDir, 'temporal.db');
  const values = Object.entries(localConfig(timeSkipping, more)).map(([key, value]) => `${key}=${value}`);
  const pragmas = Object.entries(SQLITE_PRAGMAS).map(([key, value]) => `${key}=${value}`);
  const args = [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    `--port=${ports.frontend}`,
    `--metrics-port=${ports.metrics}`,
    `--db-filename=${database}`,
    `--namespace=${namespace}`,
    '--log-level=warn',
    ...(ui ? [`--ui-port=${ports.ui}`, `--ui-codec-endpoint=${ui.codecEndpoint}`] : ['--headless']),
    ...pragmas.map((pragma) => `--sqlite-pragma=${pragma}`),
    ...values.map((value) => `--dynamic-config-value=${value}`),
  ];
  const env = bareEnvironment();
  return (files) => startGuarded({ command: cli, args, mark: database, env, children, ...files });
}

async function startUntilServing(
  start: () => Guarded,
  address: string,
  logFile: string,
  children: Children | undefined,
): Promise<Guarded> {
  const until = Date.now() + READY_WITHIN_MS;
  let server = start();
  while (Date.now() < until && !children?.ending) {
    if (server.running() && (await isServing(address))) return server;
    if (!server.running()) {
      // Seen at starts on a file that another process has only just let go of.
      if (!/SQLITE_BUSY|database is locked/.test(tailOf(logFile))) break;
      await sleep(500);
      server = start();
    }
    await sleep(50);
  }
  await server.stop();
  throw new Sentence(
    `The Temporal server did not start; the end of ${logFile} says why:\n${tailOf(logFile, 5)}`,
  );
}

export async function isServing(address: string, timeoutMs = 2_000): Promise<boolean> {
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: timeoutMs });
    const { status } = await connection.healthService.check({ service: FRONTEND });
    return Number(status) === SERVING;
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}

function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C', TZ: 'UTC' };
}
