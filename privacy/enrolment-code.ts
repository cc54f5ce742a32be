import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { drawNonce, nonceHolds } from './signing-nonce.js';

/** Thirty-two, of which none is taken for another when it is read aloud or typed: no 0 and O, no 1 and I. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Five bits each: seventy-five in all. */
const [GROUPS, IN_A_GROUP] = [3, 5];

/** A code to be handed over, as it is printed: `7K2QD-XMN4P-93VHA`. Told once, and kept nowhere. */
export function drawCode(): string {
  const group = () =>
    Array.from({ length: IN_A_GROUP }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** What is kept in its place. Keyed by what the database does not hold, and bound to whose code it is. */
export function hashOfCode(
  key: Uint8Array,
  of: { organId: string; subjectId: string },
  code: string,
): Buffer {
  return createHmac('sha256', key)
    .update('sekisho-enrolment-code/1\n')
    .update(`${of.organId}\n${of.subjectId}\n`)
    .update(code.toUpperCase().replaceAll(/[\s-]/g, ''))
    .digest();
}

export function isSameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The challenge a passkey is made for: a number used once, for this person, and never one of those that are signed with. */
export function drawChallenge(key: Uint8Array, sub: string, nowMs: number): string {
  return drawNonce(keyFrom(key), sub, nowMs);
}

export function challengeHolds(key: Uint8Array, sub: string, challenge: string, nowMs: number): boolean {
  return nonceHolds(keyFrom(key), sub, challenge, nowMs);
}

function keyFrom(key: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update('sekisho-enrolment-challenge/1').digest();
}
