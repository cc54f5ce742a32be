import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { createAuthenticator } from '../../api/authenticate.js';
import { type RunningIdentity, startIdentity } from '../../sandbox/identity/identity.js';
import { ensureSecretFile } from '../../sandbox/identity/secret-file.js';
import { signIn } from '../../sandbox/identity/sign-in.js';
import { sandboxPassword, userOf, users } from '../../sandbox/people.js';
import { Browser } from './browser.js';

let dataDir: string;
let identity: RunningIdentity;
const uiSecret = 'a secret that only the temporal ui knows';

const start = (port: number): Promise<RunningIdentity> =>
  startIdentity({
    port,
    publicUrl: 'http://127.0.0.1:7200',
    dataDir,
    users,
    clients: { consoleSecret: 'console', temporalUi: { url: 'http://127.0.0.1:7203', secret: uiSecret } },
  });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sekisho-identity-'));
  identity = await start(0);
});
afterAll(async () => {
  await identity?.stop();
  await rm(dataDir, { recursive: true });
});

const accepted = (accessToken: string) =>
  createAuthenticator({ issuer: identity.issuer, audience: 'sekisho-api' })({
    headers: { authorization: `Bearer ${accessToken}` },
  });

describe('signing in by code and PKCE', () => {
  test('gives a token that the API takes, for an hour, as the one who signed in', async () => {
    const { accessToken, expiresAt } = await signIn({ issuer: identity.issuer, account: 'adjudicator1' });
    const caller = await accepted(accessToken);
    expect(caller.sub).toBe(userOf('adjudicator1').sub);
    expect(Math.abs(caller.expiresAt - expiresAt)).toBeLessThanOrEqual(2);
    expect(expiresAt - Date.now() / 1000).toBeGreaterThan(3500);
  });

  test('every account of the sandbox can', async () => {
    for (const { account, sub } of users) {
      const { accessToken } = await signIn({ issuer: identity.issuer, account });
      expect(decodeJwt(accessToken).sub).toBe(sub);
    }
  });

  test('the token says who, and neither name nor role', async () => {
    const { accessToken } = await signIn({ issuer: identity.issuer, account: 's01' });
    expect(decodeProtectedHeader(accessToken)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(Object.keys(decodeJwt(accessToken)).sort()).toEqual(
      ['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'sub'].sort(),
    );
  });

  test('a wrong password, an unknown account, an unknown client get none', async () => {
    const { issuer } = identity;
    await expect(signIn({ issuer, account: 's01', password: 'guess' })).rejects.toThrow('401');
    await expect(signIn({ issuer, account: 'nobody' })).rejects.toThrow('401');
    await expect(signIn({ issuer, account: 's01', clientId: 'stranger' })).rejects.toThrow('400');
  });

  test('a token outlives a restart of the provider', async () => {
    const { accessToken } = await signIn({ issuer: identity.issuer, account: 's01' });
    await identity.stop();
    identity = await start(Number(new URL(identity.issuer).port));
    await expect(accepted(accessToken)).resolves.toMatchObject({ sub: userOf('s01').sub });
  });
});

describe('the provider', () => {
  const configOf = (clientId: string, auth: oidc.ClientAuth) =>
    oidc.discovery(new URL(identity.issuer), clientId, undefined, auth, {
      execute: [oidc.allowInsecureRequests],
    });

  test('an ID token opens nothing at the API', async () => {
    const config = await configOf('temporal-ui', oidc.ClientSecretBasic(uiSecret));
    const tokens = await oidc.authorizationCodeGrant(config, await uiCallback(config), {
      expectedState: 'state',
      expectedNonce: 'nonce',
      idTokenExpected: true,
    });
    await expect(accepted(tokens.id_token ?? '')).rejects.toMatchObject({ code: 'BAD_TOKEN' });
    // While the Temporal UI's access token is what its codec calls carry.
    await expect(accepted(tokens.access_token)).resolves.toMatchObject({ sub: userOf('operator').sub });
  });

  async function uiCallback(config: oidc.Configuration): Promise<URL> {
    const browser = new Browser();
    const page = await browser.follow(
      oidc.buildAuthorizationUrl(config, {
        redirect_uri: 'http://127.0.0.1:7203/auth/sso/callback',
        scope: 'openid',
        state: 'state',
        nonce: 'nonce',
      }),
    );
    const posted = await browser.request(page.url, {
      form: { account: 'operator', password: sandboxPassword },
    });
    if (!posted.location) throw new Error('no way back');
    return (await browser.follow(posted.location, (url) => url.port === '7203')).url;
  }

  test('sends nobody to an address that is not the client’s', async () => {
    const config = await configOf('sekisho-cli', oidc.None());
    const ask = (redirectUri: string) =>
      new Browser().request(
        oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: 'openid',
          code_challenge: 'a'.repeat(43),
          code_challenge_method: 'S256',
        }),
      );
    expect((await ask('http://127.0.0.1:45678/callback')).status).toBe(303);
    for (const elsewhere of ['http://evil.example/callback', 'http://127.0.0.1:45678/other']) {
      const page = await ask(elsewhere);
      expect([page.status, page.location]).toEqual([400, undefined]);
    }
  });

  test('a public client without PKCE gets no code', async () => {
    const config = await configOf('sekisho-cli', oidc.None());
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: 'http://127.0.0.1:1/callback',
      scope: 'openid',
    });
    const { location } = await new Browser().request(url);
    expect(location?.searchParams.get('error')).toBe('invalid_request');
  });

  test('asks again at every sign-in, so that one can play another', async () => {
    const config = await configOf('sekisho-cli', oidc.None());
    const browser = new Browser();
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: 'http://127.0.0.1:1/callback',
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    const first = await browser.follow(url);
    const posted = await browser.request(first.url, { form: { account: 's01', password: sandboxPassword } });
    await browser.follow(posted.location ?? '', ({ pathname }) => pathname === '/callback');
    expect((await browser.follow(url)).url.pathname).toMatch(/^\/interaction\//);
  });

  test('its page works in both languages, names every account and the password, and runs no script', async () => {
    const config = await configOf('sekisho-cli', oidc.None());
    const browser = new Browser();
    const { url } = await browser.follow(
      oidc.buildAuthorizationUrl(config, {
        redirect_uri: 'http://127.0.0.1:45678/callback',
        scope: 'openid',
        code_challenge: 'a'.repeat(43),
        code_challenge_method: 'S256',
      }),
    );
    for (const [lang, heading] of [
      ['ja', 'サンドボックスへのサインイン'],
      ['en', 'Sign in to the sandbox'],
    ] as const) {
      const { text, headers } = await browser.request(`${url.href}?lang=${lang}`);
      expect(text).toContain(`<html lang="${lang}">`);
      expect(text).toContain(`<h1>${heading}</h1>`);
      for (const { account } of users) expect(text).toContain(`value="${account}"`);
      expect(text).toContain(`<code>${sandboxPassword}</code>`);
      expect(text).not.toContain('<script');
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("form-action 'self' http://127.0.0.1:45678");
    }
    const refused = await browser.request(url, { form: { account: '"><b>', password: 'x' } });
    expect(refused.status).toBe(401);
    expect(refused.text).not.toContain('<b>');
    expect(refused.text).toContain('role="alert"');
  });

  test('an unknown sign-in is told so, on a page', async () => {
    const page = await new Browser().request(`${identity.issuer}/interaction/unknown?lang=en`);
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('Please start again')]);
  });

  test.each([
    ['the one its request asks for', 'en', 'ja', 'en'],
    ['the first it knows of several', 'fr ja en', 'en', 'ja'],
    ['else the one the browser prefers', undefined, 'en-GB, ja;q=0.5', 'en'],
    ['else Japanese', undefined, undefined, 'ja'],
  ])('a request it refuses is answered by a page in %s', async (_rule, uiLocales, accepted, lang) => {
    const url = new URL('/auth', identity.issuer);
    const query = {
      client_id: 'stranger',
      response_type: 'code',
      ...(uiLocales && { ui_locales: uiLocales }),
    };
    url.search = new URLSearchParams(query).toString();
    const headers = { accept: 'text/html', 'accept-language': accepted ?? '*' };
    const { status, text } = await new Browser().request(url, { headers });
    expect(status).toBe(400);
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text.includes('Please start again')).toBe(lang === 'en');
  });

  test('its keys are for its owner only', async () => {
    expect((await stat(join(dataDir, 'identity', 'keys.json'))).mode & 0o777).toBe(0o600);
  });
});

test('a secret file is made once, however many ask at once', async () => {
  const path = join(dataDir, 'deep', 'secret');
  const secrets = await Promise.all(Array.from({ length: 8 }, () => ensureSecretFile(path)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(await ensureSecretFile(path)).toBe(secrets[0]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
