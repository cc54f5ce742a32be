import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { z } from 'zod';

const SIGN_IN_SECONDS = 600;
const MAX_SIGN_INS = 5;

/** What a sign-in under way must remember until the issuer sends the browser back. */
const PendingSignIn = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  expiresAt: z.number(),
});
type PendingSignIn = z.infer<typeof PendingSignIn>;

export interface SessionCookies {
  sessionIn(header: string | undefined): string | undefined;
  setSession(res: Response, id: string): void;
  clearSession(res: Response): void;
  pendingIn(header: string | undefined, state: string, now: Date): PendingSignIn | undefined;
  setPending(
    res: Response,
    header: string | undefined,
    pending: Omit<PendingSignIn, 'expiresAt'>,
    now: Date,
  ): void;
  clearPending(res: Response, state: string): void;
}

/**
 * A sign-in under way travels in a cookie of its own, sealed with a key that every copy of the API derives from
 * the client secret: nothing to store for people who never come back, and nothing a stranger could plant.
 */
export function sessionCookies(publicUrl: string, clientSecret: string): SessionCookies {
  const name = sessionCookieName(publicUrl);
  const options = {
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
  } as const;
  const key = Buffer.from(hkdfSync('sha256', clientSecret, '', 'sekisho console sign-in', 32));
  // Each tab that signs in has its own: the second must not undo the first.
  const pendingName = (state: string): string =>
    `${name}-signin-${sha256(state).toString('hex').slice(0, 12)}`;

  return {
    sessionIn: (header) => {
      const id = cookiesIn(header).get(name);
      return id && /^[\w-]{43}$/.test(id) ? id : undefined;
    },
    setSession: (res, id) => res.cookie(name, id, options),
    clearSession: (res) => res.clearCookie(name, options),
    pendingIn: (header, state, now) => {
      const sealed = cookiesIn(header).get(pendingName(state));
      const pending = sealed === undefined ? undefined : unseal(key, sealed);
      return pending?.state === state && pending.expiresAt > now.getTime() ? pending : undefined;
    },
    setPending: (res, header, pending, now) => {
      const others = [...cookiesIn(header).keys()].filter((other) => other.startsWith(`${name}-signin-`));
      // A header grown too long would lock its owner out of every page.
      if (others.length >= MAX_SIGN_INS) for (const other of others) res.clearCookie(other, options);
      const expiresAt = now.getTime() + SIGN_IN_SECONDS * 1000;
      const value = seal(key, { ...pending, expiresAt });
      res.cookie(pendingName(pending.state), value, { ...options, maxAge: SIGN_IN_SECONDS * 1000 });
    },
    clearPending: (res, state) => res.clearCookie(pendingName(state), options),
  };
}

/**
 * `__Host-` binds the cookie to this host and to https. On plain http, which only a loopback address may have,
 * the port stands in the name: cookies know no ports, and two checkouts would sign each other out.
 */
function sessionCookieName(publicUrl: string): string {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol === 'https:') return '__Host-sekisho';
  if (!isLoopback(hostname))
    throw new Error(`the console needs https at ${hostname}: http is for loopback only`);
  return port ? `sekisho-${port}` : 'sekisho';
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookiesIn(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  return cookies;
}

function seal(key: Buffer, pending: PendingSignIn): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(pending), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

function unseal(key: Buffer, sealed: string): PendingSignIn | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    return PendingSignIn.parse(JSON.parse(text));
  } catch {
    // Not of our making: as good as none.
    return undefined;
  }
}
