import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type Lock = { release(): void };

/** Takes the lock, or says which live process holds it. A lock whose holder is gone is taken over. */
export function tryLock(file: string): Lock | { heldBy: number } {
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    if (create(file)) return { release: () => rmSync(file, { force: true }) };
    const holder = holderOf(file);
    if (holder !== undefined && startedAt(holder.pid) === holder.started) return { heldBy: holder.pid };
    // Renamed rather than removed: of two launchers that find the same stale lock, only one succeeds.
    const stale = `${file}.stale-${process.pid}`;
    try {
      renameSync(file, stale);
      rmSync(stale, { force: true });
    } catch {
      // The other one was first; look again.
    }
  }
}

function create(file: string): boolean {
  // Linked into place with its content: nobody ever reads half a lock and takes it for a stale one.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${process.pid}\n${startedAt(process.pid)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function holderOf(file: string): { pid: number; started: string } | undefined {
  try {
    const [pid, started = ''] = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(pid), started };
  } catch {
    return undefined;
  }
}

/** The pid alone does not name a process: after a restart of the machine another one has it. */
function startedAt(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 0) return 'nobody';
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env,
      stdio: 'pipe',
    }).trim();
  } catch {
    return 'gone';
  }
}
