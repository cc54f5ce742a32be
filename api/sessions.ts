import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import express, { type Request, Router } from 'express';
import { consoleIssuer, SignInError } from './console-issuer.js';
import { returnPath } from './return-path.js';
import { isLoopback, sessionCookies, sha256 } from './session-cookies.js';
import type { SessionStore, StoredSession } from './session-store.js';

export interface ConsoleSessionsOptions {
  config: {
    /** The API's own address, as browsers see it. */
    publicUrl: string;
    issuer: string;
    clientId: string;
    clientSecret: string;
    /** Default 30. */
    idleMinutes?: number;
    /** Default 8; counted from the sign-in, whatever happens since. */
    absoluteHours?: number;
    /** Where one lands after signing in without saying where. Default `/console`. */
    home?: string;
    /**
     * Where one lands after signing out. Default `/`. It must answer with a page: a redirect on to the issuer
     * would break `form-action 'self'`, which browsers hold the whole chain after a form to.
     */
    signedOut?: string;
  };
  store: SessionStore;
  /** Which language somebody reads the console in. */
  languageOf: (req: Request) => string;
  /** Wall clock: sessions do not follow the test clock. */
  now: () => Date;
}

export interface ConsoleSession {
  sub: string;
  createdAt: Date;
  expiresAt: Date;
  /** Goes into every form of this session, see `verifyCsrf`. */
  csrf: string;
}

export interface ConsoleSessions {
  /** GET /console/sign-in, GET /console/callback, POST /console/sign-out. */
  router: Router;
  /** Who sits at this browser. `touch: false` for what a page asks by itself, which keeps nobody signed in. */
  sessionOf(req: Request, options?: { touch?: boolean }): Promise<ConsoleSession | undefined>;
  csrfToken(session: ConsoleSession): string;
  /** Whether a form (field `csrf`) or script (header `x-csrf-token`) of our own pages sent this. */
  verifyCsrf(req: Request, session: ConsoleSession): boolean;
}

/** A touch is written at most once a minute: a page with many parts is one sign of life. */
const TOUCH_MS = 60_000;

