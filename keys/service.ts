import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { z } from 'zod';
import { httpServer } from '../http-server.js';
import type { EpochKms } from '../privacy/kms.js';
import { onWire } from '../privacy/remote-keys.js';
import type { Call, CallerName, KnownCallers } from './callers.js';
import { custody } from './custody.js';
import { endings } from './endings.js';
import { type EpochRules, epochs, notBefore, registerNeeds, turnEpochs } from './epochs.js';
import type { KeyStore } from './key-store.js';
import { rotateBatch } from './rotation.js';
import {
  CreateBody,
  DestroyBody,
  EndingsBody,
  EpochsBody,
  KeepBody,
  LogBody,
  RotateBody,
  TurnBody,
  UnwrapBody,
} from './shapes.js';

export interface KeyServiceParts {
  readonly store: KeyStore;
  readonly kms: EpochKms;
  readonly rules: EpochRules;
  /** Of a test. */
  readonly now?: () => Date;
  readonly callers: KnownCallers;
  readonly log: Logger;
  readonly port: number;
  readonly bindAddress: string;
}

/** The key service over HTTP: a few calls for processes that it knows, and nothing else. */
export async function startKeyService(parts: KeyServiceParts) {
  const metrics = createMetrics();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  healthRoutes(app, parts, metrics);
  const { create, unwrap, keep } = custody(parts.store, parts.kms);
  const on = <B extends z.ZodType>(
    call: Call,
    shape: B,
    answer: (body: z.output<B>, caller: CallerName) => Promise<unknown>,
  ) =>
    app.post(`/keys/${call}`, allowed(parts, call), express.json({ limit: '1mb' }), async (req, res) => {
      const body = shape.safeParse(req.body);
      if (!body.success) return void res.status(400).json({ code: 'INVALID' });
      res.json(await answer(body.data, callerOf(res.locals)));
    });

  on('create', CreateBody, async ({ scope, serves }, caller) => {
    const made = await create(scope, { caller, serves });
    const answer = { ...onWire({ ...made, scope }), dataKey: Buffer.from(made.dataKey).toString('base64') };
    made.dataKey.fill(0);
    metrics.used.inc({ act: 'create', outcome: 'OK' });
    return answer;
  });
  on('unwrap', UnwrapBody, async ({ keys, serves }, caller) => {
    const wanted = keys.map(fromWire);
    const found = await unwrap(wanted, { caller, serves });
    return {
      keys: found.map((key, n) => {
        metrics.used.inc({ act: 'unwrap', outcome: typeof key === 'string' ? key : 'OK' });
        if (typeof key === 'string') {
          const { keyId } = wanted[n] ?? {};
          if (key !== 'GONE')
            parts.log.warn({ event: 'key-not-unwrapped', keyId, code: key }, 'look at this key');
          return { fault: key };
        }
        const dataKey = Buffer.from(key).toString('base64');
        key.fill(0);
        return { dataKey };
      }),
    };
  });
  on('keep', KeepBody, ({ keys }) => keep(keys.map(fromWire)));
  on('destroy', DestroyBody, async (which, caller) => ({
    destroyed: await parts.store.destroy(which, { caller, serves: '0' }),
  }));
  on('log', LogBody, async ({ after, ageMs }) => ({ uses: await parts.store.usesAfter(after, ageMs) }));
  on('rotate', RotateBody, async (page) => {
    const progress = await rotateBatch(parts.store.pool, parts.kms, await parts.kms.current(), page);
    metrics.rotation.set({ kind: 'done' }, progress.done);
    metrics.rotation.set({ kind: 'total' }, progress.total);
    return progress;
  });
  const now = parts.now ?? (() => new Date());
  const pool = parts.store.pool;
  const known = async () => ({
    epochs: (await epochs(pool)).map((one) => ({ ...one, notBefore: notBefore(one, parts.rules) })),
  });
  on('epochs', EpochsBody, async ({ needed }) => {
    await registerNeeds(pool, needed, now());
    return known();
  });
  on('endings', EndingsBody, (of) => endings(pool, parts.rules, of));
  on('turn', TurnBody, async (asked) => {
    await turnEpochs({ ...parts, pool }, now(), asked);
    return known();
  });
  app.use((_req, res) => void res.status(404).json({ code: 'NOT_FOUND' }));
  app.use(failed(parts.log));
  return listen(app, parts);
}

function fromWire(one: z.output<typeof KeepBody>['keys'][number]) {
  return { ...one, wrapped: { kekId: one.wrapped.kekId, blob: Buffer.from(one.wrapped.blob, 'base64') } };
}

/** Before a body is read: whose credential it is, and whether this call is theirs. */
function allowed({ callers, log }: KeyServiceParts, call: Call): RequestHandler {
  return (req, res, next) => {
    const name = callers.nameOf(req.headers.authorization);
    if (name === undefined) {
      log.warn({ event: 'unknown-caller', action: call }, 'somebody without a credential asked');
      return void res.status(401).json({ code: 'NOT_SIGNED_IN' });
    }
    if (!callers.may(name, call)) {
      log.warn(
        { event: 'call-not-theirs', action: call, target: name },
        'a process asked for what is not its own',
      );
      return void res.status(403).json({ code: 'NOT_YOURS' });
    }
    res.locals.caller = name;
    next();
  };
}

function callerOf(locals: Record<string, unknown>): CallerName {
  return locals.caller as CallerName;
}

function healthRoutes(
  app: express.Express,
  { store }: KeyServiceParts,
  metrics: ReturnType<typeof createMetrics>,
) {
  app.get('/health/live', (_req, res) => void res.json({ live: true }));
  app.get('/health/ready', async (_req, res) => {
    const ok = await store.answers().catch(() => false);
    res.status(ok ? 200 : 503).json({ ready: ok });
  });
  app.get(
    '/metrics',
    async (_req, res) => void res.type('text/plain').send(await metrics.registry.metrics()),
  );
}

/** What fails here is the store or a bug: said to our log alone, and to who asked that there is no answer. */
function failed(log: Logger): express.ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    const status = (error as { status?: unknown } | null)?.status;
    if (status === 400 || status === 413) return void res.status(status).json({ code: 'INVALID' });
    log.error({ err: error }, 'a call failed');
    res.status(503).json({ code: 'UNAVAILABLE' });
  };
}

function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const used = new Counter({
    name: 'sekisho_keys_used_total',
    help: 'Data keys made and unwrapped, by outcome.',
    labelNames: ['act', 'outcome'] as const,
    registers: [registry],
  });
  const rotation = new Gauge({
    name: 'sekisho_keys_rotation',
    help: 'Keys put under the newest key-encryption key by the rotation under way, and how many there are.',
    labelNames: ['kind'] as const,
    registers: [registry],
  });
  return { registry, used, rotation };
}

async function listen(app: express.Express, { port, bindAddress }: KeyServiceParts) {
  const server = httpServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, bindAddress, resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}
