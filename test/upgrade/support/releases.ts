import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const RELEASES = path.join(ROOT, 'test/upgrade/releases');

export type Manifest = Readonly<Record<string, { readonly commit: string; readonly sha256: string }>>;
export const manifest = JSON.parse(readFileSync(path.join(RELEASES, 'manifest.json'), 'utf8')) as Manifest;

/** The release before this one: the newest that was recorded. */
export const BEFORE = Object.keys(manifest).toSorted(byVersion).at(-1) ?? '';

/**
 * The code of a recorded release, unpacked once per run of the tests. Its packages are this tree's: what it does is its
 * own, what it stands on is not.
 */
export function unpacked(version: string): string {
  const folder = path.join(runFolder(), `release-${version}`);
  if (existsSync(folder)) return folder;
  const archive = path.join(RELEASES, `${version}.tar.gz`);
  const found = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (found !== manifest[version]?.sha256) throw new Error(`${version}.tar.gz is not what was recorded`);
  const unfinished = `${folder}.${randomUUID()}`;
  mkdirSync(unfinished);
  execFileSync('tar', ['-xzf', archive, '-C', unfinished]);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(unfinished, 'node_modules'));
  // Renamed when whole; a second test file that was as quick finds it done.
  try {
    renameSync(unfinished, folder);
  } catch {
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}

/** The workflow code of `root` in a folder of its own, to be changed by the test. */
export function copyOfWorkflows(root: string, name: string): string {
  const folder = path.join(runFolder(), `${name}-${randomUUID()}`);
  mkdirSync(folder);
  for (const part of ['domain', 'workflows', 'privacy', 'package.json', 'tsconfig.json'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  return left.reduce((sign, part, index) => sign || part - (right[index] ?? 0), 0);
}

/** The run's own folder, which goes with the run. */
function runFolder(): string {
  own ??= process.env.SEKISHO_TOTALS_FILE
    ? path.dirname(process.env.SEKISHO_TOTALS_FILE)
    : mkdtempSync(path.join(tmpdir(), 'sekisho-upgrade-'));
  return own;
}
let own: string | undefined;
