import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NamedPort } from './ports.js';

/** Every port of the engine; all on loopback. */
export type TemporalPorts = {
  frontend: number;
  ui: number;
  metrics: number;
  history: number;
  matching: number;
  worker: number;
  frontendMembership: number;
  historyMembership: number;
  matchingMembership: number;
  workerMembership: number;
};

/** Within the hundred ports that start at PORT_BASE: +3 UI, +4 frontend, +10 to +29 internals. */
export function temporalPorts(portBase: number): TemporalPorts {
  return {
    ui: portBase + 3,
    frontend: portBase + 4,
    metrics: portBase + 10,
    history: portBase + 11,
    matching: portBase + 12,
    worker: portBase + 13,
    frontendMembership: portBase + 14,
    historyMembership: portBase + 15,
    matchingMembership: portBase + 16,
    workerMembership: portBase + 17,
  };
}

export function namedPorts(ports: TemporalPorts): NamedPort[] {
  return Object.entries(ports).map(([name, port]) => ({ port, what: `Temporal ${name}` }));
}

export type DynamicSettings = Record<string, boolean | number>;

// A search attribute is usable at once; checks start eagerly beside their workflow task (docs/decisions). Skipping time
// is for tests alone: it would let a client move a case past its deadlines.
export function dynamicConfig(timeSkipping: boolean): DynamicSettings {
  return {
    'system.forceSearchAttributesCacheRefreshOnRead': true,
    'system.enableActivityEagerExecution': true,
    'frontend.WorkflowTimeSkippingEnabled': timeSkipping,
    'limit.maxIDLength': 255,
    'matching.numTaskqueueReadPartitions': 1,
    'matching.numTaskqueueWritePartitions': 1,
  };
}

/**
 * One machine serves a few hundred cases at a time; the server's own limits are those of a host of its own. The second
 * holds events for a copy of this cluster elsewhere, which there is none of.
 */
const SMALL_CACHES: DynamicSettings = {
  'history.hostLevelCacheMaxSize': 200,
  'history.xdcCacheMaxSizeBytes': 256 * 1024,
};

/** All that a server on this machine is told; `more` of what one test needs. */
export function localConfig(timeSkipping: boolean, more: DynamicSettings = {}): DynamicSettings {
  return { ...dynamicConfig(timeSkipping), ...SMALL_CACHES, ...more };
}

/**
 * WAL, synced at its checkpoints: all is written through one connection, and with a sync at every commit the engine's
 * calls outlast their deadlines under load. A power cut takes its last moments; what it has forgotten, bells and the
 * census bring back from the register, which does sync. The CLI knows these two only.
 */
export const SQLITE_PRAGMAS = { journal_mode: 'wal', synchronous: '1' } as const;
const BUSY_TIMEOUT_MS = '10000';

export type ServerFiles = {
  folder: string;
  database: string;
  ports: TemporalPorts;
  timeSkipping: boolean;
  more?: DynamicSettings | undefined;
};

/** Writes the server's one configuration file (JSON is YAML) and the dynamic settings beside it; returns its path. */
export function writeServerConfig({ folder, database, ports, timeSkipping, more }: ServerFiles): string {
  const dynamic = path.join(folder, 'dynamic.yaml');
  const settings = Object.entries(localConfig(timeSkipping, more)).map(([key, value]) => [key, [{ value }]]);
  writeFileSync(dynamic, JSON.stringify(Object.fromEntries(settings), null, 2));

  const store = {
    sql: {
      user: '',
      password: '',
      pluginName: 'sqlite',
      databaseName: database,
      connectAddr: 'localhost',
      connectProtocol: 'tcp',
      connectAttributes: {
        mode: 'rwc',
        cache: 'private',
        setup: 'true',
        ...SQLITE_PRAGMAS,
        busy_timeout: BUSY_TIMEOUT_MS,
      },
      maxConns: 1,
      maxIdleConns: 1,
      maxConnLifetime: '1h',
    },
  };
  const service = (grpcPort: number, membershipPort: number) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true },
  });
  const config = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'sqlite-default',
      visibilityStore: 'sqlite-visibility',
      numHistoryShards: 4,
      // One file with one set of attributes: the server then shares one connection, and neither locks the other out.
      datastores: { 'sqlite-default': store, 'sqlite-visibility': store },
    },
    global: {
      membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' },
      metrics: {
        prometheus: {
          framework: 'tally',
          timerType: 'histogram',
          listenAddress: `127.0.0.1:${ports.metrics}`,
        },
      },
    },
    services: {
      frontend: service(ports.frontend, ports.frontendMembership),
      history: service(ports.history, ports.historyMembership),
      matching: service(ports.matching, ports.matchingMembership),
      worker: service(ports.worker, ports.workerMembership),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${ports.frontend}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } },
    namespaceDefaults: { archival: { history: { state: 'disabled' }, visibility: { state: 'disabled' } } },
    dynamicConfigClient: { filepath: dynamic, pollInterval: '60s' },
  };
  const file = path.join(folder, 'server.yaml');
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}

export type UiFiles = {
  folder: string;
  ports: TemporalPorts;
  namespace: string;
  codecEndpoint: string;
  publicUrl: string;
};

/**
 * What operators keep in the UI: look, query, nudge (signal, update), retry (activity commands), reset. Ending or
 * starting a case is an act of the scheme and goes through the API, so those buttons are off.
 */
export function writeUiConfig({ folder, ports, namespace, codecEndpoint, publicUrl }: UiFiles): void {
  const config = {
    temporalGrpcAddress: `127.0.0.1:${ports.frontend}`,
    host: '127.0.0.1',
    port: ports.ui,
    enableUi: true,
    cors: { cookieInsecure: publicUrl.startsWith('http:'), allowOrigins: [new URL(publicUrl).origin] },
    defaultNamespace: namespace,
    showTemporalSystemNamespace: false,
    disableNewsFetch: true,
    // It looks and it queries. Whatever moves a case is an act of the scheme, or a runbook's command line.
    disableWriteActions: true,
    // The officer's own session decides what is decoded: the browser sends its cookie, the UI holds no token.
    codec: {
      endpoint: codecEndpoint,
      passAccessToken: false,
      includeCredentials: true,
      defaultErrorMessage: 'Sign in to the console as an operator to read encrypted payloads.',
    },
    refreshInterval: '0s',
  };
  writeFileSync(path.join(folder, 'ui.yaml'), JSON.stringify(config, null, 2));
}
