import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  AuthenticationError,
  type Authenticator,
  createAuthenticator,
  IssuerUnreachableError,
} from '../../api/authenticate.js';
import { audience, type FakeIssuer, fakeIssuer } from './fake-issuer.js';

let issuer: FakeIssuer;
let authenticate: Authenticator;

beforeEach(async () => {
  issuer = await fakeIssuer();
  authenticate = createAuthenticator({ issuer: issuer.issuer, audience });
});
afterEach(() => issuer.stop());

const seconds = (): number => Math.floor(Date.now() / 1000);
const bearer = (token: string) => authenticate({ headers: { authorization: `Bearer ${token}` } });
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const refusedAs = async (attempt: Promise<unknown>, code: string): Promise<void> => {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ code });
};

describe('a token of our issuer', () => {
  test('tells who calls and until when', async () => {
    const exp = seconds() + 600;
    await expect(bearer(await issuer.token({ sub: 'officer', exp }))).resolves.toEqual({
      sub: 'officer',
      expiresAt: exp,
    });
  });

  test('is taken whatever the case of the scheme', async () => {
    const authorization = `bEARER ${await issuer.token()}`;
    await expect(authenticate({ headers: { authorization } })).resolves.toMatchObject({ sub: 'someone' });
  });

  test('is still good a few seconds after its end, for clocks differ', async () => {
    await expect(bearer(await issuer.token({ exp: seconds() - 20 }))).resolves.toBeDefined();
  });

  test('costs one fetch of keys, not one per request', async () => {
    for (let i = 0; i < 5; i += 1) await bearer(await issuer.token());
    expect(issuer.keyFetches()).toBe(1);
  });

  test('known from before runs out at its time, and lends nothing to one that only looks like it', async () => {
    let at = Date.now();
    authenticate = createAuthenticator({ issuer: issuer.issuer, audience, clock: () => new Date(at) });
    const token = await issuer.token({ exp: seconds() + 50 });
    await bearer(token);
    await expect(bearer(token)).resolves.toMatchObject({ sub: 'someone' });
    await refusedAs(bearer(`${token.slice(0, -6)}AAAAAA`), 'BAD_TOKEN');
    at += 50_000 + 31_000;
    await refusedAs(bearer(token), 'TOKEN_EXPIRED');
  });

  test('names no role that we would believe', async () => {
    const caller = await bearer(await issuer.token({ roles: ['Adjudicator'], scope: 'admin' }));
    expect(Object.keys(caller).sort()).toEqual(['expiresAt', 'sub']);
  });
});

