import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { Sentence } from './sentence.js';

/** Under which user the server runs. PostgreSQL refuses root, which is what containers and build machines give us. */
export type Account = {
  /** Words put before the command. */
  prefix: readonly string[];
  user?: { uid: number; gid: number } | undefined;
  /** Makes a folder that we made the server's own. */
  own(folder: string): void;
  /** Lets the server's user through to its files and its program. @throws Sentence where it cannot get there. */
  letThrough(to: { dataDir: string; program: string }): void;
  rename(from: string, to: string): void;
};

const AS_OURSELVES: Account = { prefix: [], own: () => {}, letThrough: () => {}, rename: renameSync };
const UNSHARE = ['unshare', '--user', '--map-user=65534'];

export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return AS_OURSELVES;
  // A cluster made by one way must be served that way: its files have that owner.
  const owner = existsSync(cluster) ? statSync(cluster).uid : undefined;
  if (owner !== undefined && owner !== 0) return lowered(owner);
  // First choice: a user namespace in which root calls itself nobody. The files stay root's, so that a project below
  // a 0700 home folder works; changing the user id would lose the way there.
  if (unshareWorks()) return { ...AS_OURSELVES, prefix: UNSHARE };
  return lowered();
}

export function asAccount(account: Account, command: string, args: readonly string[]): [string, string[]] {
  const [first = command, ...more] = [...account.prefix, command, ...args];
  return [first, more];
}

export function run([command, args]: [string, string[]], account: Account): void {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      ...account.user,
    });
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim() ?? String(error);
    throw new Sentence(`PostgreSQL could not create its files (${command} failed): ${said}`);
  }
}

function unshareWorks(): boolean {
  try {
    return (
      execFileSync('unshare', [...UNSHARE.slice(1), 'id', '-u'], {
        encoding: 'utf8',
        stdio: 'pipe',
        env: { PATH: process.env.PATH },
      }).trim() === '65534'
    );
  } catch {
    return false;
  }
}

/** A user with an entry in /etc/passwd: initdb looks itself up there. */
function lowered(uid?: number): Account {
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row =
    uid === undefined
      ? (rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody'))
      : rows.find((fields) => Number(fields[2]) === uid);
  if (!row) {
    throw new Sentence(
      'PostgreSQL does not run as root and found no user "postgres" or "nobody": start as another user, or set DATABASE_URL.',
    );
  }
  const user = { uid: Number(row[2]), gid: Number(row[3]) };
  return {
    prefix: [],
    user,
    own: (folder) => chownSync(folder, user.uid, user.gid),
    letThrough: ({ dataDir, program }) => {
      // The state folder above is ours and closed to others; what lies in it stays closed, each by itself.
      const state = path.dirname(dataDir);
      if (statSync(state).uid === 0) chmodSync(state, statSync(state).mode | 0o011);
      const closed = [dataDir, program].flatMap(foldersAbove).find((folder) => !mayEnter(folder, user));
      if (closed === undefined) return;
      throw new Sentence(
        `PostgreSQL does not run as root, and user ${row[0]} may not enter ${closed}: start as another user, ` +
          'keep checkout and state (SEKISHO_DATA) outside that folder, or set DATABASE_URL.',
      );
    },
    rename: renameSync,
  };
}

/** Outermost first. */
function foldersAbove(file: string): string[] {
  const above = path.dirname(file);
  return above === file ? [] : [...foldersAbove(above), above];
}

function mayEnter(folder: string, user: { uid: number; gid: number }): boolean {
  const { uid, gid, mode } = statSync(folder);
  const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & needed) !== 0;
}
