import type { Payload, PayloadCodec } from '@temporalio/common';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import { PROBLEMS, type ProblemCode } from '../domain/errors.js';
import { fromWire, toWire } from './wire-payload.js';

/** Who asks: a signed-in operator, or the status to refuse with (401 not signed in, 403 not an operator). */
export type CodecCaller = { readonly sub: string } | { readonly refused: 401 | 403 };

/** One audited decode: who, for which namespace (empty if the caller names none), how many payloads. */
export interface DecodeEntry {
  readonly sub: string;
  readonly namespace: string;
  readonly payloads: number;
}

export interface CodecRouterOptions {
  readonly codec: PayloadCodec;
  readonly authenticate: (req: Request) => Promise<CodecCaller>;
  /** Must be durable when it resolves; if it rejects, nothing is decoded. */
  readonly audit: (entry: DecodeEntry) => Promise<void>;
  /** Origin of the Temporal UI, `scheme://host:port`: the one page that may read answers. */
  readonly origin: string;
  /** Requests a minute from one address; 600 if absent, because the UI asks once per event that it draws. */
  readonly requestsPerMinute?: number;
}

const MAX_BODY_BYTES = 1_048_576;
const MAX_PAYLOADS = 1_000;
const NAMESPACE = /^[A-Za-z0-9._-]{1,255}$/;

/**
 * The codec endpoint of the Temporal UI and CLI: `POST /decode` for signed-in operators, each one audited before the
 * answer leaves; `POST /encode` is refused, because an operator has no payload to write. Nothing here logs, and its
 * errors carry no content. Brings its own body parser: mount it before the application's.
 */
export function codecRouter(options: CodecRouterOptions): Router {
  const router = Router();
  router.use(headers(options.origin));
  router.options(/.*/, (_req, res) => void res.status(204).end());
  router.use(
    rateLimit({
      windowMs: 60_000,
      limit: options.requestsPerMinute ?? 600,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      // It would write its advice about proxy headers to the console.
      validate: { xForwardedForHeader: false, forwardedHeader: false },
      handler: (_req, res) => problem(res, 'RATE_LIMITED'),
    }),
  );
  router.post('/encode', (_req, res) => problem(res, 'NOT_YOURS', 'This endpoint decodes only.'));
  router.post(
    '/decode',
    authenticated(options),
    express.json({ limit: MAX_BODY_BYTES, type: 'application/json', strict: true }),
    decode(options),
  );
  router.use((_req, res) => problem(res, 'NOT_FOUND'));
  router.use(refuse);
  return router;
}

function headers(origin: string): RequestHandler {
  return (req, res, next) => {
    res.set({ 'Cache-Control': 'no-store', Vary: 'Origin' });
    const from = req.get('origin');
    // A page of another origin could not read the answer, but it could make the operator's browser ask for it.
    if (from !== undefined && from !== origin)
      return problem(res, 'NOT_YOURS', 'This page may not use the codec.');
    res.set({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Methods': 'POST, OPTIONS',
      'Access-Control-Allow-Headers': 'content-type, x-namespace, authorization',
      'Access-Control-Max-Age': '600',
    });
    next();
  };
}

/** Before the body is read: a stranger is not worth a mebibyte. */
function authenticated({ authenticate }: CodecRouterOptions): RequestHandler {
  return async (req, res, next) => {
    const caller = await authenticate(req);
    if ('refused' in caller) return problem(res, caller.refused === 401 ? 'NOT_SIGNED_IN' : 'NOT_YOURS');
    res.locals.codecSub = caller.sub;
    next();
  };
}

function decode({ codec, audit }: CodecRouterOptions): RequestHandler {
  return async (req, res) => {
    if (req.body === undefined && req.get('content-type') !== undefined && !req.is('application/json')) {
      return problem(res, 'UNSUPPORTED_MEDIA');
    }
    const payloads = payloadsOf(req.body);
    if (payloads === undefined)
      return problem(res, 'INVALID', '`payloads` must be a list of encoded payloads.');
    const namespace = req.get('x-namespace') ?? '';
    await audit({
      sub: String(res.locals.codecSub),
      namespace: NAMESPACE.test(namespace) ? namespace : '',
      payloads: payloads.length,
    });
    const decoded = await codec.decode(payloads);
    res.json({ payloads: decoded.map(toWire) });
  };
}

/** The UI and CLI sometimes ask with no `payloads` at all; that is an empty list. */
function payloadsOf(body: unknown): Payload[] | undefined {
  const list: unknown = (body as { payloads?: unknown } | null | undefined)?.payloads ?? [];
  if (!Array.isArray(list) || list.length > MAX_PAYLOADS) return undefined;
  const payloads = list.map(fromWire);
  return payloads.every((payload) => payload !== undefined) ? payloads : undefined;
}

/** Ends every error here: what the body parser throws carries the body, which must not reach another handler's log. */
const refuse: ErrorRequestHandler = (err: { status?: number } | undefined, _req, res, next) => {
  if (res.headersSent) return next(new Error('codec answer broken off'));
  if (err?.status === 413) return problem(res, 'TOO_LARGE');
  if (err?.status === 415) return problem(res, 'UNSUPPORTED_MEDIA');
  if (err?.status === 400) return problem(res, 'MALFORMED');
  problem(res, 'UNAVAILABLE');
};

function problem(res: Response, code: ProblemCode, detail?: string): void {
  const { status, text } = PROBLEMS[code];
  res.status(status).type('application/problem+json');
  if (status === 401) res.set('WWW-Authenticate', 'Bearer');
  if (status === 503) res.set('Retry-After', '5');
  res.send(
    JSON.stringify({
      type: 'about:blank',
      title: text,
      status,
      code,
      ...(detail !== undefined && { detail }),
    }),
  );
}
