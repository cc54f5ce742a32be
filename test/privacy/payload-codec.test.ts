import { describe, expect, test } from '@jest/globals';
import type { Payload } from '@temporalio/common';
import fc from 'fast-check';
import { engineKeysOf, newEngineKey } from '../../privacy/engine-keys.js';
import { FOREIGN_JSON } from '../../privacy/foreign.js';
import { createPayloadCodec } from '../../privacy/payload-codec.js';

const e1 = newEngineKey();
const codec = createPayloadCodec(engineKeysOf({ current: 'e1', keys: { e1 } }));
const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

const aPayload: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.dictionary(fc.string({ maxLength: 12 }), fc.uint8Array({ maxLength: 40 }), {
    noNullPrototype: true,
  }),
  data: fc.uint8Array({ maxLength: 400 }),
});

async function encodeOne(
  payload: Payload,
): Promise<{ metadata: Record<string, Uint8Array>; data: Uint8Array }> {
  const [sealed] = await codec.encode([payload]);
  if (!sealed?.metadata || !sealed.data) throw new Error('the codec gave no payload');
  return { metadata: sealed.metadata, data: sealed.data };
}

async function decodeOne(payload: Payload): Promise<Payload> {
  const [plain, more] = await codec.decode([payload]);
  if (!plain || more) throw new Error('one payload in, one payload out');
  return plain;
}

function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ mask;
  return copy;
}

const secret: Payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from('"関所 花子"'),
};

describe('the codec', () => {
  test('gives back every payload, metadata included, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aPayload, { maxLength: 5 }), async (payloads) => {
        const round = await codec.decode(await codec.encode(payloads));
        expect(round).toHaveLength(payloads.length);
        round.forEach((payload, i) => {
          expect(text(payload.data)).toBe(text(payloads[i]?.data));
          expect(Object.keys(payload.metadata ?? {}).sort()).toEqual(
            Object.keys(payloads[i]?.metadata ?? {}).sort(),
          );
        });
      }),
      { numRuns: 200 },
    );
  });

  test('encrypts everything it is given, encrypted payloads too, under a fresh nonce', async () => {
    const [one, two] = await codec.encode([secret, secret]);
    for (const sealed of [one, two]) {
      expect(text(sealed?.metadata?.encoding)).toBe('binary/encrypted');
      expect(Object.keys(sealed?.metadata ?? {}).sort()).toEqual(['encoding', 'encryption-key-id']);
      expect(text(sealed?.data)).not.toContain('関所');
      expect(text(sealed?.data)).not.toContain('json/plain');
    }
    expect(Buffer.from(one?.data ?? []).equals(two?.data ?? new Uint8Array())).toBe(false);
    const twice = await encodeOne(one ?? {});
    expect(text((await decodeOne(await decodeOne(twice))).data)).toBe(text(secret.data));
  });

  test('turns any flipped byte of nonce, ciphertext or tag into the sentinel', async () => {
    const sealed = await encodeOne(secret);
    for (let at = 0; at < sealed.data.length; at += 1) {
      for (const mask of [0x01, 0x80, 0xff]) {
        expect(text((await decodeOne({ ...sealed, data: flipped(sealed.data, at, mask) })).data)).toBe(
          FOREIGN_JSON,
        );
      }
    }
  });

  test('turns any change of the key id into the sentinel', async () => {
    const sealed = await encodeOne(secret);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (id) => {
        fc.pre(text(id) !== 'e1');
        const altered = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': id } };
        expect(text((await decodeOne(altered)).data)).toBe(FOREIGN_JSON);
      }),
    );
  });

  test('does not open a payload under another key of the ring', async () => {
    const both = createPayloadCodec(engineKeysOf({ current: 'e1', keys: { e1, e2: e1 } }));
    const sealed = await encodeOne(secret);
    const moved = { ...sealed, metadata: { ...sealed.metadata, 'encryption-key-id': Buffer.from('e2') } };
    // Even where both ids name the same bytes: the id itself is authenticated.
    expect(text((await both.decode([moved]))[0]?.data)).toBe(FOREIGN_JSON);
  });

  test('cut short anywhere gives the sentinel', async () => {
    const sealed = await encodeOne(secret);
    for (let length = 0; length < sealed.data.length; length += 1) {
      expect(text((await decodeOne({ ...sealed, data: sealed.data.subarray(0, length) })).data)).toBe(
        FOREIGN_JSON,
      );
    }
  });

  test('never throws on garbage, and takes what we have not sealed for foreign, or shows it where only eyes read', async () => {
    const shown = createPayloadCodec(engineKeysOf({ current: 'e1', keys: { e1 } }), 'SHOWN');
    const encodings = fc.constantFrom(
      'binary/encrypted',
      'binary/null',
      'json/plain',
      'json/protobuf',
      '',
      'x',
    );
    const bytes = fc.option(fc.uint8Array({ maxLength: 60 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(encodings, bytes, bytes, async (encoding, id, data) => {
        const metadata = { encoding: Buffer.from(encoding), ...(id && { 'encryption-key-id': id }) };
        const payload = { metadata, ...(data && { data }) };
        expect(text((await decodeOne(payload)).data)).toBe(FOREIGN_JSON);
        const [seen] = await shown.decode([payload]);
        if (encoding === 'binary/encrypted') expect(text(seen?.data)).toBe(FOREIGN_JSON);
        else expect(seen).toBe(payload);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['null metadata', { metadata: null, data: null }],
    ['metadata that is not bytes', { metadata: { encoding: 7 } }],
    ['no payload at all', null],
  ])('lives through %s', async (_what, payload) => {
    await expect(codec.decode([payload as Payload])).resolves.toHaveLength(1);
  });

  test('reads earlier epochs after a rotation, and takes a retired one for foreign', async () => {
    const old = await encodeOne(secret);
    const e2 = newEngineKey();
    const rotated = createPayloadCodec(engineKeysOf({ current: 'e2', keys: { e1, e2 } }));
    expect(text((await rotated.decode([old]))[0]?.data)).toBe(text(secret.data));
    expect(text((await rotated.encode([secret]))[0]?.metadata?.['encryption-key-id'])).toBe('e2');
    const retired = createPayloadCodec(engineKeysOf({ current: 'e2', keys: { e2 } }));
    expect(text((await retired.decode([old]))[0]?.data)).toBe(FOREIGN_JSON);
  });
});
