import { randomBytes } from 'node:crypto';
import { contextBytes, type EpochKms, KmsRefused } from '../../privacy/kms.js';
import { SAID, saidOneOf } from './said.js';
import { openToken, type Session, type TokenPlace } from './token.js';
import { destroyKey, keysOn, makeKey, mayBeSealed, sealOn, unsealOn } from './token-keys.js';

/**
 * `t`, the how-manieth, and eight digits by chance. The highest number is the current one: nothing beside the keys says
 * so, which could be lost or be of another moment. By chance, because two services may make the same number at once, and
 * a token that was set up anew begins again with 1: no two keys ever have one name.
 */
const NAME = /^t([1-9]\d{0,8})-[0-9a-f]{8}$/;
/** As with a key file: what another process has made current is noticed within this. */
const REFRESH_MS = 60_000;

type Keys = ReadonlyMap<string, bigint>;

/**
 * A key service whose key-encryption keys are made on a PKCS#11 token, used there, and never leave it. A token without a
 * key of ours gets its first. Whatever is not `KmsRefused` may pass: the device is away or ill.
 * @throws {ModuleUnusable} the library cannot be loaded.
 * @throws {TokenUnusable} the PIN is refused, or the label is on two tokens.
 * @throws {KeyFileError} there is no sound PIN file.
 */
export async function tokenKms(place: TokenPlace): Promise<EpochKms> {
  const token = openToken(place);
  let keys: Keys | undefined;
  let lookedAt = 0;
  token.onLost(() => {
    keys = undefined;
  });
  const look = async (session: Session): Promise<Keys> => {
    const found = await keysOn(session);
    lookedAt = performance.now();
    keys = new Map([...found].filter(([label]) => NAME.test(label)));
    return keys;
  };
  const known = async (session: Session) =>
    keys === undefined || performance.now() - lookedAt > REFRESH_MS ? look(session) : keys;
  const handleOf = async (session: Session, kekId: string) =>
    (await known(session)).get(kekId) ?? (NAME.test(kekId) ? (await look(session)).get(kekId) : undefined);
  const open = async (session: Session, used: readonly string[]) => {
    const held = await look(session);
    const number = 1 + Math.max(0, ...[...held.keys(), ...used].map(numberOf));
    const id = `t${number}-${randomBytes(4).toString('hex')}`;
    await makeKey(session, id);
    await look(session);
    return id;
  };
  await token.use(async (session) => {
    if ((await look(session)).size === 0) await open(session, []);
  });
  return {
    current: () => token.use(async (session) => newest(await known(session))),
    wrap: (key, context) =>
      token.use(async (session) => {
        const kekId = newest(await known(session));
        const blob = await sealOn(session, handleIn(keys, kekId), key, contextBytes(kekId, context));
        return { kekId, blob };
      }),
    unwrap: ({ kekId, blob }, context) =>
      token.use(async (session) => {
        const handle = await handleOf(session, kekId);
        if (handle === undefined) throw new KmsRefused('KEK_UNKNOWN');
        return unwrapOn(session, handle, blob, contextBytes(kekId, context));
      }),
    ids: () => token.use(async (session) => [...(await look(session)).keys()].toSorted(byAge)),
    open: (used) => token.use((session) => open(session, used)),
    destroy: (kekId) =>
      token.use(async (session) => {
        const held = await look(session);
        const handle = held.get(kekId);
        if (handle === undefined) return;
        if (newest(held) === kekId) throw new TypeError('the current key of a token cannot be destroyed');
        await destroyKey(session, handle);
        await look(session);
      }),
  };
}

/** @throws {KmsRefused} only where the blob is at fault, and not the device. */
export async function unwrapOn(
  session: Session,
  handle: bigint,
  blob: Uint8Array,
  aad: Uint8Array,
): Promise<Uint8Array> {
  if (!mayBeSealed(blob)) throw new KmsRefused('UNWRAP_FAILED');
  try {
    return await unsealOn(session, handle, blob, aad);
  } catch (error) {
    if (saidOneOf(error, SAID.notOfThisKey)) throw new KmsRefused('UNWRAP_FAILED');
    // Some say only that it failed. If the same key opens what it has sealed just now, the device is well.
    if (saidOneOf(error, SAID.failed) && (await isWell(session, handle)))
      throw new KmsRefused('UNWRAP_FAILED');
    throw error;
  }
}

async function isWell(session: Session, handle: bigint): Promise<boolean> {
  const [plain, aad] = [randomBytes(32), randomBytes(16)];
  try {
    const blob = await sealOn(session, handle, plain, aad);
    return plain.equals(await unsealOn(session, handle, blob, aad));
  } catch {
    return false;
  }
}

function handleIn(keys: Keys | undefined, id: string): bigint {
  const handle = keys?.get(id);
  if (handle === undefined) throw new TypeError('a key of the token without its handle');
  return handle;
}

function newest(keys: Keys): string {
  const id = [...keys.keys()].toSorted(byAge).at(-1);
  if (id === undefined) throw new Error('the keys of the token are gone');
  return id;
}

function byAge(a: string, b: string): number {
  return numberOf(a) - numberOf(b) || (a < b ? -1 : 1);
}

function numberOf(id: string): number {
  return Number(NAME.exec(id)?.[1] ?? 0);
}
