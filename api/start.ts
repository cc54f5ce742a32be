import { type AddressInfo, Server as TcpServer } from 'node:net';
import { randomUUID } from 'node:crypto';
import { setImmediate as afterReading, setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import express, { type Request, type Router } from 'express';
import type { Logger } from 'pino';
import { type HttpLimits, httpServer } from '../http-server.js';
import { takesOnly } from '../gateway/methods.js';
import { gatewayRouter } from '../gateway/router.js';
import type { DecisionSigner } from '../privacy/decision-signing.js';
import type { GrantSigner } from '../privacy/grant-signing.js';
import type { Db } from '../store/db.js';
import type { Pipelined } from '../store/pipelined.js';
import type { Vault } from '../store/vault.js';
import { UPKEEP } from '../workflows/contract.js';
import { createApp } from './app.js';
import { requestsOf } from './express-requests.js';
import type { createMetrics } from './metrics.js';
import type { ApiParts } from './route.js';
import { clockRouter } from './sandbox/clock.js';

export interface ApiProcess {
  readonly db: Db;
  readonly checks: Pipelined;
  readonly gatewayDb: Db;
  readonly vault: Vault;
  readonly indexKey: Uint8Array;
  readonly signer: DecisionSigner;
  readonly grants: GrantSigner;
  readonly log: Logger;
  readonly subOf: (req: Request) => Promise<string>;
  readonly passkeys: ApiParts['passkeys'];
  /** Present where the test clock may be moved. The client only runs the schedules at the end of a move. */
  readonly testClock?: {
    readonly client: Client;
    readonly taskQueue: string;
    readonly workflowIdPrefix: string;
  };
  readonly codec?: Router;
  readonly pages?: Router;
  readonly reference?: Router;
  readonly ready: () => Promise<boolean>;
  readonly metrics?: ReturnType<typeof createMetrics>;
  readonly requestsPerMinute?: number;
}

export interface Listening {
  readonly url: string;
  stop(): Promise<void>;
}

/** From the request to end until idle connections are closed. */
export const LAST_WORDS_MS = 1_000;
/** Within the ten seconds that a process has to end (launch/stdin-lifeline.ts), and longer than any request should take. */
export const UNDER_WAY_MS = 7_000;

interface ApiAddress {
  /** 0: any free one. */
  readonly port: number;
  readonly bindAddress: string;
  readonly limits?: Partial<HttpLimits>;
  /** LAST_WORDS_MS, where nobody but the caller is connected, as in most tests, less. */
  readonly lastWordsMs?: number;
}

/** Starts the API. Stopping lets requests under way finish. */
export async function startApi(parts: ApiProcess, at: ApiAddress): Promise<Listening> {
  const { testClock } = parts;
  const app = createApp({
    ...parts,
    gateway: gatewayRouter({ ...parts, db: parts.gatewayDb }),
    health: healthRouter(parts),
    ...(testClock
      ? { clock: clockRouter({ db: parts.db, runSchedules: () => runSchedules(testClock) }, parts.subOf) }
      : {}),
  });
  const server = httpServer(app, at.limits, requestsOf(app));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.bindAddress, resolve);
  });
  let ending = false;
  server.prependListener('request', (_req, res) => {
    if (ending) res.setHeader('Connection', 'close');
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      // Who comes anew is refused, which every client takes for "try elsewhere", and not kept at the door to be reset.
      // Those already here are told with an answer each: a connection that was busy at its close would be used on and
      // on, and then cut; an idle one may just be carrying its next request. What has come is read before either.
      ending = true;
      await afterReading();
      const closed = new Promise<void>(
        (resolve) => void TcpServer.prototype.close.call(server, () => resolve()),
      );
      await pause(at.lastWordsMs ?? LAST_WORDS_MS);
      await afterReading();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), UNDER_WAY_MS).unref();
      await closed;
    },
  };
}

function healthRouter({ ready, metrics }: ApiProcess): Router {
  const router = express.Router();
  for (const path of ['/health/live', '/health/ready', ...(metrics ? ['/metrics'] : [])])
    takesOnly(router, path, ['GET', 'HEAD']);
  router.get('/health/live', (_req, res) => void res.json({ live: true }));
  router.get('/health/ready', async (_req, res) => {
    const ok = await ready().catch(() => false);
    res.status(ok ? 200 : 503).json({ ready: ok });
  });
  if (metrics)
    router.get('/metrics', async (_req, res) => void res.type('text/plain').send(await metrics.text()));
  return router;
}

/** Each schedule's workflow once, to its end: what the nights in between would have done. Counted before it is destroyed. */
async function runSchedules(clock: NonNullable<ApiProcess['testClock']>): Promise<void> {
  for (const kind of ['statistics', 'retention', 'census'] as const) {
    await clock.client.workflow.execute(UPKEEP[kind].workflow, {
      workflowId: `${clock.workflowIdPrefix}${kind}/clock-${randomUUID()}`,
      taskQueue: clock.taskQueue,
      args: [],
    });
  }
}
