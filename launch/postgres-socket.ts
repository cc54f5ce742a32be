import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Account } from './postgres-account.js';
import { Sentence } from './sentence.js';

// sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included.
const PATH_LIMIT_BYTES = 103;
const SOCKET_NAME = '.s.PGSQL.5432';

/** The folder of the server's socket: beside its data, or, where that path is too long for a socket, a short one. */
export function prepareSocketFolder(dataDir: string, account: Account): string {
  const beside = path.join(path.resolve(dataDir), 'socket');
  if (fits(beside)) return prepare(beside, account);
  // Derived from the data folder, so that two checkouts never meet and a restart finds its own again.
  const short = `sekisho-${createHash('sha256').update(beside).digest('hex').slice(0, 12)}`;
  const inTemp = [path.join(realpathSync(tmpdir()), short), path.join('/tmp', short)].find(fits);
  if (inTemp) return prepare(inTemp, account);
  throw new Sentence(
    `No path short enough for a PostgreSQL socket: set TMPDIR to a shorter folder than ${tmpdir()}.`,
  );
}

function fits(folder: string): boolean {
  return Buffer.byteLength(path.join(folder, SOCKET_NAME)) <= PATH_LIMIT_BYTES;
}

function prepare(folder: string, account: Account): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const owners = [process.getuid?.(), account.user?.uid];
  // In a shared temp folder somebody else may have made it first, to listen in our place.
  if (!stat.isDirectory() || !owners.includes(stat.uid)) {
    throw new Sentence(
      `The folder ${folder} belongs to another user: remove it, or set TMPDIR to a folder of your own.`,
    );
  }
  chmodSync(folder, 0o700);
  account.own(folder);
  return folder;
}
