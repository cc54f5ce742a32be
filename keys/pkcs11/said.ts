import { DeviceSaid } from './faults.js';

/** What a device answers, by what it means to us (PKCS#11 v2.40, pkcs11t.h). */
export const SAID = {
  alreadyInitialized: 0x191,
  alreadyLoggedIn: 0x100,
  tokenNotPresent: 0xe0,
  bufferTooSmall: 0x150,
  attributeSensitive: 0x11,
  /** Incorrect, invalid, of a wrong length, expired, locked. */
  pinRefused: [0xa0, 0xa1, 0xa2, 0xa3, 0xa4],
  /** A session, a login, a handle, an operation or the device that was there is not: all of it may be had anew. */
  sessionLost: [0x30, 0x32, 0x60, 0x82, 0x90, 0x91, 0xb0, 0xb3, 0xe0, 0x101, 0x190],
  /** Of encrypted bytes: not made by this key over these words. 0x42 is of v3.0. */
  notOfThisKey: [0x20, 0x21, 0x40, 0x41, 0x42, 0xc0],
  /** The same, of devices that say no more than that it failed; or they are ill. */
  failed: [0x5, 0x6, 0x30],
} as const;

export function saidOneOf(error: unknown, codes: readonly number[]): error is DeviceSaid {
  return error instanceof DeviceSaid && codes.includes(error.returned);
}
