import type { Request, Router } from 'express';
import { createPayloadCodec } from '../privacy/payload-codec.js';
import { codecRouter } from '../privacy/codec-server.js';
import type { EngineKeys } from '../privacy/engine-keys.js';
import { readNow } from '../store/clock.js';
import type { Db } from '../store/db.js';
import { writeLedger } from '../store/ledger.js';
import { AuthenticationError, type Authenticator } from './authenticate.js';
import { holds, loadPrincipal } from './principal.js';

export interface CodecParts {
  readonly db: Db;
  readonly keys: EngineKeys;
  readonly authenticate: Authenticator;
  /** The console's session: the UI's page sends its cookie, so an operator signed in there sees clear text here. */
  readonly sessionOf: (req: Request, options: { touch: boolean }) => Promise<{ sub: string } | undefined>;
  readonly uiUrl: string;
}

/** Decoding for the Temporal UI: operators only, each decode in the ledger before it is answered. */
export function operatorsCodec(parts: CodecParts): Router {
  return codecRouter({
    codec: createPayloadCodec(parts.keys, 'SHOWN'),
    origin: new URL(parts.uiUrl).origin,
    authenticate: async (req) => {
      try {
        const byToken = req.headers.authorization !== undefined;
        const caller = byToken ? await parts.authenticate(req) : await parts.sessionOf(req, { touch: false });
        if (!caller) return { refused: 401 };
        const { sub } = caller;
        const principal = await loadPrincipal(parts.db, sub);
        return holds(principal, ['Operator']) ? { sub } : { refused: 403 };
      } catch (error) {
        if (error instanceof AuthenticationError) return { refused: 401 };
        throw error;
      }
    },
    audit: ({ sub, payloads }) =>
      parts.db.transaction().execute(async (tx) =>
        writeLedger(tx, {
          at: await readNow(tx),
          event: 'PayloadsDecoded',
          article: 'design: every decode names who',
          caseId: null,
          sub,
          role: 'Operator',
          purpose: 'OPERATION',
          details: { payloads },
        }),
      ),
  });
}
