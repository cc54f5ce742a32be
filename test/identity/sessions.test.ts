import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { memorySessionStore } from '../../api/session-store.js';
import { consoleSessions } from '../../api/sessions.js';
import { userOf } from '../../sandbox/people.js';
import type { Browser } from './browser.js';
import { type Console, callbackFor, me, signInAs, startConsole } from './console.js';

let console: Console;
let browser: Browser;

beforeAll(async () => {
  console = await startConsole();
});
afterAll(() => console?.stop());
beforeEach(() => {
  browser = console.newBrowser();
});

const cookieName = (): string => `sekisho-${new URL(console.publicUrl).port}`;
const sessionId = (): string => browser.cookies.get(cookieName()) ?? '';
const post = (path: string, form: Record<string, string>, headers: Record<string, string>) =>
  browser.request(console.publicUrl + path, { form, headers });

describe('signing in', () => {
  test('ends where one wanted to go, as the one who signed in', async () => {
    const landed = await signInAs(console, browser, 'officer1', '/console/cases?open=1#top');
    expect(landed.href).toBe(`${console.publicUrl}/console/cases?open=1#top`);
    expect(await me(console, browser)).toMatchObject({ status: 200, sub: userOf('officer1').sub });
  });

  test('pushes its request: no parameter passes through the browser', async () => {
    const { location } = await browser.request(`${console.publicUrl}/console/sign-in`);
    expect([...(location?.searchParams.keys() ?? [])].sort()).toEqual(['client_id', 'request_uri']);
  });

  test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', '/.//evil.example'])(
    'leads nobody away: %s',
    async (returnTo) => {
      const landed = await signInAs(console, browser, 's01', returnTo);
      expect(landed.href).toBe(`${console.publicUrl}/console`);
    },
  );

  test('two tabs at once do not undo each other', async () => {
    const [first, second] = [
      await callbackFor(console, browser, 's01', '/console/a'),
      await callbackFor(console, browser, 's01', '/console/b'),
    ];
    expect((await browser.request(first)).location?.pathname).toBe('/console/a');
    expect((await browser.request(second)).location?.pathname).toBe('/console/b');
  });

  test('many begun and none ended do not fill the cookie jar', async () => {
    for (let i = 0; i < 20; i += 1) await browser.request(`${console.publicUrl}/console/sign-in`);
    expect(browser.cookies.size).toBeLessThanOrEqual(6);
  });

  test('by another name of this machine goes on at ours, where the cookie will be', async () => {
    const twin = console.publicUrl.replace('127.0.0.1', 'localhost');
    const { location } = await browser.request(`${twin}/console/sign-in?return_to=/console/x`);
    expect(location?.href).toBe(`${console.publicUrl}/console/sign-in?return_to=%2Fconsole%2Fx&lang=ja`);
  });

  test('an issuer that is down is a passing trouble', async () => {
    await console.stopIssuer();
    const page = await browser.request(`${console.publicUrl}/console/sign-in`);
    expect([page.status, page.text]).toEqual([503, expect.stringContaining('ISSUER_UNREACHABLE')]);
    await console.startIssuer();
    await signInAs(console, browser, 's01');
  });
});

