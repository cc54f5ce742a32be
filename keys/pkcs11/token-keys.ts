import { randomBytes } from 'node:crypto';
import { CALLS } from './cryptoki.js';
import { type Memory, words } from './memory.js';
import { SAID, saidOneOf } from './said.js';
import type { Session } from './token.js';

/** Attributes of an object on a token: a number or bytes by the attribute's own number. */
type Template = readonly (readonly [attribute: number, value: number | boolean | Uint8Array])[];

const CKA = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  keyType: 0x100,
  id: 0x102,
  sensitive: 0x103,
  encrypt: 0x104,
  decrypt: 0x105,
  wrap: 0x106,
  unwrap: 0x107,
  valueLen: 0x161,
  extractable: 0x162,
  local: 0x163,
  neverExtractable: 0x164,
  alwaysSensitive: 0x165,
} as const;
const SECRET_KEY = 4;
const AES = 0x1f;
const AES_KEY_GEN = 0x1080;
const AES_GCM = 0x1087;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Longer than any name of ours; a key with a longer one is somebody else's. */
const LABEL_ROOM = 64;
const HANDLES = 64;

/** A key of ours cannot leave the token. */
const STAYS: Template = [
  [CKA.class, SECRET_KEY],
  [CKA.keyType, AES],
  [CKA.token, true],
  [CKA.sensitive, true],
  [CKA.extractable, false],
];
/** And never could: one that was made elsewhere and brought in, whoever did that, is not looked at. */
const NEVER_LEFT: Template = [
  ...STAYS,
  [CKA.local, true],
  [CKA.alwaysSensitive, true],
  [CKA.neverExtractable, true],
];

/** The handles of the keys on the token, by their labels. */
export async function keysOn(session: Session): Promise<Map<string, bigint>> {
  const found = new Map<string, bigint>();
  for (const handle of await handlesOf(session)) {
    const label = await labelOf(session, handle);
    if (label !== undefined) found.set(label, handle);
  }
  return found;
}

async function handlesOf({ handle, call, memory }: Session): Promise<bigint[]> {
  const handles: bigint[] = [];
  await call(CALLS.findInit, handle, templateIn(memory, NEVER_LEFT), NEVER_LEFT.length);
  try {
    const page = memory.room(8 * HANDLES);
    const count = memory.room(8);
    for (;;) {
      await call(CALLS.find, handle, page, HANDLES, count);
      const many = memory.word(count);
      if (many === 0n) return handles;
      for (let n = 0n; n < many; n++) handles.push(memory.word(page + 8n * n));
    }
  } finally {
    await call(CALLS.findFinal, handle).catch(() => {});
  }
}

async function labelOf({ handle, call, memory }: Session, key: bigint): Promise<string | undefined> {
  const label = memory.room(LABEL_ROOM);
  const asked = memory.put(words(CKA.label, label, LABEL_ROOM));
  try {
    await call(CALLS.attributes, handle, key, asked, 1);
  } catch (error) {
    if (saidOneOf(error, [SAID.bufferTooSmall])) return undefined;
    throw error;
  }
  return memory.bytes(label, Number(memory.word(asked + 16n))).toString('utf8');
}

/** One call makes the key with its name: cut off anywhere there is no key without one. */
export async function makeKey({ handle, call, memory }: Session, label: string): Promise<bigint> {
  const name = Buffer.from(label, 'utf8');
  const template: Template = [
    ...STAYS,
    [CKA.private, true],
    [CKA.label, name],
    [CKA.id, name],
    [CKA.valueLen, KEY_BYTES],
    [CKA.encrypt, true],
    [CKA.decrypt, true],
    [CKA.wrap, false],
    [CKA.unwrap, false],
  ];
  const made = memory.room(8);
  const mechanism = memory.put(words(AES_KEY_GEN, 0, 0));
  await call(CALLS.generateKey, handle, mechanism, templateIn(memory, template), template.length, made);
  return memory.word(made);
}

export async function destroyKey({ handle, call }: Session, key: bigint): Promise<void> {
  await call(CALLS.destroyObject, handle, key);
}

/** As `seal` of envelope.ts: nonce, ciphertext and tag as one blob. */
export async function sealOn(
  session: Session,
  key: bigint,
  plain: Uint8Array,
  aad: Uint8Array,
): Promise<Uint8Array> {
  const nonce = randomBytes(NONCE_BYTES);
  const { handle, call, memory } = session;
  await call(CALLS.encryptInit, handle, gcm(memory, nonce, aad), key);
  const sealed = await whole(session, CALLS.encrypt, plain, plain.length + TAG_BYTES);
  return Buffer.concat([nonce, sealed]);
}

/** @throws {DeviceSaid} also where the blob was not made by this key over these bytes. */
export async function unsealOn(
  session: Session,
  key: bigint,
  blob: Uint8Array,
  aad: Uint8Array,
): Promise<Uint8Array> {
  const { handle, call, memory } = session;
  await call(CALLS.decryptInit, handle, gcm(memory, blob.subarray(0, NONCE_BYTES), aad), key);
  return whole(session, CALLS.decrypt, blob.subarray(NONCE_BYTES), blob.length);
}

/** Shorter than nonce and tag, or longer than a wrapped key ever is: no device need look at it. */
export function mayBeSealed(blob: Uint8Array): boolean {
  return blob.length > NONCE_BYTES + TAG_BYTES && blob.length <= 8_192;
}

async function whole(
  { handle, call, memory }: Session,
  which: typeof CALLS.encrypt | typeof CALLS.decrypt,
  input: Uint8Array,
  most: number,
): Promise<Buffer> {
  const output = memory.room(most);
  const length = memory.put(words(most));
  await call(which, handle, memory.put(input), input.length, output, length);
  return memory.bytes(output, Number(memory.word(length)));
}

/** CK_MECHANISM with CK_GCM_PARAMS, as v2.40 with its errata has it: the nonce's length in bits too. */
function gcm(memory: Memory, nonce: Uint8Array, aad: Uint8Array): bigint {
  const params = words(
    memory.put(nonce),
    nonce.length,
    nonce.length * 8,
    memory.put(aad),
    aad.length,
    TAG_BYTES * 8,
  );
  return memory.put(words(AES_GCM, memory.put(params), params.length));
}

function templateIn(memory: Memory, template: Template): bigint {
  const fields = template.flatMap(([attribute, value]) => {
    const bytes = bytesOf(value);
    return [attribute, memory.put(bytes), bytes.length];
  });
  return memory.put(words(...fields));
}

function bytesOf(value: number | boolean | Uint8Array): Uint8Array {
  if (typeof value === 'boolean') return Uint8Array.of(value ? 1 : 0);
  return typeof value === 'number' ? words(value) : value;
}
