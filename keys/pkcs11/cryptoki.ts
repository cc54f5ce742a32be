import koffi from 'koffi';
import { DeviceSaid, ModuleUnusable } from './faults.js';
import { type Memory, memoryOf } from './memory.js';

/** A call of Cryptoki: its place in the list of functions (pkcs11f.h), and how many arguments it takes. */
export interface Call {
  readonly name: string;
  readonly at: number;
  readonly takes: number;
}

/** Those that we use, and no other. */
export const CALLS = {
  initialize: { name: 'C_Initialize', at: 0, takes: 1 },
  slots: { name: 'C_GetSlotList', at: 4, takes: 3 },
  tokenInfo: { name: 'C_GetTokenInfo', at: 6, takes: 2 },
  openSession: { name: 'C_OpenSession', at: 12, takes: 5 },
  closeSession: { name: 'C_CloseSession', at: 13, takes: 1 },
  login: { name: 'C_Login', at: 18, takes: 4 },
  destroyObject: { name: 'C_DestroyObject', at: 22, takes: 2 },
  attributes: { name: 'C_GetAttributeValue', at: 24, takes: 4 },
  findInit: { name: 'C_FindObjectsInit', at: 26, takes: 3 },
  find: { name: 'C_FindObjects', at: 27, takes: 4 },
  findFinal: { name: 'C_FindObjectsFinal', at: 28, takes: 1 },
  encryptInit: { name: 'C_EncryptInit', at: 29, takes: 3 },
  encrypt: { name: 'C_Encrypt', at: 30, takes: 5 },
  decryptInit: { name: 'C_DecryptInit', at: 33, takes: 3 },
  decrypt: { name: 'C_Decrypt', at: 34, takes: 5 },
  generateKey: { name: 'C_GenerateKey', at: 58, takes: 5 },
} as const satisfies Readonly<Record<string, Call>>;

export interface Cryptoki {
  /** @throws {DeviceSaid} for every answer but CKR_OK. On a thread of its own: a slow device stops nobody else. */
  call(which: Call, ...words: readonly (bigint | number)[]): Promise<void>;
  /** One piece of work at a time, each with empty memory, which is wiped when it ends. */
  alone<T>(work: (memory: Memory) => Promise<T>): Promise<T>;
}

/** On a 64-bit Unix each argument of each call, a pointer or a CK_ULONG, is one word of eight bytes. */
const WORD = 'uint64_t';
/** CK_FUNCTION_LIST begins with a version, padded to a word. */
const FIRST_FUNCTION = 8;
const POINTER = 8;

/**
 * A PKCS#11 library, by the one symbol that the standard promises.
 * @throws {ModuleUnusable}
 */
export function openCryptoki(file: string): Cryptoki {
  if (koffi.sizeof('long') !== 8)
    throw new ModuleUnusable(
      'A PKCS#11 module is used on a 64-bit Linux or macOS only: run the key service there.',
    );
  const memory = memoryOf(65_536);
  const list = functionList(file, memory);
  const known = new Map<string, Native>();
  const native = ({ name, at, takes }: Call): Native => {
    const found = known.get(name) ?? nativeAt(list, at, takes);
    known.set(name, found);
    return found;
  };
  let before: Promise<unknown> = Promise.resolve();
  return {
    call: (which, ...words) =>
      new Promise((resolve, reject) => {
        native(which)(words, (fault, returned) => {
          if (fault instanceof Error) reject(fault);
          else if (returned !== 0) reject(new DeviceSaid(which.name, returned));
          else resolve();
        });
      }),
    alone(work) {
      const mine = before.then(() => work(memory)).finally(() => memory.wipe());
      before = mine.catch(() => {});
      return mine;
    },
  };
}

type Native = (words: readonly (bigint | number)[], done: (fault: unknown, returned: number) => void) => void;

/** For good: what nobody holds is unloaded, under the functions whose addresses we have. */
const loaded: unknown[] = [];

function functionList(file: string, memory: Memory): bigint {
  const where = memory.room(POINTER);
  try {
    // Node exports an OpenSSL of its own: a library that brings another one must find that.
    const library = koffi.load(file, { deep: true });
    loaded.push(library);
    const get = library.func('C_GetFunctionList', WORD, [WORD]);
    const returned = Number(get(where));
    if (returned !== 0) throw new DeviceSaid('C_GetFunctionList', returned);
    return memory.word(where);
  } catch (error) {
    throw new ModuleUnusable(
      `PKCS11_MODULE names no PKCS#11 library that can be used here: correct the path ${file}.`,
      { cause: error },
    );
  } finally {
    memory.wipe();
  }
}

function nativeAt(list: bigint, at: number, takes: number): Native {
  const address: unknown = koffi.decode(list, FIRST_FUNCTION + at * POINTER, 'void *');
  const call = koffi.decode(address, koffi.proto(WORD, Array<string>(takes).fill(WORD)));
  return (words, done) =>
    call.async(...words, (fault: unknown, returned: unknown) => done(fault, Number(returned)));
}