describe('coming back from the issuer', () => {
  const sessions = (): number => console.store.all().length;
  const refused = async (callback: URL, status: number, code: string): Promise<void> => {
    const before = sessions();
    const page = await browser.request(callback);
    expect([page.status, JSON.parse(page.text)]).toEqual([status, { code }]);
    expect(sessions()).toBe(before);
  };

  test('in a browser that did not begin it: refused', async () => {
    const stolen = await callbackFor(console, browser, 's01');
    browser = console.newBrowser();
    await refused(stolen, 400, 'SIGN_IN_EXPIRED');
  });

  test('with another state, none, or a cookie not of our making: refused', async () => {
    const callback = await callbackFor(console, browser, 's01');
    const other = new URL(callback);
    other.searchParams.set('state', 'other');
    await refused(other, 400, 'SIGN_IN_EXPIRED');
    other.searchParams.delete('state');
    await refused(other, 400, 'SIGN_IN_EXPIRED');
    for (const [name, value] of browser.cookies) {
      if (name.includes('-signin-')) browser.cookies.set(name, `${value.slice(0, -2)}AA`);
    }
    await refused(callback, 400, 'SIGN_IN_EXPIRED');
  });

  test('with another’s code in one’s own sign-in: refused, for it was asked for with another verifier', async () => {
    const mine = await callbackFor(console, browser, 's01');
    const theirs = await callbackFor(console, console.newBrowser(), 'adjudicator1');
    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    await refused(mine, 400, 'SIGN_IN_EXPIRED');
  });

  test('a second time: refused', async () => {
    const callback = await callbackFor(console, browser, 's01');
    const cookies = new Map(browser.cookies);
    await browser.request(callback);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    await refused(callback, 400, 'SIGN_IN_EXPIRED');
  });

  test('too late: refused', async () => {
    const callback = await callbackFor(console, browser, 's01');
    console.advance(11);
    await refused(callback, 400, 'SIGN_IN_EXPIRED');
  });

  test('with a no: refused', async () => {
    const callback = await callbackFor(console, browser, 's01');
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    await refused(callback, 403, 'SIGN_IN_REFUSED');
  });

  test('from another issuer than the one asked: refused', async () => {
    const callback = await callbackFor(console, browser, 's01');
    callback.searchParams.set('iss', 'https://elsewhere.example');
    await refused(callback, 403, 'SIGN_IN_REFUSED');
  });
});

describe('the cookie', () => {
  test('is long, out of reach of scripts and strangers’ forms, and gone with the browser', async () => {
    await signInAs(console, browser, 's01');
    expect(sessionId()).toMatch(/^[\w-]{43}$/);
    const line = browser.setCookies.findLast((cookie) => cookie.startsWith(`${cookieName()}=`));
    expect(line).toMatch(/; Path=\//);
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).not.toMatch(/Max-Age|Expires|Domain/);
  });

  test('is kept as a hash only: who reads the table can become nobody', async () => {
    await signInAs(console, browser, 's01');
    const stored = console.store.all().map(({ idHash }) => idHash);
    for (const idHash of stored) {
      expect(idHash).toHaveLength(32);
      expect(idHash.equals(Buffer.from(sessionId(), 'base64url'))).toBe(false);
      browser.cookies.set(cookieName(), idHash.toString('base64url'));
      expect((await me(console, browser)).status).toBe(401);
    }
  });

  test('is new at every sign-in, and the one before is worth nothing', async () => {
    await signInAs(console, browser, 's01');
    const before = sessionId();
    await signInAs(console, browser, 'officer1');
    expect(sessionId()).not.toBe(before);
    browser.cookies.set(cookieName(), before);
    expect((await me(console, browser)).status).toBe(401);
  });

  test('planted before the sign-in never becomes a session', async () => {
    const planted = 'p'.repeat(43);
    browser.cookies.set(cookieName(), planted);
    await signInAs(console, browser, 's01');
    expect(sessionId()).not.toBe(planted);
    browser.cookies.set(cookieName(), planted);
    expect((await me(console, browser)).status).toBe(401);
  });

  test.each(['', 'x', '../..', 'a'.repeat(5_000), '%00', '日本'.repeat(3)])(
    '%# nonsense is nobody',
    async (value) => {
      browser.cookies.set(cookieName(), encodeURIComponent(value));
      expect((await me(console, browser)).status).toBe(401);
    },
  );

  test('on https is bound to the host', async () => {
    const secure = await startConsole({ publicUrl: 'https://sekisho.example' });
    try {
      const visitor = secure.newBrowser();
      const landed = await signInAs(secure, visitor, 's01');
      expect(landed.href).toBe('https://sekisho.example/console');
      const lines = visitor.setCookies.filter((line) => line.includes('sekisho'));
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(line).toMatch(/^__Host-sekisho.*; Path=\/.*; Secure/);
    } finally {
      await secure.stop();
    }
  });

  test('is not given over plain http, but on this very machine', () => {
    const config = {
      publicUrl: 'http://sekisho.example',
      issuer: 'https://i.example',
      clientId: 'c',
      clientSecret: 's',
    };
    const start = () =>
      consoleSessions({ config, store: memorySessionStore(), languageOf: () => 'ja', now: () => new Date() });
    expect(start).toThrow(/needs https/);
  });
});

