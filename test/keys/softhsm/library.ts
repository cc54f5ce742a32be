import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../launch/cache-folder.js';

/** Where the SoftHSM2 library is, or why there is none. Debian's package is fetched without root where apt can be. */
type SoftHsm = { readonly module: string } | { readonly missing: string };

const USUAL = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
  '/opt/homebrew/lib/softhsm/libsofthsm2.so',
];
const FETCH_MS = 30_000;

function findSoftHsm(env: NodeJS.ProcessEnv = process.env): SoftHsm {
  if (env.SOFTHSM2_MODULE)
    return loads(env.SOFTHSM2_MODULE)
      ? { module: env.SOFTHSM2_MODULE }
      : { missing: 'SOFTHSM2_MODULE names no library that loads' };
  const installed = USUAL.find((file) => existsSync(file) && loads(file));
  if (installed) return { module: installed };
  if (!isThere('apt-get') || !isThere('dpkg'))
    return { missing: 'no SoftHSM2 here and no apt-get to fetch it: install softhsm2' };
  const fetched = fetchedFromDebian(path.join(cacheFolder(env), 'softhsm2'));
  if (fetched && loads(fetched)) return { module: fetched };
  return { missing: 'no SoftHSM2 here, and apt-get could not fetch it: install softhsm2' };
}

/** For the head of a test file: the library, or in words for a title why there is none. */
export function softHsmHere(): { readonly module: string; readonly why: string } {
  const found = findSoftHsm();
  return 'module' in found
    ? { module: found.module, why: '' }
    : { module: '', why: ` (skipped: ${found.missing})` };
}

function fetchedFromDebian(folder: string): string | undefined {
  const library = path.join(folder, 'usr/lib/softhsm/libsofthsm2.so');
  if (existsSync(library)) return library;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    const options = { cwd: draft, stdio: 'ignore', timeout: FETCH_MS } as const;
    execFileSync('apt-get', ['download', 'libsofthsm2'], options);
    const file = readdirSync(draft).find((name) => name.endsWith('.deb'));
    if (file === undefined) return undefined;
    execFileSync('dpkg', ['-x', file, 'root'], options);
    // Another run may have been quicker.
    if (!existsSync(folder)) renameSync(path.join(draft, 'root'), folder);
    return library;
  } catch {
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** In a process of its own: a library for another machine must not end this one. */
function loads(file: string): boolean {
  const program = `import koffi from 'koffi'; koffi.load(process.argv[1]).func('C_GetFunctionList', 'uint64_t', ['uint64_t'])`;
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', program, file], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function isThere(command: string): boolean {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, command)));
}
