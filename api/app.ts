import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Router,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { Refused } from '../domain/errors.js';
import { jsonBody } from '../gateway/body.js';
import { takesOnly } from '../gateway/methods.js';
import { httpLogger } from '../privacy/redact.js';
import { dispatch } from './dispatch.js';
import { problemHandler } from './problems.js';
import type { ApiParts, Route } from './route.js';
import { ROUTES } from './routes/index.js';

export interface AppParts extends ApiParts {
  readonly log: Logger;
  /** Who signed a request: throws an authentication error, or one that says the issuer is out of reach. */
  readonly subOf: (req: Request) => Promise<string>;
  readonly gateway: Router;
  readonly codec?: Router;
  readonly clock?: Router;
  readonly authenticator?: Router;
  readonly pages?: Router;
  readonly reference?: Router;
  readonly health: Router;
  /** From one address; behind a proxy set Express's `trust proxy`. */
  readonly requestsPerMinute?: number;
  readonly metrics?: { readonly middleware: RequestHandler };
}

/** The request path, in order; what is not named here is not reachable. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // Nothing of ours is kept by who reads it (no-store): a hash of every answer would serve nobody.
  app.set('etag', false);
  const secure = helmet({ contentSecurityPolicy: { useDefaults: false, directives: CSP } });
  const counted = limiter(parts.requestsPerMinute ?? REQUESTS_PER_MINUTE);
  mountTogether(app, parts, { secure, counted });
  app.use(secure);
  app.use(parts.health);
  if (parts.metrics) app.use(parts.metrics.middleware);
  app.use(httpLogger(parts.log));
  app.use(counted);
  if (parts.codec) app.use('/codec', parts.codec);
  app.use('/gateway', parts.gateway);
  if (parts.clock) app.use('/sandbox', parts.clock);
  if (parts.authenticator) app.use('/sandbox', parts.authenticator);
  if (parts.reference) app.use(parts.reference);
  if (parts.pages) app.use(parts.pages);
  mountRoutes(app, parts);
  app.use(() => {
    throw new Refused('NOT_FOUND');
  });
  app.use(problemHandler(parts.log));
  return app;
}

/** Far above what a busy office does, far below what hurts. */
const REQUESTS_PER_MINUTE = 12_000;

function limiter(limit: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new Refused('RATE_LIMITED');
    },
  });
}

const SELF = ["'self'"];
const CSP = {
  defaultSrc: ["'none'"],
  scriptSrc: SELF,
  styleSrc: SELF,
  imgSrc: SELF,
  connectSrc: SELF,
  formAction: SELF,
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Asked thousands of times a second: before all that Express would try by turns, and with as little as may be. */
function mountTogether(
  app: Express,
  parts: AppParts,
  { secure, counted }: { secure: RequestHandler; counted: RequestHandler },
): void {
  const before = [constantHeaders(secure), ...(parts.metrics ? [parts.metrics.middleware] : []), counted];
  for (const route of ROUTES.filter(({ together }) => together !== undefined)) {
    app.all(route.path, ...before);
    takesOnly(app, route.path, ['GET']);
    app.get(route.path, dispatch(route, parts, parts.subOf));
    app.use(route.path, refusalsLogged(parts.log));
  }
}

/** What was answered is on the ledger; what was refused would else be nowhere. No address: its query names a person. */
function refusalsLogged(log: Logger): ErrorRequestHandler {
  return (error: { code?: unknown } | undefined, _req, _res, next) => {
    log.info({ event: 'HandlingCheckRefused', code: error?.code }, 'a check was refused');
    next(error);
  };
}

/** What such a middleware sets is the same for every answer: asked once, and set at once. */
function constantHeaders(middleware: RequestHandler): RequestHandler {
  const headers = new Map<string, string>();
  const set = {
    setHeader: (name: string, value: string) => void headers.set(name, value),
    removeHeader: () => {},
  };
  middleware({} as never, set as never, () => {});
  return (_req, res, next) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}

/** Nobody's body is parsed before we know who they are. */
function mountRoutes(app: Express, parts: AppParts): void {
  const json = jsonBody();
  const subs = new WeakMap<Request, string>();
  const signedIn: RequestHandler = async (req, _res, next) => {
    subs.set(req, await parts.subOf(req));
    next();
  };
  const known = (req: Request) => Promise.resolve(subs.get(req) ?? '');
  const methodsOf = (path: string) =>
    ROUTES.filter((r) => r.path === path).map((r) => r.method.toUpperCase());
  const routes = ROUTES.filter(({ together }) => together === undefined);
  for (const path of new Set(routes.map((route: Route) => route.path))) takesOnly(app, path, methodsOf(path));
  for (const route of routes) app[route.method](route.path, signedIn, ...json, dispatch(route, parts, known));
}