describe('a session ends', () => {
  test('after half an hour without a sign of life', async () => {
    await signInAs(console, browser, 's01');
    console.advance(29);
    expect((await me(console, browser)).status).toBe(200);
    console.advance(29);
    expect((await me(console, browser)).status).toBe(200);
    console.advance(31);
    expect((await me(console, browser)).status).toBe(401);
  });

  test('what a page asks by itself is no sign of life', async () => {
    await signInAs(console, browser, 's01');
    console.advance(20);
    expect((await me(console, browser, '?touch=no')).status).toBe(200);
    console.advance(11);
    expect((await me(console, browser)).status).toBe(401);
  });

  test('after eight hours, however busy', async () => {
    await signInAs(console, browser, 's01');
    for (let minutes = 0; minutes < 460; minutes += 20) {
      console.advance(20);
      expect((await me(console, browser)).status).toBe(200);
    }
    console.advance(20);
    expect((await me(console, browser)).status).toBe(401);
  });

  test('at sign-out, for whoever kept the cookie too', async () => {
    await signInAs(console, browser, 's01');
    const kept = sessionId();
    const { csrf } = await me(console, browser);
    const page = await post('/console/sign-out', { csrf }, { origin: console.publicUrl });
    expect([page.status, page.location?.pathname]).toEqual([303, '/']);
    expect(sessionId()).toBe('');
    browser.cookies.set(cookieName(), kept);
    expect((await me(console, browser)).status).toBe(401);
  });

  test('signing out twice, or without a session, harms nobody', async () => {
    expect((await post('/console/sign-out', {}, {})).status).toBe(303);
  });
});

describe('a form', () => {
  const act = async (form: Record<string, string>, headers: Record<string, string>) =>
    (await post('/console/act', form, headers)).status;

  test('of our own page is taken, under no-referrer too, from a script too', async () => {
    await signInAs(console, browser, 's01');
    const { csrf } = await me(console, browser);
    const origin = console.publicUrl;
    expect(await act({ csrf }, { origin })).toBe(204);
    expect(await act({ csrf }, { origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(204);
    expect(await act({ other: 'field' }, { origin, 'x-csrf-token': csrf })).toBe(204);
  });

  test('without the token, with a wrong one or another session’s is refused', async () => {
    await signInAs(console, browser, 's01');
    const origin = console.publicUrl;
    const other = console.newBrowser();
    await signInAs(console, other, 's01');
    const { csrf } = await me(console, other);
    const forms: Record<string, string>[] = [{}, { csrf: '' }, { csrf: 'x' }, { csrf }];
    for (const form of forms) {
      expect(await act(form, { origin })).toBe(403);
      const signOut = await post('/console/sign-out', form, { origin });
      expect([signOut.status, signOut.text]).toEqual([403, '{"code":"CSRF_REFUSED"}']);
    }
    expect((await me(console, browser)).status).toBe(200);
  });

  test('of a stranger’s page is refused, the right token notwithstanding', async () => {
    await signInAs(console, browser, 's01');
    const { csrf } = await me(console, browser);
    const strangers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: console.issuer },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
      {},
    ];
    for (const headers of strangers) expect(await act({ csrf }, headers)).toBe(403);
  });
});
