import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Children, Running } from './children.js';
import { requireCompiled } from './compile.js';
import { exitOf, tailOf } from './guarded.js';
import { Sentence } from './sentence.js';

export type NodeChildOptions = {
  name: string;
  /** Path of the entry below the project's root. */
  entry: string;
  /** The folder where `compile` has put it; without one it is compiled while it loads. */
  compiledIn?: string | undefined;
  args?: readonly string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Answers 200 when the process can work. Without one it counts as ready at once. */
  readyUrl?: string | undefined;
  /** Learn of it as soon as it is spawned. */
  children?: Children;
};

/**
 * As in the image. V8 makes what it has seen live long in the old space from then on; of a process that answers thousands of
 * questions a second that is garbage which only a full collection finds, every few seconds (decision 0064).
 */
export const V8_FLAGS = ['--no-allocation-site-pretenuring'];

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A busy machine takes a minute for what a quiet one does in two seconds; who has ended is told at once. */
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 12_000;
const LOG_LIMIT_BYTES = 20_000_000;

/** One of our own processes. It holds a pipe to us as stdin and ends when that closes (stdin-lifeline.ts). */
export async function startNodeChild(options: NodeChildOptions): Promise<Running> {
  const { name, env, logFile, readyUrl, children, args = [] } = options;
  const program = programOf(options);
  children?.refuseLate();
  const tooLong = existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES;
  const log = openSync(logFile, tooLong ? 'w' : 'a', 0o600);
  const child = spawn(process.execPath, [...V8_FLAGS, ...program, ...args], {
    cwd: ROOT,
    env,
    stdio: ['pipe', log, log],
    // A group of its own: the terminal's Ctrl-C reaches only us, and we end the processes in order.
    detached: true,
  });
  closeSync(log);
  child.stdin?.on('error', () => {});
  const exited = exitOf(child);
  let stopping: Promise<void> | undefined;
  const running = {
    exited,
    // Asked twice it is told once: a second SIGTERM would cut its ending short.
    stop: () => (stopping ??= stop(child, exited)),
    kill: () => void child.kill('SIGKILL'),
  };
  children?.adopt(running);
  if (readyUrl) await untilReady({ name, readyUrl, logFile, running });
  return running;
}

function programOf({ entry, compiledIn }: NodeChildOptions): string[] {
  return compiledIn
    ? ['--enable-source-maps', requireCompiled(compiledIn, entry)]
    : ['--import', 'tsx', path.join(ROOT, entry)];
}

async function stop(child: ChildProcess, exited: Promise<number>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}

async function untilReady(options: {
  name: string;
  readyUrl: string;
  logFile: string;
  running: Running;
}): Promise<void> {
  const { name, readyUrl, logFile, running } = options;
  let ended = false;
  void running.exited.then(() => {
    ended = true;
  });
  const until = Date.now() + READY_WITHIN_MS;
  while (!ended && Date.now() < until) {
    if (await answersOk(readyUrl)) return;
    await sleep(100);
  }
  running.kill();
  const what = ended ? 'ended while starting' : `was not ready within ${READY_WITHIN_MS / 1000} s`;
  throw new Sentence(`The process ${name} ${what}; the end of ${logFile} says why:\n${tailOf(logFile, 6)}`);
}

export async function answersOk(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
