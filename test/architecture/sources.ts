import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = [
  'domain',
  'forms',
  'workflows',
  'privacy',
  'store',
  'keys',
  'activities',
  'web',
  'gateway',
  'api',
  'workers',
  'cli',
  'launch',
  'sandbox',
  'scripts',
  'bench',
];

export interface Source {
  /** From the project's root, with `/`. */
  readonly file: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** As written. */
  readonly from: string;
  /** The file meant, from the project's root; undefined for a package. */
  readonly file?: string;
}

/** Every source of the project but its tests. */
export function sources(): Source[] {
  const inFolders = FOLDERS.flatMap((folder) => filesIn(folder));
  const atRoot = readdirSync(ROOT).filter((name) => /\.(ts|mjs)$/.test(name) && !name.startsWith('jest.'));
  return [...inFolders, ...atRoot].map((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return {
      file,
      folder: file.includes('/') ? (file.split('/')[0] ?? '') : '',
      text,
      imports: importsOf(file, text),
    };
  });
}

/** The text without comments and without what stands in quotes: what is done, not what is said. */
export function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function filesIn(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\(\s*|^import\s+)'([^']+)'/gm);
  return [...found].map(([, from = '']) => {
    if (!from.startsWith('.')) return { from };
    return { from, file: path.posix.join(path.posix.dirname(file), from).replace(/\.js$/, '') };
  });
}
