import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxSettings } from '../../launch/compose-file.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

export const PRODUCTION = {
  OIDC_ISSUER: 'https://id.example.go.jp',
  PUBLIC_URL: 'https://sekisho.example.go.jp',
};
export const SANDBOX = sandboxSettings();

/** The names that config.ts reads, in its order. */
export const configVariables = [
  ...(/const Variables = z\.object\(\{([\s\S]*?)\n\}\);/.exec(read('config.ts'))?.[1] ?? '').matchAll(
    /^ {2}([A-Z][A-Z0-9_]+):/gm,
  ),
].map((match) => match[1] ?? '');

/** Every file of ours that `entry` needs, itself included, by its import statements. */
export function importsOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, specifier = ''] of read(entry).matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) {
    const target = path.join(path.dirname(entry), specifier);
    const file = [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find((candidate) =>
      existsSync(path.join(ROOT, candidate)),
    );
    if (file === undefined) throw new Error(`${entry} imports ${specifier}, which is not there`);
    importsOf(file, seen);
  }
  return seen;
}