/** Sign-in for people at browsers. They get an opaque cookie; tokens never leave the server (RFC 9700 BFF). */
export function consoleSessions({ config, store, languageOf, now }: ConsoleSessionsOptions): ConsoleSessions {
  const idleMs = (config.idleMinutes ?? 30) * 60_000;
  const absoluteMs = (config.absoluteHours ?? 8) * 3_600_000;
  const home = config.home ?? '/console';
  const publicUrl = new URL(config.publicUrl);
  const redirectUri = new URL('/console/callback', publicUrl).href;
  const cookies = sessionCookies(config.publicUrl, config.clientSecret);
  const issuer = consoleIssuer({ ...config, redirectUri });

  const expiryOf = (createdAt: Date, seen: Date): Date =>
    new Date(Math.min(seen.getTime() + idleMs, createdAt.getTime() + absoluteMs));

  const isOver = (session: StoredSession): boolean =>
    session.expiresAt <= now() || session.createdAt.getTime() + absoluteMs <= now().getTime();

  const sessionOf: ConsoleSessions['sessionOf'] = async (req, { touch = true } = {}) => {
    const id = cookies.sessionIn(req.headers.cookie);
    const idHash = id === undefined ? undefined : sha256(id);
    const stored = idHash && (await store.find(idHash));
    if (!id || !stored) return undefined;
    if (isOver(stored)) {
      await store.delete(stored.idHash);
      return undefined;
    }
    let { expiresAt } = stored;
    const extended = expiryOf(stored.createdAt, now());
    if (touch && extended.getTime() - expiresAt.getTime() >= TOUCH_MS) {
      await store.touch(stored.idHash, extended);
      expiresAt = extended;
    }
    return { sub: stored.sub, createdAt: stored.createdAt, expiresAt, csrf: csrfOf(id) };
  };

  const verifyCsrf: ConsoleSessions['verifyCsrf'] = (req, session) =>
    isFromOurPages(req, publicUrl.origin) && isSame(csrfIn(req), session.csrf);

  const endSessionIn = async (req: Request): Promise<void> => {
    const id = cookies.sessionIn(req.headers.cookie);
    if (id) await store.delete(sha256(id));
  };

  const router = Router();
  router.use(['/console/sign-in', '/console/callback', '/console/sign-out'], (_req, res, next) => {
    res.set({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    next();
  });

  router.get('/console/sign-in', async (req, res) => {
    const returnTo = returnPath(req.query.return_to, home);
    if (isOtherLoopbackName(req.headers.host, publicUrl)) {
      // The issuer sends people back to PUBLIC_URL: the cookie must be set there, not at its twin name.
      const address = new URL('/console/sign-in', publicUrl);
      address.searchParams.set('return_to', returnTo);
      // A language chosen at the twin is in a cookie of the twin's.
      address.searchParams.set('lang', languageOf(req));
      res.redirect(303, address.href);
      return;
    }
    const { address, ...begun } = await issuer.begin(languageOf(req));
    cookies.setPending(res, req.headers.cookie, { ...begun, returnTo }, now());
    res.redirect(303, address.href);
  });

  router.get('/console/callback', async (req, res) => {
    const { state } = req.query;
    const pending = typeof state === 'string' && cookies.pendingIn(req.headers.cookie, state, now());
    if (!pending) throw new SignInError('SIGN_IN_EXPIRED');
    cookies.clearPending(res, pending.state);
    // Our own idea of the address, and only the query from outside: a forged Host header changes nothing.
    const callback = new URL(redirectUri);
    callback.search = new URL(req.originalUrl, redirectUri).search;
    const sub = await issuer.finish(callback, pending);

    // Always a new id: one that was there before, perhaps planted, must not become this person's.
    await endSessionIn(req);
    const id = randomBytes(32).toString('base64url');
    const createdAt = now();
    await store.create({ idHash: sha256(id), sub, createdAt, expiresAt: expiryOf(createdAt, createdAt) });
    cookies.setSession(res, id);
    res.redirect(303, pending.returnTo);
  });

  router.post(
    '/console/sign-out',
    express.urlencoded({ extended: false, limit: '4kb' }),
    async (req, res) => {
      const session = await sessionOf(req, { touch: false });
      if (session && !verifyCsrf(req, session)) throw new SignInError('CSRF_REFUSED');
      await endSessionIn(req);
      cookies.clearSession(res);
      res.redirect(303, config.signedOut ?? '/');
    },
  );

  return { router, sessionOf, csrfToken: (session) => session.csrf, verifyCsrf };
}

/** From the cookie's value, which no table holds: who can read the sessions cannot make their tokens either. */
function csrfOf(id: string): string {
  return createHmac('sha256', id).update('csrf').digest('base64url');
}

function csrfIn(req: Request): string {
  const body: unknown = req.body;
  const field: unknown = body && typeof body === 'object' && 'csrf' in body ? body.csrf : undefined;
  const given = field ?? req.headers['x-csrf-token'];
  return typeof given === 'string' ? given : '';
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

/**
 * A page under `Referrer-Policy: no-referrer` posts its forms with `Origin: null`, so do sandboxed frames of
 * strangers: `Sec-Fetch-Site`, which no page can set, tells them apart.
 */
function isFromOurPages({ headers }: Request, origin: string): boolean {
  if (headers.origin !== undefined && headers.origin !== 'null') return headers.origin === origin;
  return headers['sec-fetch-site'] === 'same-origin';
}

function isOtherLoopbackName(host: string | undefined, publicUrl: URL): boolean {
  if (publicUrl.protocol !== 'http:' || !host || host === publicUrl.host) return false;
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname, port } = new URL(`http://${host}`);
  return isLoopback(hostname) && port === publicUrl.port;
}
