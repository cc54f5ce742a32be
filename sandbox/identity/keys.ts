import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { z } from 'zod';
import { ensurePrivateFile } from './secret-file.js';

export interface IdentityKeys {
  jwks: { keys: JWK[] };
  cookieKeys: string[];
}

const KeyFile = z.object({
  schemaVersion: z.literal(1),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }),
  cookieKeys: z.array(z.string().min(32)).min(1),
});

/** Kept in the data folder, so that a token outlives a restart of the provider that signed it. */
export async function loadKeys(dataDir: string): Promise<IdentityKeys> {
  const path = join(dataDir, 'identity', 'keys.json');
  const text = await ensurePrivateFile(path, async () => JSON.stringify(await newKeys()));
  const { jwks, cookieKeys } = KeyFile.parse(JSON.parse(text));
  return { jwks, cookieKeys };
}

async function newKeys(): Promise<z.input<typeof KeyFile>> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg: 'ES256' };
  return {
    schemaVersion: 1,
    jwks: { keys: [jwk] },
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
}
