import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import koffi from 'koffi';
import { CALLS, type Call, type Cryptoki, openCryptoki } from '../../../keys/pkcs11/cryptoki.js';
import { type Memory, words } from '../../../keys/pkcs11/memory.js';
import type { Session, TokenPlace } from '../../../keys/pkcs11/token.js';

/** Calls that the key service never makes. */
const FINALIZE: Call = { name: 'C_Finalize', at: 1, takes: 1 };
const INIT_TOKEN: Call = { name: 'C_InitToken', at: 9, takes: 4 };
const INIT_PIN: Call = { name: 'C_InitPIN', at: 10, takes: 3 };
const CLOSE_ALL_SESSIONS: Call = { name: 'C_CloseAllSessions', at: 14, takes: 1 };
const CREATE_OBJECT: Call = { name: 'C_CreateObject', at: 20, takes: 4 };
const SECURITY_OFFICER = 0;
const INITIALIZED = 0x400n;

/** SoftHSM in a folder of its own, for this process and for those it starts. */
export async function openSoftHsm(module: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-softhsm-'));
  const tokens = path.join(folder, 'tokens');
  mkdirSync(tokens);
  const folderOf = new Map<string, string>();
  const conf = path.join(folder, 'softhsm2.conf');
  writeFileSync(conf, `directories.tokendir = ${tokens}\nlog.level = ERROR\n`);
  // The library reads the environment of the process, of which a test has a copy only.
  koffi.load(null).func('int setenv(const char *, const char *, int)')('SOFTHSM2_CONF', conf, 1);
  const pin = randomBytes(8).toString('hex');
  const device = openCryptoki(module);
  await device.alone((memory) => device.call(CALLS.initialize, memory.put(words(0, 0, 0, 0, 2, 0))));
  return {
    conf,
    device,
    /** A token of that name, which another may have as well, with a PIN that stands in a file. */
    async token(label: string): Promise<TokenPlace> {
      const before = readdirSync(tokens);
      await device.alone((memory) => setUp(device, memory, label, pin));
      folderOf.set(label, path.join(tokens, readdirSync(tokens).find((one) => !before.includes(one)) ?? ''));
      const pinFile = path.join(folder, `${label}.pin`);
      writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 });
      return { module, label, pinFile };
    },
    /** As when somebody pulls the plug: every handle of before means nothing. */
    loseAll: () => device.alone(() => device.call(FINALIZE, 0)),
    /** Out of its slot, until the answer is called. */
    pullOut(label: string): () => void {
      const own = folderOf.get(label) ?? '';
      renameSync(own, path.join(folder, label));
      return () => renameSync(path.join(folder, label), own);
    },
    loseSessions: () =>
      device.alone(async (memory) => {
        for (const { slot } of await slotsOf(device, memory)) await device.call(CLOSE_ALL_SESSIONS, slot);
      }),
    async stop() {
      await device.call(FINALIZE, 0).catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As a person makes one by another program: AES, of 256 bits, on the token. */
export async function makeForeignKey(
  { handle, call, memory }: Session,
  label: string,
  extractable: boolean,
): Promise<void> {
  const name = Buffer.from(label);
  const yes = Uint8Array.of(1);
  const attributes: [number, Uint8Array][] = [
    [0x1, yes],
    [0x3, name],
    [0x103, yes],
    [0x161, words(32)],
    [0x162, Uint8Array.of(extractable ? 1 : 0)],
  ];
  const template = words(...attributes.flatMap(([type, value]) => [type, memory.put(value), value.length]));
  const mechanism = memory.put(words(0x1080, 0, 0));
  await call(CALLS.generateKey, handle, mechanism, memory.put(template), attributes.length, memory.room(8));
}

/** A key whose value somebody knows, brought in so that it looks as ours do: C_CreateObject. */
export async function bringKeyIn({ handle, call, memory }: Session, label: string): Promise<void> {
  const yes = Uint8Array.of(1);
  const attributes: [number, Uint8Array][] = [
    [0x0, words(4)],
    [0x100, words(0x1f)],
    [0x1, yes],
    [0x2, yes],
    [0x3, Buffer.from(label)],
    [0x103, yes],
    [0x162, Uint8Array.of(0)],
    [0x104, yes],
    [0x105, yes],
    [0x11, randomBytes(32)],
  ];
  const template = words(...attributes.flatMap(([type, value]) => [type, memory.put(value), value.length]));
  await call(CREATE_OBJECT, handle, memory.put(template), attributes.length, memory.room(8));
}

async function setUp({ call }: Cryptoki, memory: Memory, label: string, pin: string): Promise<void> {
  const free = (await slotsOf({ call }, memory)).find(({ flags }) => (flags & INITIALIZED) === 0n);
  if (!free) throw new Error('no free slot');
  const digits = Buffer.from(pin);
  const at = memory.put(digits);
  await call(INIT_TOKEN, free.slot, at, digits.length, memory.put(Buffer.from(label.padEnd(32))));
  const now = (await slotsOf({ call }, memory)).find((one) => one.label === label);
  const where = memory.room(8);
  await call(CALLS.openSession, now?.slot ?? 0n, 6, 0, 0, where);
  const session = memory.word(where);
  await call(CALLS.login, session, SECURITY_OFFICER, at, digits.length);
  await call(INIT_PIN, session, at, digits.length);
  await call(CALLS.closeSession, session);
}

async function slotsOf({ call }: Pick<Cryptoki, 'call'>, memory: Memory) {
  const count = memory.room(8);
  await call(CALLS.slots, 0, 0, count);
  const slots = memory.room(8 * Number(memory.word(count)));
  await call(CALLS.slots, 0, slots, count);
  const found: { slot: bigint; label: string; flags: bigint }[] = [];
  for (let n = 0n; n < memory.word(count); n++) {
    const slot = memory.word(slots + 8n * n);
    const info = memory.room(208);
    await call(CALLS.tokenInfo, slot, info);
    const label = memory.bytes(info, 32).toString('utf8').trimEnd();
    found.push({ slot, label, flags: memory.word(info + 96n) });
  }
  return found;
}
