import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { jsonBody } from '../../gateway/body.js';
import { takesOnly } from '../../gateway/methods.js';
import {
  type Assertion,
  type Registration,
  type RelyingParty,
  SOFTWARE_MAKE,
} from '../../privacy/passkeys.js';
import { readNow } from '../../store/clock.js';
import type { Db } from '../../store/db.js';
import { addPasskey, passkeysOf } from '../../store/enrolment.js';
import { type SoftwareAuthenticator, softwareAuthenticator } from './software-authenticator.js';

/** Authenticators of invented people, each by the account that it is of. */
export interface Authenticators {
  /** A passkey without the code that is handed over with the notice: a shortcut. */
  enrol(sub: string): Promise<string>;
  /** What it makes for the options of `POST /passkeys/options`, to be enrolled with the code. */
  register(sub: string, challenge: string): Promise<Registration>;
  sign(sub: string, challenge: string): Promise<Assertion>;
}

/** `seed`: from which every account's keys follow, a secret of the sandbox's own beside the keys of the API. */
export function authenticatorsOf(parts: {
  readonly db: Db;
  readonly site: RelyingParty;
  readonly seed: Uint8Array;
}): Authenticators {
  const { db, site, seed } = parts;
  const ofNow = (sub: string) => standingOr(db, seed, sub);
  return {
    enrol: async (sub) => {
      const theirs = await ofNow(sub);
      await enrolSoftware(db, theirs, sub);
      return theirs.credentialId;
    },
    register: async (sub, challenge) => (await ofNow(sub)).register(challenge, site),
    sign: async (sub, challenge) => (await ofNow(sub)).sign(challenge, site),
  };
}

/** The one of theirs that stands; else one they never had, as a passkey that was lost is not taken again. */
async function standingOr(db: Db, seed: Uint8Array, sub: string): Promise<SoftwareAuthenticator> {
  const had = await db.transaction().execute(async (tx) => passkeysOf(tx, [sub]));
  const standing = had.filter(({ revokedAt }) => revokedAt === null);
  const ours = had
    .map((_, before) => softwareAuthenticator(seed, sub, before))
    .find(({ publicKey }) => standing.some((one) => Buffer.from(publicKey).equals(one.publicKey)));
  return ours ?? softwareAuthenticator(seed, sub, had.length);
}

const Challenge = z.strictObject({
  challenge: z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9_-]+$/),
});
const Nothing = z.strictObject({});

/**
 * For whoever has no browser with them: each authenticator for the account that asks. Mounted in a
 * sandbox only, never in production, where what they sign counts for nothing.
 */
export function authenticatorRouter(
  authenticators: Authenticators,
  signedIn: (req: Request) => Promise<string>,
): Router {
  const router = express.Router();
  const subs = new WeakMap<Request, string>();
  const known: RequestHandler = async (req, _res, next) => {
    subs.set(req, await signedIn(req));
    next();
  };
  const post = <B extends z.ZodType>(
    path: string,
    body: B,
    answer: (sub: string, given: z.output<B>) => Promise<unknown>,
  ) => {
    takesOnly(router, path, ['POST']);
    router.post(path, known, ...jsonBody(), async (req, res) => {
      const given = body.safeParse(req.body ?? {});
      if (!given.success)
        throw new Refused('INVALID', undefined, [
          { pointer: '', message: given.error.issues[0]?.message ?? 'not what is asked for' },
        ]);
      res.status(201).json(await answer(subs.get(req) ?? '', given.data));
    });
  };
  post('/authenticator/signatures', Challenge, async (sub, { challenge }) =>
    authenticators.sign(sub, challenge),
  );
  post('/authenticator/registrations', Challenge, async (sub, { challenge }) =>
    authenticators.register(sub, challenge),
  );
  post('/authenticator/passkeys', Nothing, async (sub) => ({
    credentialId: await authenticators.enrol(sub),
  }));
  return router;
}

export async function enrolSoftware(db: Db, theirs: SoftwareAuthenticator, sub: string): Promise<void> {
  const { credentialId, publicKey } = theirs;
  const made = { credentialId, publicKey, counter: 0, make: SOFTWARE_MAKE, backedUp: false };
  await db.transaction().execute(async (tx) => addPasskey(tx, { ...made, sub, now: await readNow(tx) }));
}
