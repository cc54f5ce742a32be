import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Children } from './children.js';

/** A foreign program under guard.mjs, in a process group of its own so that the terminal's Ctrl-C reaches only us. */
export type Guarded = {
  exited: Promise<number>;
  running(): boolean;
  /** Asks the program to end and waits until it has. */
  stop(): Promise<void>;
  kill(): void;
};

export type GuardedOptions = {
  command: string;
  args: readonly string[];
  /** Both output streams are appended here. */
  logFile: string;
  pidFile: string;
  /** A part of the command line that only this server has: by it a later start knows an orphan for its own. */
  mark: string;
  signal?: 'SIGTERM' | 'SIGINT';
  graceMs?: number;
  user?: { uid: number; gid: number } | undefined;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Learn of it as soon as it is spawned. */
  children?: Children | undefined;
};

const GUARD = fileURLToPath(new URL('./guard.mjs', import.meta.url));
const LOG_LIMIT_BYTES = 20_000_000;

export function startGuarded(options: GuardedOptions): Guarded {
  options.children?.refuseLate();
  const log = openSync(options.logFile, largerThan(options.logFile, LOG_LIMIT_BYTES) ? 'w' : 'a', 0o600);
  const flags = [
    `--signal=${options.signal ?? 'SIGTERM'}`,
    `--grace=${options.graceMs ?? 8_000}`,
    `--pid-file=${options.pidFile}`,
    `--mark=${options.mark}`,
    ...(options.user ? [`--uid=${options.user.uid}`, `--gid=${options.user.gid}`] : []),
  ];
  const guard = spawn(process.execPath, [GUARD, ...flags, options.command, ...options.args], {
    stdio: ['pipe', log, log],
    detached: true,
    env: options.env,
    cwd: options.cwd,
  });
  closeSync(log);
  // The pipe breaks when the guard is gone; its exit tells us, this error would only crash us.
  guard.stdin?.on('error', () => {});
  const exited = exitOf(guard);
  let running = true;
  void exited.then(() => {
    running = false;
  });
  const guarded = {
    exited,
    running: () => running,
    stop: async () => {
      guard.stdin?.end();
      await exited;
    },
    kill: () => void guard.kill('SIGUSR2'),
  };
  options.children?.adopt(guarded);
  return guarded;
}

/** Ends what an earlier run left behind because its guard, too, was killed. */
export async function endLeftover(pidFile: string, signal: NodeJS.Signals): Promise<void> {
  const [pid, mark] = recorded(pidFile);
  await endMarked(pid, mark, signal);
  rmSync(pidFile, { force: true });
}

/** Ends the process only if its command line bears the mark: pids are used again. */
export async function endMarked(
  pid: number,
  mark: string,
  signal: NodeJS.Signals,
  patienceMs = 10_000,
): Promise<void> {
  const until = Date.now() + patienceMs;
  if (isMarked(pid, mark)) sendTo(pid, signal);
  while (isMarked(pid, mark) && Date.now() < until) await sleep(50);
  if (isMarked(pid, mark)) sendTo(pid, 'SIGKILL');
}

export function recordedPid(pidFile: string): number | undefined {
  const [pid, mark] = recorded(pidFile);
  return isMarked(pid, mark) ? pid : undefined;
}

export function tailOf(file: string, lines = 12): string {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** 127 if it could not be started. */
export function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 137 : 1)));
    child.once('error', () => resolve(127));
  });
}

function recorded(pidFile: string): [pid: number, mark: string] {
  if (!existsSync(pidFile)) return [0, ''];
  const [pid, mark = ''] = readFileSync(pidFile, 'utf8').split('\n');
  return [Number(pid), mark];
}

function isMarked(pid: number, mark: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || mark === '') return false;
  return commandLineOf(pid)?.includes(mark) ?? false;
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between, which is what we wanted.
  }
}

/** Undefined for a process that is gone, or dead and not yet reaped. */
export function commandLineOf(pid: number): string | undefined {
  try {
    const state = execFileSync('ps', ['-o', 'stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim();
    return state === '' || state.startsWith('Z') ? undefined : state;
  } catch {
    return undefined;
  }
}

function largerThan(file: string, bytes: number): boolean {
  return existsSync(file) && statSync(file).size > bytes;
}
