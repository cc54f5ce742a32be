import { createHmac } from 'node:crypto';

const ROUNDS = 6;
const HALF = 9;
const MASK = (1 << HALF) - 1;

/**
 * The place of the nth that is given, below 2^18: each place once, in an order that only whoever has the seed can tell (a
 * Feistel network). Drawn by chance, two at once would now and then be given the same.
 */
export function drawnPlace(seed: Uint8Array, nth: number): number {
  let [left, right] = [nth >> HALF, nth & MASK];
  for (let round = 0; round < ROUNDS; round++) {
    const mixed = createHmac('sha256', seed)
      .update(Uint8Array.of(round, right >> 8, right & 255))
      .digest()
      .readUInt16BE(0);
    [left, right] = [right, left ^ (mixed & MASK)];
  }
  return (left << HALF) | right;
}
