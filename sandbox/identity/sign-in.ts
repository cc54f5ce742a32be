import * as oidc from 'openid-client';
import { sandboxPassword } from '../people.js';

export interface SignIn {
  issuer: string;
  account: string;
  password?: string;
  /** A public client with a loopback redirect. */
  clientId?: string;
}

export interface SignedIn {
  accessToken: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

// Nobody listens there: the code is taken from the redirect, as a native app would take it from its own port.
const REDIRECT_URI = 'http://127.0.0.1:1/callback';
const MAX_HOPS = 6;

/** Signs in as a person would, code and PKCE and sign-in page, only without the browser. Sandbox only. */
export async function signIn(request: SignIn): Promise<SignedIn> {
  const { issuer, account, password = sandboxPassword, clientId = 'sekisho-cli' } = request;
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  });
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const start = oidc.buildAuthorizationUrl(config, {
    scope: 'openid',
    redirect_uri: REDIRECT_URI,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  });
  const callback = await answerSignInPage(start, new URLSearchParams({ account, password }));
  const tokens = await oidc.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  return {
    accessToken: tokens.access_token,
    expiresAt: Math.floor(Date.now() / 1000) + (tokens.expiresIn() ?? 0),
  };
}

/** Follows the redirects by hand up to the one that leaves the provider: neither cookie nor password does. */
async function answerSignInPage(start: URL, form: URLSearchParams): Promise<URL> {
  const cookies = new Map<string, string>();
  let answered = false;
  for (let url = start, hop = 0; hop < MAX_HOPS; hop += 1) {
    const atSignInPage = url.pathname.startsWith('/interaction/');
    if (atSignInPage && answered) throw new Error('the sign-in page came back');
    const response = await fetch(url, {
      method: atSignInPage ? 'POST' : 'GET',
      body: atSignInPage ? form : null,
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    });
    await response.arrayBuffer();
    answered ||= atSignInPage;
    for (const line of response.headers.getSetCookie()) keep(cookies, line);

    const location = response.headers.get('location');
    if (response.status !== 303 && response.status !== 302) {
      throw new Error(
        `the identity provider answered ${response.status} to the sign-in of ${form.get('account')}`,
      );
    }
    if (!location) throw new Error('the identity provider redirects to nowhere');
    url = new URL(location, url);
    if (url.origin !== start.origin) return url;
  }
  throw new Error(`the sign-in did not end after ${MAX_HOPS} redirects`);
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const equals = pair.indexOf('=');
  const [name, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1)];
  if (value) cookies.set(name, value);
  else cookies.delete(name);
}
