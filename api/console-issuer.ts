import * as oidc from 'openid-client';
import { IssuerUnreachableError } from './authenticate.js';

export type SignInErrorCode = 'SIGN_IN_EXPIRED' | 'SIGN_IN_REFUSED' | 'CSRF_REFUSED';

/**
 * A console sign-in or form that goes no further. Start again, or do not: nothing was changed. `reason` is an
 * OAuth code, for the log: the library's error holds codes and claims, and goes nowhere.
 */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly status: 400 | 403;
  constructor(
    readonly code: SignInErrorCode,
    readonly reason?: string,
  ) {
    super(code);
    this.status = code === 'SIGN_IN_EXPIRED' ? 400 : 403;
  }
}

export interface ConsoleClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}

export interface ConsoleIssuer {
  /** `language`: the one the person reads, for the issuer's own pages. */
  begin(language: string): Promise<{ address: URL; state: string; nonce: string; verifier: string }>;
  /** Who came back: the `sub` of the ID token. */
  finish(callback: URL, begun: { state: string; nonce: string; verifier: string }): Promise<string>;
}

/** The console as a client of the issuer: code, PKCE, state, nonce, and a pushed request where that is offered. */
export function consoleIssuer(client: ConsoleClient): ConsoleIssuer {
  const configured = discovered(client);
  return {
    begin: async (language) => {
      const config = await configured();
      const verifier = oidc.randomPKCECodeVerifier();
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
      const parameters = {
        scope: 'openid',
        redirect_uri: client.redirectUri,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        // Who signed out, or left, must not be back at the next click on a shared machine.
        prompt: 'login',
        ui_locales: language,
      };
      const address = config.serverMetadata().pushed_authorization_request_endpoint
        ? await oidc.buildAuthorizationUrlWithPAR(config, parameters).catch(explain)
        : oidc.buildAuthorizationUrl(config, parameters);
      return { address, state, nonce, verifier };
    },
    finish: async (callback, { state, nonce, verifier }) => {
      const tokens = await oidc
        .authorizationCodeGrant(await configured(), callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        .catch(explain);
      const sub = tokens.claims()?.sub;
      if (!sub) throw new SignInError('SIGN_IN_REFUSED');
      return sub;
    },
  };
}

/** Asked at the first sign-in and kept; a failure is not. */
function discovered({ issuer, clientId, clientSecret }: ConsoleClient): () => Promise<oidc.Configuration> {
  let found: Promise<oidc.Configuration> | undefined;
  // http is for the sandbox's issuer on loopback; production refuses one at start.
  const execute = [oidc.enableNonRepudiationChecks];
  if (issuer.startsWith('http:')) execute.push(oidc.allowInsecureRequests);
  return () => {
    found ??= oidc
      .discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretBasic(clientSecret), {
        execute,
        timeout: 5,
      })
      .catch((error: unknown) => {
        found = undefined;
        throw new IssuerUnreachableError('the issuer could not be reached', { cause: error });
      });
    return found;
  };
}

function explain(cause: unknown): never {
  if (cause instanceof oidc.AuthorizationResponseError) throw new SignInError('SIGN_IN_REFUSED', cause.error);
  if (cause instanceof oidc.ResponseBodyError) {
    // A code used twice or too late. Any other answer means that we are configured wrongly: a fault, not a refusal.
    if (cause.error === 'invalid_grant') throw new SignInError('SIGN_IN_EXPIRED', cause.error);
    throw cause;
  }
  const code = cause instanceof oidc.ClientError ? (cause.code ?? '') : '';
  if (UNFIT_ANSWERS.has(code)) throw new SignInError('SIGN_IN_REFUSED', code);
  if (TRANSPORT_FAULTS.has(code) || isFetchFailure(cause)) {
    throw new IssuerUnreachableError('the issuer could not be reached', { cause });
  }
  throw cause;
}

/** Another state, nonce, issuer or audience than ours, an ID token out of its time or badly signed. */
const UNFIT_ANSWERS = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
]);

const TRANSPORT_FAULTS = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** By name, not class: fetch belongs to Node, and a test runner's classes are not Node's. */
function isFetchFailure(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('message' in error)) return false;
  return error.message === 'fetch failed' || ('cause' in error && isFetchFailure(error.cause));
}
