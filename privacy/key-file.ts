import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * A key file: `{ "purpose": "vault", "current": "k1", "keys": { "k1": "<32 bytes, base64>" } }`.
 * The vault, the engine, the index, the signing of decisions and that of grants each have one; the purpose keeps a mistaken path from mixing them.
 */
export interface KeyRing {
  readonly current: string;
  /** 32 bytes each, by key id. Ids are short ASCII tokens: they travel in clear. */
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

export type KeyPurpose = 'vault' | 'engine' | 'index' | 'signing' | 'grants' | 'authenticator';

export interface KeyFileOptions {
  /** Make the file (mode 0600, its folder 0700) when it is absent. For the sandbox; a deployment brings its own. */
  readonly create?: boolean;
}

/** The key file cannot be used. The message is one sentence with the cure; it names the file, never a key. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  constructor(
    readonly code: 'MISSING' | 'MALFORMED' | 'WRONG_PURPOSE' | 'EXPOSED',
    message: string,
  ) {
    super(message);
  }
}

export const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a key file, making it first if asked to. Two processes that make the same file at once agree on one key.
 * @throws {KeyFileError} absent, not a key file, of another purpose, or (unless `create`) readable by every user.
 */
export function readKeyFile(file: string, purpose: KeyPurpose, options: KeyFileOptions = {}): KeyRing {
  if (options.create === true) createIfAbsent(file, purpose);
  const mode = modeOf(file);
  // Not in the sandbox: on file systems without modes (a Windows disk under WSL) every file looks open to all.
  if (options.create !== true && (mode & 0o007) !== 0) {
    throw new KeyFileError(
      'EXPOSED',
      `Every user of this machine can reach the key file ${file}: run chmod 600 on it.`,
    );
  }
  return parseKeyRing(readFileSync(file, 'utf8'), purpose, file);
}

/**
 * Adds a fresh key and makes it the current one; old keys stay, so that what they sealed still opens. Running
 * processes notice. Where the file is handed out in copies, hand out the new key before it becomes current.
 * `used`: ids of keys that are gone. A second key of such a name would be taken for the first.
 * @returns the id of the new key.
 * @throws {KeyFileError} when there is no sound key file to rotate.
 */
export function rotateKeyFile(file: string, used: readonly string[] = []): string {
  modeOf(file);
  const text = readFileSync(file, 'utf8');
  const ring = parseKeyRing(text, undefined, file);
  let number = ring.keys.size + 1;
  while (ring.keys.has(`k${number}`) || used.includes(`k${number}`)) number += 1;
  const id = `k${number}`;
  const old = JSON.parse(text) as { keys: Record<string, string> };
  const next = JSON.stringify({ ...old, current: id, keys: { ...old.keys, [id]: newKey() } }, null, 2);
  renameSync(writeBeside(file, `${next}\n`), file);
  return id;
}

/**
 * Takes a key out of the file, then overwrites the text that held it. The new file is in place and on disk before a byte
 * of the old one is touched: cut off anywhere no other key is lost, and called again it overwrites what is left.
 * @throws {KeyFileError} when there is no sound key file.
 * @throws {TypeError} for the current key: new things are made with it.
 */
export function endInKeyFile(file: string, id: string): void {
  overwriteLeft(file);
  modeOf(file);
  const text = readFileSync(file, 'utf8');
  const ring = parseKeyRing(text, undefined, file);
  if (ring.current === id) throw new TypeError('the current key of a file cannot be destroyed');
  if (!ring.keys.has(id)) return;
  const old = JSON.parse(text) as { keys: Record<string, string> };
  const keys = Object.fromEntries(Object.entries(old.keys).filter(([one]) => one !== id));
  const next = writeBeside(file, `${JSON.stringify({ ...old, keys }, null, 2)}\n`);
  linkSync(file, endedFile(file));
  renameSync(next, file);
  syncFolder(file);
  overwriteLeft(file);
}

/** The second name of a replaced text, until it is overwritten. */
function endedFile(file: string): string {
  return `${file}.ended`;
}

function overwriteLeft(file: string): void {
  const ended = endedFile(file);
  const left = statSync(ended, { throwIfNoEntry: false });
  if (left === undefined) return;
  // Cut off before the new file was in place: it is still the file itself, under a second name.
  if (left.ino !== statSync(file, { throwIfNoEntry: false })?.ino) {
    const open = openSync(ended, 'r+');
    writeSync(open, randomBytes(left.size), 0, left.size, 0);
    fsyncSync(open);
    closeSync(open);
  }
  rmSync(ended);
  syncFolder(file);
}

function syncFolder(file: string): void {
  const open = openSync(dirname(file), 'r');
  fsyncSync(open);
  closeSync(open);
}

/** A fresh random key, base64. */
export function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/**
 * Checks the JSON text of a key file.
 * @throws {KeyFileError} `MALFORMED` or `WRONG_PURPOSE`.
 */
export function parseKeyRing(text: string, purpose: KeyPurpose | undefined, file: string): KeyRing {
  const malformed = (what: string): KeyFileError =>
    new KeyFileError('MALFORMED', `${file} is not a key file: ${what}. Restore it from its backup.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformed('it is not JSON');
  }
  if (!isRecord(json) || typeof json.current !== 'string' || !isRecord(json.keys)) {
    throw malformed('"current" and "keys" are missing');
  }
  if (purpose !== undefined && json.purpose !== undefined && json.purpose !== purpose) {
    throw new KeyFileError(
      'WRONG_PURPOSE',
      `${file} does not hold the keys of the ${purpose}: check the two key file paths.`,
    );
  }
  const keys = new Map<string, Uint8Array>();
  for (const [id, value] of Object.entries(json.keys)) {
    const key = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
    if (!KEY_ID.test(id) || key.length !== KEY_BYTES)
      throw malformed('a key is not 32 bytes of base64 under a short id');
    keys.set(id, key);
  }
  if (!keys.has(json.current)) throw malformed('the current key is not among its keys');
  return { current: json.current, keys };
}

function createIfAbsent(file: string, purpose: KeyPurpose): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ purpose, current: 'k1', keys: { k1: newKey() } }, null, 2);
  const draft = writeBeside(file, `${text}\n`);
  try {
    // A link, unlike a rename, never replaces a file that another process made in the meantime.
    linkSync(draft, file);
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'EEXIST')) throw err;
  } finally {
    rmSync(draft);
  }
}

/** Writes the whole text to a new 0600 file next to `file`, safe on disk, and returns its path. */
function writeBeside(file: string, text: string): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
  return draft;
}

function modeOf(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new KeyFileError('MISSING', `There is no key file at ${file}: put it there, or correct the path.`);
  return stat.mode;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The key new things are made with. */
export function currentKey(ring: KeyRing): Uint8Array {
  const key = ring.keys.get(ring.current);
  if (!key) throw new Error('a key ring without its current key');
  return key;
}