describe('refused', () => {
  test('no token', async () => {
    await refusedAs(authenticate({ headers: {} }), 'NO_TOKEN');
    await refusedAs(authenticate({ headers: { authorization: '' } }), 'NO_TOKEN');
  });

  test('another scheme, a token with spaces, an oversized one', async () => {
    await refusedAs(authenticate({ headers: { authorization: 'Basic YTpi' } }), 'BAD_TOKEN');
    await refusedAs(authenticate({ headers: { authorization: 'Bearer a b' } }), 'BAD_TOKEN');
    await refusedAs(bearer('a'.repeat(9_000)), 'BAD_TOKEN');
  });

  test('a tampered signature', async () => {
    const [header = '', payload = '', signature = ''] = (await issuer.token()).split('.');
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    await refusedAs(bearer([header, payload, flipped].join('.')), 'BAD_TOKEN');
    await refusedAs(bearer(`${header}.${payload}.`), 'BAD_TOKEN');
  });

  test('a tampered subject', async () => {
    const [header = '', payload = '', signature = ''] = (await issuer.token()).split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = base64url(Object.assign({}, claims, { sub: 'adjudicator' }));
    await refusedAs(bearer([header, forged, signature].join('.')), 'BAD_TOKEN');
  });

  test('another audience, another issuer', async () => {
    await refusedAs(bearer(await issuer.token({ aud: 'someone-else' })), 'BAD_TOKEN');
    await refusedAs(bearer(await issuer.token({ iss: 'http://127.0.0.1:1' })), 'BAD_TOKEN');
  });

  test('one that ended longer ago than clocks may differ', async () => {
    await refusedAs(bearer(await issuer.token({ exp: seconds() - 35 })), 'TOKEN_EXPIRED');
  });

  test('one that is not valid yet', async () => {
    await refusedAs(bearer(await issuer.token({ nbf: seconds() + 120 })), 'BAD_TOKEN');
  });

  test('one without end, without subject, with an empty or endless one', async () => {
    await refusedAs(bearer(await issuer.token({ exp: undefined })), 'BAD_TOKEN');
    await refusedAs(bearer(await issuer.token({ sub: undefined })), 'BAD_TOKEN');
    await refusedAs(bearer(await issuer.token({ sub: '' })), 'BAD_TOKEN');
    await refusedAs(bearer(await issuer.token({ sub: 'x'.repeat(300) })), 'BAD_TOKEN');
  });

  test('an ID token: of the wrong type', async () => {
    await refusedAs(bearer(await issuer.token({}, { typ: 'JWT' })), 'BAD_TOKEN');
  });

  test('alg none', async () => {
    const [, payload = ''] = (await issuer.token()).split('.');
    await refusedAs(bearer(`${base64url({ alg: 'none', typ: 'at+jwt' })}.${payload}.`), 'BAD_TOKEN');
  });

  test('HS256 with the public key for a secret', async () => {
    const [, payload = ''] = (await issuer.token()).split('.');
    const input = `${base64url({ alg: 'HS256', typ: 'at+jwt', kid: 'first' })}.${payload}`;
    const secret = JSON.stringify(issuer.publicJwk());
    const signature = createHmac('sha256', secret).update(input).digest('base64url');
    await refusedAs(bearer(`${input}.${signature}`), 'BAD_TOKEN');
  });

  test('one signed by a key that it brings along', async () => {
    const own = await generateKeyPair('ES256', { extractable: true });
    const token = await new SignJWT({ sub: 'adjudicator' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'first', jwk: await exportJWK(own.publicKey) })
      .setIssuer(issuer.issuer)
      .setAudience(audience)
      .setExpirationTime('1h')
      .sign(own.privateKey);
    await refusedAs(bearer(token), 'BAD_TOKEN');
  });

  test('whatever else arrives: always as such, never as a fault of ours, and never repeated in the message', async () => {
    await bearer(await issuer.token());
    const part = fc.oneof(
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    const header = fc.oneof(
      fc.string(),
      fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => `Bearer ${parts.join('.')}`),
    );
    await fc.assert(
      fc.asyncProperty(header, async (authorization) => {
        const error: unknown = await authenticate({ headers: { authorization } }).catch((reason) => reason);
        expect(error).toBeInstanceOf(AuthenticationError);
        expect((error as Error).message).toMatch(/^(NO_TOKEN|BAD_TOKEN|TOKEN_EXPIRED)$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the issuer’s keys', () => {
  test('a new one is followed, a withdrawn one no longer believed', async () => {
    authenticate = createAuthenticator({ issuer: issuer.issuer, audience, keyCooldownSeconds: 0 });
    const old = await issuer.token();
    await bearer(old);
    await issuer.addKey('second');
    issuer.removeKey('first');
    await expect(bearer(await issuer.token({}, { kid: 'second' }))).resolves.toBeDefined();
    await refusedAs(bearer(old), 'BAD_TOKEN');
  });

  test('unknown key ids do not make us flood the issuer', async () => {
    await bearer(await issuer.token());
    await issuer.addKey('unpublished');
    const token = await issuer.token({}, { kid: 'unpublished' });
    issuer.removeKey('unpublished');
    for (let i = 0; i < 20; i += 1) await refusedAs(bearer(token), 'BAD_TOKEN');
    expect(issuer.keyFetches()).toBe(1);
  });
});

describe('an issuer that cannot be asked', () => {
  test('is a passing trouble, not a refusal, and over when it is back', async () => {
    const token = await issuer.token();
    await issuer.stop();
    await expect(bearer(token)).rejects.toBeInstanceOf(IssuerUnreachableError);
    await issuer.restart();
    await expect(bearer(token)).resolves.toMatchObject({ sub: 'someone' });
  });

  test('does not stop those whose keys we hold', async () => {
    const token = await issuer.token();
    await bearer(token);
    await issuer.stop();
    await expect(bearer(token)).resolves.toMatchObject({ sub: 'someone' });
  });

  test('losing its keys in between is the same passing trouble', async () => {
    authenticate = createAuthenticator({ issuer: issuer.issuer, audience, keyCooldownSeconds: 0 });
    await bearer(await issuer.token());
    await issuer.addKey('second');
    const token = await issuer.token({}, { kid: 'second' });
    await issuer.stop();
    await expect(bearer(token)).rejects.toBeInstanceOf(IssuerUnreachableError);
  });

  test('a discovery document of someone else is not believed', async () => {
    issuer.lie({ issuer: 'https://elsewhere.example' });
    await expect(bearer(await issuer.token())).rejects.toBeInstanceOf(IssuerUnreachableError);
  });
});
