import koffi from 'koffi';

/** Memory that does not move, for what a device reads and writes on another thread. */
export interface Memory {
  /** The address of a copy of these bytes. */
  put(bytes: Uint8Array): bigint;
  /** The address of as many zeros. */
  room(length: number): bigint;
  /** A copy of what lies there, which is the caller's. */
  bytes(address: bigint, length: number): Buffer;
  /** The CK_ULONG or pointer that lies there. */
  word(address: bigint): bigint;
  /** Everything zero, and free again. */
  wipe(): void;
}

const WORD_BYTES = 8;

export function memoryOf(size: number): Memory {
  const address: unknown = koffi.alloc('uint8_t', size);
  if (typeof address !== 'bigint') throw new TypeError('memory without an address');
  const all = Buffer.from(koffi.view(address, size));
  let used = 0;
  all.fill(0);
  const room = (length: number) => {
    const start = used;
    if (start + length > size) throw new RangeError('more than a device is asked for at once');
    used = Math.ceil((start + length) / WORD_BYTES) * WORD_BYTES;
    return address + BigInt(start);
  };
  const offset = (of: bigint) => Number(of - address);
  return {
    room,
    put(bytes) {
      const start = room(bytes.length);
      all.set(bytes, offset(start));
      return start;
    },
    bytes: (from, length) => Buffer.from(all.subarray(offset(from), offset(from) + length)),
    word: (from) => all.readBigUInt64LE(offset(from)),
    wipe() {
      all.fill(0);
      used = 0;
    },
  };
}

/** Words one after the other, as the structs of Cryptoki are that we need: each field of them is one. */
export function words(...fields: readonly (bigint | number)[]): Buffer {
  const bytes = Buffer.alloc(fields.length * WORD_BYTES);
  fields.forEach((field, n) => bytes.writeBigUInt64LE(BigInt(field), n * WORD_BYTES));
  return bytes;
}
