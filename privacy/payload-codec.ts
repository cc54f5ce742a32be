import type { Payload, PayloadCodec } from '@temporalio/common';
// The package is CommonJS; under ESM its names come on the default export only.
import proto from '@temporalio/proto';
import type { EngineKeys } from './engine-keys.js';
import { seal, unseal } from './envelope.js';
import { FOREIGN_JSON } from './foreign.js';

const ENCODING = 'encoding';
const KEY_ID = 'encryption-key-id';
const ENCRYPTED = 'binary/encrypted';
const WirePayload = proto.temporal.api.common.v1.Payload;

/**
 * Encrypts every payload that goes to the engine, metadata included; there is no plaintext mode.
 *
 * `decode` never throws, because a payload that throws blocks its workflow for ever: what we have not sealed, or what
 * cannot be opened (unknown epoch, altered, cut short), becomes the sentinel. So nothing that somebody without our keys
 * wrote is ever read as ours. For eyes only (the codec server), what is in clear may pass as it is.
 * `encode` encrypts whatever it is given, an encrypted payload too, so that one decode undoes one encode.
 */
export function createPayloadCodec(keys: EngineKeys, inClear: 'FOREIGN' | 'SHOWN' = 'FOREIGN'): PayloadCodec {
  return {
    async encode(payloads) {
      const { id, key } = keys.current();
      const keyId = Buffer.from(id, 'utf8');
      return payloads.map((payload) => ({
        metadata: { [ENCODING]: Buffer.from(ENCRYPTED, 'utf8'), [KEY_ID]: keyId },
        data: seal(key, WirePayload.encode(payload).finish(), keyId),
      }));
    },
    async decode(payloads) {
      return payloads.map((payload) => decodeOne(keys, payload, inClear));
    },
  };
}

function decodeOne(keys: EngineKeys, payload: Payload, inClear: 'FOREIGN' | 'SHOWN'): Payload {
  try {
    if (textOf(payload.metadata?.[ENCODING]) !== ENCRYPTED)
      return inClear === 'SHOWN' ? payload : foreignPayload();
    const keyId = payload.metadata?.[KEY_ID];
    const key = keyId && keys.find(textOf(keyId));
    const plain = key && payload.data && unseal(key, payload.data, keyId);
    return plain ? WirePayload.decode(plain) : foreignPayload();
  } catch {
    return foreignPayload();
  }
}

function foreignPayload(): Payload {
  return {
    metadata: { [ENCODING]: Buffer.from('json/plain', 'utf8') },
    data: Buffer.from(FOREIGN_JSON, 'utf8'),
  };
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : '';
}
