import { CALLS, type Cryptoki, openCryptoki } from './cryptoki.js';
import { DeviceSaid, TokenUnusable } from './faults.js';
import { type Memory, words } from './memory.js';
import { readPin } from './pin-file.js';
import { SAID, saidOneOf } from './said.js';

export interface TokenPlace {
  /** The library of the device's maker. */
  readonly module: string;
  /** The token by its label, of its own for one installation. */
  readonly label: string;
  readonly pinFile: string;
}

/** What can be asked of a session that is logged in, within one piece of work. */
export interface Session {
  readonly handle: bigint;
  readonly memory: Memory;
  readonly call: Cryptoki['call'];
}

export interface Token {
  /** Logs in first where nobody is. A session that was lost is opened anew, and the work tried again, once. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Called when handles of before mean nothing any more. */
  onLost(forget: () => void): void;
}

const SERIAL_AND_WRITES = 0x4 | 0x2;
const OS_LOCKING = 0x2;
const USER = 1;
const LABEL_BYTES = 32;
const INFO_BYTES = 208;
const FLAGS_AT = 96n;
/** CKF_USER_PIN_FINAL_TRY and CKF_USER_PIN_LOCKED. */
const LAST_TRY_OR_LOCKED = 0x2_0000n | 0x4_0000n;

/** @throws {ModuleUnusable} at once, when the library cannot be loaded. */
export function openToken(place: TokenPlace): Token {
  const cryptoki = openCryptoki(place.module);
  let handle: bigint | undefined;
  let refused: TokenUnusable | undefined;
  const forgets: (() => void)[] = [];
  const session = async (memory: Memory): Promise<Session> => {
    if (refused) throw refused;
    try {
      handle ??= await logIn(cryptoki, place, memory);
    } catch (error) {
      // A device counts wrong PINs and locks itself: the same one is not offered twice.
      if (error instanceof TokenUnusable) refused = error;
      throw error;
    }
    return { handle, memory, call: cryptoki.call };
  };
  const lose = async () => {
    const lost = handle;
    handle = undefined;
    for (const forget of forgets) forget();
    if (lost !== undefined) await cryptoki.call(CALLS.closeSession, lost).catch(() => {});
  };
  return {
    onLost: (forget) => void forgets.push(forget),
    use: (work) =>
      cryptoki.alone(async (memory) => {
        try {
          return await work(await session(memory));
        } catch (error) {
          if (!saidOneOf(error, SAID.sessionLost)) throw error;
          await lose();
          memory.wipe();
          return work(await session(memory));
        }
      }),
  };
}

async function logIn(cryptoki: Cryptoki, place: TokenPlace, memory: Memory): Promise<bigint> {
  const { call } = cryptoki;
  const args = memory.put(words(0, 0, 0, 0, OS_LOCKING, 0));
  await call(CALLS.initialize, args).catch(unless(SAID.alreadyInitialized));
  const slot = await slotOf(cryptoki, place.label, memory);
  const pin = readPin(place.pinFile);
  const where = memory.room(8);
  const handle = await call(CALLS.openSession, slot, SERIAL_AND_WRITES, 0, 0, where).then(
    () => memory.word(where),
    (error: unknown) => {
      pin.fill(0);
      throw error;
    },
  );
  try {
    await call(CALLS.login, handle, USER, memory.put(pin), pin.length).catch(unless(SAID.alreadyLoggedIn));
  } catch (error) {
    await call(CALLS.closeSession, handle).catch(() => {});
    if (saidOneOf(error, SAID.pinRefused))
      throw new TokenUnusable(
        `The token ${place.label} does not take the PIN of PKCS11_PIN_FILE: correct it before another start, a token counts wrong ones.`,
      );
    throw error;
  } finally {
    pin.fill(0);
  }
  return handle;
}

async function slotOf({ call }: Cryptoki, label: string, memory: Memory): Promise<bigint> {
  const count = memory.room(8);
  // Asked for the number alone first: only then a device looks which tokens are there now.
  await call(CALLS.slots, 1, 0, count);
  const slots = memory.room(8 * Number(memory.word(count)));
  await call(CALLS.slots, 1, slots, count);
  const found: { slot: bigint; flags: bigint }[] = [];
  for (let n = 0n; n < memory.word(count); n++) {
    const slot = memory.word(slots + 8n * n);
    const info = memory.room(INFO_BYTES);
    // Another one that cannot be read is none of ours.
    if (!(await call(CALLS.tokenInfo, slot, info).then(yes, unlessDevice))) continue;
    if (memory.bytes(info, LABEL_BYTES).toString('utf8').trimEnd() === label)
      found.push({ slot, flags: memory.word(info + FLAGS_AT) });
  }
  const [only, another] = found;
  // One that is gone may come back, so this is tried again at the next call.
  if (!only)
    throw new DeviceSaid(
      'C_GetSlotList',
      SAID.tokenNotPresent,
      `No token is labelled ${label}: put it in, or correct PKCS11_TOKEN.`,
    );
  if (another)
    throw new DeviceSaid(
      'C_GetSlotList',
      SAID.tokenNotPresent,
      `Two tokens are labelled ${label}: give PKCS11_TOKEN one label of its own.`,
    );
  if ((only.flags & LAST_TRY_OR_LOCKED) !== 0n)
    throw new TokenUnusable(
      `The token ${label} is locked, or would be by one more wrong PIN: correct PKCS11_PIN_FILE, log in once by the maker’s tool, and start again.`,
    );
  return only.slot;
}

const yes = () => true;

function unlessDevice(error: unknown): false {
  if (error instanceof DeviceSaid) return false;
  throw error;
}

function unless(accepted: number): (error: unknown) => void {
  return (error) => {
    if (!saidOneOf(error, [accepted])) throw error;
  };
}
