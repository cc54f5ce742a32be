import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export const audience = 'sekisho-api';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

export interface FakeIssuer {
  issuer: string;
  publicJwk(kid?: string): JWK;
  /** A token that is good in every respect, but for what is given. */
  token(claims?: JWTPayload, header?: { typ?: string; kid?: string }): Promise<string>;
  addKey(kid: string): Promise<void>;
  removeKey(kid: string): void;
  /** How often the keys were fetched. */
  keyFetches(): number;
  /** What discovery says instead of the truth. */
  lie(discovery: Record<string, unknown>): void;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

/** An issuer of which a test holds the keys. */
export async function fakeIssuer(): Promise<FakeIssuer> {
  const keys = new Map<string, { privateKey: PrivateKey; jwk: JWK }>();
  let keyFetches = 0;
  let lies: Record<string, unknown> = {};
  let issuer = '';
  let server: Server | undefined;

  const start = async (port: number): Promise<void> => {
    const started = createServer((req, res) => {
      res.setHeader('content-type', 'application/json');
      if (req.url === '/jwks') {
        keyFetches += 1;
        res.end(JSON.stringify({ keys: [...keys.values()].map(({ jwk }) => jwk) }));
      } else if (req.url === '/.well-known/openid-configuration') {
        res.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks`, ...lies }));
      } else res.writeHead(404).end();
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve));
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server?.close(() => resolve());
      server?.closeAllConnections();
    });
  const addKey = async (kid: string): Promise<void> => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    keys.set(kid, { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } });
  };
  const keyOf = (kid: string) => {
    const key = keys.get(kid);
    if (!key) throw new Error(`no key ${kid}`);
    return key;
  };

  await start(0);
  const address = server?.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  issuer = `http://127.0.0.1:${port}`;
  await addKey('first');

  return {
    issuer,
    publicJwk: (kid = 'first') => keyOf(kid).jwk,
    token: async (claims = {}, { typ = 'at+jwt', kid = 'first' } = {}) => {
      const seconds = Math.floor(Date.now() / 1000);
      const payload = {
        iss: issuer,
        aud: audience,
        sub: 'someone',
        iat: seconds,
        exp: seconds + 3600,
        ...claims,
      };
      return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(keyOf(kid).privateKey);
    },
    addKey,
    removeKey: (kid) => void keys.delete(kid),
    keyFetches: () => keyFetches,
    lie: (discovery) => {
      lies = discovery;
    },
    stop,
    restart: () => start(port),
  };
}
