import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { controlRouter, type Providers } from './control.js';
import { type PushOptions, pushRouter } from './push.js';

export interface AppOptions {
  providers: Providers;
  pushes: readonly PushOptions[];
  /** Whether /control is there at all. */
  controls: boolean;
  registry: Registry;
  log: Logger;
}

export function createApp({ providers, pushes, controls, registry, log }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/health/live', (_req, res) => void res.json({ status: 'live' }));
  // Ready as soon as it listens: waiting for the gateway would make two processes wait for each other.
  app.get(
    '/health/ready',
    (_req, res) => void res.json({ status: 'ready', providers: [...providers.keys()] }),
  );
  app.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  for (const push of pushes) app.use(pushRouter(push));
  if (controls) app.use('/control', controlRouter(providers));
  app.use((_req, res) => void res.status(404).json({ error: 'NOT_FOUND' }));
  app.use(errorHandler(log));
  return app;
}

function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) {
      res.status(status).json({ error: status === 413 ? 'TOO_LARGE' : 'MALFORMED' });
      return;
    }
    log.error({ errorName: error instanceof Error ? error.name : 'unknown' }, 'request failed');
    res.status(500).json({ error: 'INTERNAL' });
  };
}
