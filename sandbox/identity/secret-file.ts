import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The secret in `path`; made on first use. Whoever of several processes comes second reads the first one's. */
export function ensureSecretFile(path: string): Promise<string> {
  return ensurePrivateFile(path, async () => randomBytes(32).toString('base64url'));
}

/** The text of `path`, readable by its owner only. If it is missing, `make` says what it holds from now on. */
export async function ensurePrivateFile(path: string, make: () => Promise<string>): Promise<string> {
  return (await readIfPresent(path)) ?? (await createOnce(path, await make()));
}

async function createOnce(path: string, text: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    // A hard link appears whole or not at all, and never replaces: no reader sees half a secret, no two differ.
    await link(draft, path);
    return text;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await rm(draft, { force: true });
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
