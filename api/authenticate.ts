import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  createRemoteJWKSet,
  errors,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
  jwtVerify,
} from 'jose';
import { z } from 'zod';

export interface AuthenticatorOptions {
  issuer: string;
  audience: string;
  /** Wall clock: tokens do not follow the test clock. */
  clock?: () => Date;
  /** How long an unknown key id waits before the issuer's keys are fetched again. Default 5 s, minimum 0. */
  keyCooldownSeconds?: number;
  /** How long a token that was verified is known again by its hash. Default 60 s, minimum 0: each time anew. */
  rememberSeconds?: number;
}

interface Authenticated {
  sub: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

export type Authenticator = (request: { headers: IncomingHttpHeaders }) => Promise<Authenticated>;

export type AuthenticationErrorCode = 'NO_TOKEN' | 'BAD_TOKEN' | 'TOKEN_EXPIRED';

/**
 * The caller is not who they say, or says nothing. `reason` is a code of the JOSE library's, for the log: its
 * error itself holds the claims, and goes nowhere.
 */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError';
  constructor(
    readonly code: AuthenticationErrorCode,
    readonly reason?: string,
  ) {
    super(code);
  }
}

/** The issuer could not be asked: nobody's fault who called, and worth another try. */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError';
  readonly code = 'ISSUER_UNREACHABLE';
}

const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 30;
const FETCH_TIMEOUT_MS = 5_000;
const MAX_TOKEN_LENGTH = 8_192;
const MAX_SUB_LENGTH = 255;

/** Tells who calls, from the bearer token alone (RFC 9068). What they may do is the register's to say. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { issuer, audience, clock = () => new Date() } = options;
  const { keys, fetchedAt } = issuerKeys(issuer, options.keyCooldownSeconds ?? 5);
  const known = verifiedTokens((options.rememberSeconds ?? 60) * 1_000, fetchedAt);

  return async ({ headers }) => {
    const token = bearerToken(headers.authorization);
    const before = known.recall(token, clock());
    if (before) return before;
    const by = fetchedAt();
    const { payload } = await jwtVerify(token, await keys(), {
      issuer,
      audience,
      typ: 'at+jwt',
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: clock(),
      requiredClaims: ['sub', 'exp'],
    }).catch(refuse);
    const { sub, exp } = payload;
    if (!sub || sub.length > MAX_SUB_LENGTH || exp === undefined) throw new AuthenticationError('BAD_TOKEN');
    return known.remember(token, { sub, expiresAt: exp }, clock(), by);
  };
}

const MOST_TOKENS = 10_000;

/**
 * Verifying a signature costs more than all else that an answer takes, and what a token says does not change. That it has
 * not run out is asked each time; by keys fetched since, and after a minute, it is verified anew. Kept by hash: a token is a
 * secret.
 */
function verifiedTokens(rememberMs: number, keysFetchedAt: () => number | undefined) {
  const known = new Map<
    string,
    Authenticated & { readonly until: number; readonly by: number | undefined }
  >();
  return {
    recall(token: string, now: Date): Authenticated | undefined {
      const found = known.get(hash('sha256', token));
      const fresh =
        found &&
        found.by === keysFetchedAt() &&
        now.getTime() < found.until &&
        now.getTime() < found.expiresAt * 1_000;
      return fresh ? { sub: found.sub, expiresAt: found.expiresAt } : undefined;
    },
    /** `by`: when the keys had been fetched before it was verified. */
    remember(token: string, who: Authenticated, now: Date, by: number | undefined): Authenticated {
      if (rememberMs === 0) return who;
      if (known.size >= MOST_TOKENS)
        for (const oldest of [...known.keys()].slice(0, MOST_TOKENS / 10)) known.delete(oldest);
      known.set(hash('sha256', token), { ...who, until: now.getTime() + rememberMs, by });
      return who;
    },
  };
}

function bearerToken(header: string | undefined): string {
  if (!header) throw new AuthenticationError('NO_TOKEN');
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
  if (!token || token.length > MAX_TOKEN_LENGTH) throw new AuthenticationError('BAD_TOKEN');
  return token;
}

function refuse(error: unknown): never {
  if (error instanceof IssuerUnreachableError) throw error;
  if (error instanceof errors.JWTExpired) throw new AuthenticationError('TOKEN_EXPIRED', error.code);
  if (error instanceof errors.JOSEError) throw new AuthenticationError('BAD_TOKEN', error.code);
  throw error;
}

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** Found at the first token rather than at start: an API may come up before its issuer. */
function issuerKeys(issuer: string, cooldownSeconds: number) {
  const fetched: JWKSCacheInput = {};
  let found: Promise<JWTVerifyGetKey> | undefined;
  const find = async (): Promise<JWTVerifyGetKey> => {
    const { jwks_uri: jwksUri } = await discover(issuer);
    const remote = createRemoteJWKSet(new URL(jwksUri), {
      cooldownDuration: cooldownSeconds * 1000,
      timeoutDuration: FETCH_TIMEOUT_MS,
      [jwksCache]: fetched,
    });
    return async (header, token) => {
      try {
        return await remote(header, token);
      } catch (error) {
        // These speak of the token; whatever else goes wrong while a key is looked up is the issuer's.
        if (error instanceof errors.JWKSNoMatchingKey) throw error;
        if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
        if (error instanceof errors.JOSENotSupported) throw error;
        throw new IssuerUnreachableError('the issuer’s keys could not be fetched', { cause: error });
      }
    };
  };
  const keys = () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return { keys, fetchedAt: () => fetched.uat };
}

async function discover(issuer: string): Promise<z.infer<typeof Discovery>> {
  let document: unknown;
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    document = await response.json();
  } catch (error) {
    throw new IssuerUnreachableError('the issuer could not be reached', { cause: error });
  }
  const discovery = Discovery.safeParse(document);
  if (!discovery.success || discovery.data.issuer !== issuer) {
    throw new IssuerUnreachableError('the issuer’s discovery document is not its own');
  }
  if (issuer.startsWith('https:') && !discovery.data.jwks_uri.startsWith('https:')) {
    throw new IssuerUnreachableError('the issuer would hand out its keys in the clear');
  }
  return discovery.data;
}
