import { readFileSync } from 'node:fs';
import { type DataKeys, type Fault, type KeyEndings, KeysAway, type KeyWanted } from './data-keys.js';
import type { LentKey, VaultKeyRecord, VaultScope } from './vault-crypto.js';

/** Longer than a pause of the service or of its database, shorter than anybody waits for a page. */
const PATIENCE_MS = 5_000;

export interface RemoteOptions {
  readonly url: string;
  /** Holds our credential at the service. Read when it is first needed, and again when it is refused: it may be new. */
  readonly credentialFile: string;
}

/** Calls of the key service (keys/), over connections that stay. A key is in no error, no log and no address. */
export function keyService({ url, credentialFile }: RemoteOptions) {
  let credential: string | undefined;
  const send = (path: string, body: unknown) => {
    credential ??= readCredential(credentialFile);
    return fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  };
  /** A connection that was closed as we used it says nothing of the service: asked once more. Each call may be repeated. */
  const ask = async (path: string, body: unknown) => {
    try {
      return await send(path, body);
    } catch (error) {
      if (!isReset(error)) throw new KeysAway(codeOf(error));
      return await send(path, body).catch((again: unknown) => {
        throw new KeysAway(codeOf(again));
      });
    }
  };
  return {
    async call(path: string, body: unknown): Promise<unknown> {
      let answer = await ask(path, body);
      if (answer.status === 401) {
        credential = undefined;
        answer = await ask(path, body);
      }
      if (!answer.ok) {
        await answer.body?.cancel();
        throw new KeysAway(`HTTP_${answer.status}`);
      }
      return answer.json().catch((error: unknown) => {
        throw new KeysAway(codeOf(error));
      });
    },
  };
}

export type KeyService = ReturnType<typeof keyService>;

/** The vault's data keys at the key service: one call for all that a piece of work needs. */
export function remoteKeys(service: KeyService): DataKeys {
  return {
    async create(scope: VaultScope, serves: string): Promise<VaultKeyRecord & LentKey> {
      const made = (await service.call('/keys/create', { scope, serves })) as CreatedOnWire;
      const { keyId, dataKey, wrapped } = made;
      return {
        keyId,
        dataKey: Buffer.from(dataKey, 'base64'),
        wrapped: { kekId: wrapped.kekId, blob: Buffer.from(wrapped.blob, 'base64') },
      };
    },
    async unwrap(wanted: readonly KeyWanted[], serves: string): Promise<(Uint8Array | Fault)[]> {
      if (wanted.length === 0) return [];
      const keys = wanted.map(onWire);
      const { keys: found } = (await service.call('/keys/unwrap', { serves, keys })) as UnwrappedOnWire;
      return found.map((one) => ('fault' in one ? one.fault : Buffer.from(one.dataKey, 'base64')));
    },
    async endings({ ownerKind, ownerId }, keyIds): Promise<KeyEndings> {
      return (await service.call('/keys/endings', { ownerKind, ownerId, keyIds })) as KeyEndings;
    },
  };
}

/** A wanted key as JSON. */
export function onWire({ keyId, scope, wrapped }: KeyWanted) {
  return {
    keyId,
    scope,
    wrapped: { kekId: wrapped.kekId, blob: Buffer.from(wrapped.blob).toString('base64') },
  };
}

/** What the service answers: its own schemas (keys/shapes.ts), which a test holds to these. */
interface CreatedOnWire {
  readonly keyId: string;
  readonly dataKey: string;
  readonly wrapped: { readonly kekId: string; readonly blob: string };
}
interface UnwrappedOnWire {
  readonly keys: readonly ({ readonly dataKey: string } | { readonly fault: Fault })[];
}

function readCredential(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new KeysAway(codeOf(error));
  }
}

function isReset(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(error));
}

/** What undici says is in the cause of what it throws. */
function codeOf(error: unknown): string {
  if (error instanceof KeysAway) return error.code;
  for (const one of [error, (error as { cause?: unknown } | null)?.cause]) {
    const code = (one as { code?: unknown } | null)?.code;
    if (typeof code === 'string') return code;
  }
  return error instanceof Error ? error.name : 'UNKNOWN';
}
