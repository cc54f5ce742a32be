import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response } from 'express';
import { memorySessionStore } from '../../api/session-store.js';
import { consoleSessions } from '../../api/sessions.js';
import { type RunningIdentity, startIdentity } from '../../sandbox/identity/identity.js';
import { sandboxPassword, users } from '../../sandbox/people.js';
import { Browser } from './browser.js';

export type Console = Awaited<ReturnType<typeof startConsole>>;

/** A console of two pages before the real provider: `/console/me` says who one is, `/console/act` needs csrf. */
export async function startConsole({ publicUrl: outside }: { publicUrl?: string } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'sekisho-identity-'));
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const inside = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  const publicUrl = outside ?? inside;

  const clients = { consoleSecret: 'a secret that only the console knows' };
  const startIssuer = (port: number): Promise<RunningIdentity> =>
    startIdentity({ port, publicUrl, dataDir, users, clients });
  let identity = await startIssuer(0);
  const { issuer } = identity;

  const store = memorySessionStore();
  const clock = { now: new Date() };
  const sessions = consoleSessions({
    config: { publicUrl, issuer, clientId: 'sekisho-console', clientSecret: clients.consoleSecret },
    store,
    languageOf: () => 'ja',
    now: () => clock.now,
  });
  app.use(sessions.router);
  app.get('/console/me', async (req, res) => {
    const session = await sessions.sessionOf(req, { touch: req.query.touch !== 'no' });
    if (!session) return void res.status(401).json({});
    res.json({ sub: session.sub, csrf: sessions.csrfToken(session), expiresAt: session.expiresAt });
  });
  app.post('/console/act', express.urlencoded({ extended: false }), async (req, res) => {
    const session = await sessions.sessionOf(req);
    res.status(session && sessions.verifyCsrf(req, session) ? 204 : 403).end();
  });
  app.use((_req, res) => void res.status(200).send('a page'));
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    const code = error instanceof Error && 'code' in error ? error.code : 'BUG';
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 503;
    res.status(code === 'BUG' ? 500 : status).json({ code });
  });

  return {
    publicUrl,
    inside,
    issuer,
    store,
    clock,
    advance: (minutes: number) => {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000);
    },
    newBrowser: () => new Browser({ [publicUrl]: inside }),
    stopIssuer: () => identity.stop(),
    startIssuer: async () => {
      identity = await startIssuer(Number(new URL(issuer).port));
    },
    stop: async () => {
      await identity.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Up to the address the issuer sends the browser back to, which is not visited yet. */
export async function callbackFor(console: Console, browser: Browser, account: string, returnTo?: string) {
  const start = new URL('/console/sign-in', console.publicUrl);
  if (returnTo !== undefined) start.searchParams.set('return_to', returnTo);
  const page = await browser.follow(start);
  const form = { account, password: sandboxPassword };
  const posted = await browser.request(page.url, { form });
  if (!posted.location) throw new Error(`the sign-in page answered ${posted.status}`);
  const { url } = await browser.follow(posted.location, (next) => next.pathname === '/console/callback');
  return url;
}

export async function signInAs(console: Console, browser: Browser, account: string, returnTo?: string) {
  const landed = await browser.request(await callbackFor(console, browser, account, returnTo));
  if (!landed.location) throw new Error(`the callback answered ${landed.status}`);
  return landed.location;
}

export async function me(console: Console, browser: Browser, query = '') {
  const { status, text } = await browser.request(`${console.publicUrl}/console/me${query}`);
  const { sub, csrf }: { sub?: string; csrf?: string } = JSON.parse(text);
  return { status, sub, csrf: csrf ?? '' };
}
