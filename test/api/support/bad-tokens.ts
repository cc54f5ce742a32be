import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import { memberOf } from '../../access/support/cast.js';
import type { House } from '../../access/support/house.js';

/** Every way not to be somebody, as authorization headers for `sub`. */
export async function badTokens(house: House, sub: string): Promise<Record<string, string | undefined>> {
  const { jwks } = JSON.parse(readFileSync(path.join(house.folder, 'identity', 'keys.json'), 'utf8'));
  const [jwk] = jwks.keys;
  const real = await importJWK(jwk, 'ES256');
  const { privateKey: foreign } = await generateKeyPair('ES256');
  const now = Math.floor(Date.now() / 1000);
  const token = (
    more: Record<string, unknown>,
    { key = real, typ = 'at+jwt', kid = jwk.kid, alg = 'ES256' } = {},
  ) =>
    new SignJWT({ iss: house.issuer, aud: 'sekisho-api', sub, iat: now - 10, exp: now + 600, ...more })
      .setProtectedHeader({ alg, typ, kid })
      .sign(key);
  const good = await token({});
  const [head = '', claims = '', signature = ''] = good.split('.');
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bearer = {
    forged: await token({}, { key: foreign as typeof real }),
    expired: await token({ exp: now - 60, iat: now - 700 }),
    'for another audience': await token({ aud: 'somebody-else' }),
    'of another issuer': await token({ iss: 'http://127.0.0.1:9' }),
    'an id token': await token({}, { typ: 'JWT' }),
    'of an unknown key': await token({}, { kid: 'unknown' }),
    'without a subject': await token({ sub: '' }),
    'without an end': await token({ exp: undefined }),
    unsigned: `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.`,
    'altered to be somebody else': `${head}.${encode({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: memberOf('adjudicator').sub + 'x' })}.${signature}`,
    truncated: good.slice(0, -5),
    'no token': 'x',
    huge: 'x'.repeat(9_000),
  };
  return {
    absent: undefined,
    basic: `Basic ${Buffer.from('a:b').toString('base64')}`,
    empty: 'Bearer',
    ...Object.fromEntries(Object.entries(bearer).map(([name, text]) => [name, `Bearer ${text}`])),
  };
}
