import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A driver in a process of its own: told by message, answers by message, ends when we do. */
export interface DriverProcess {
  ask<T>(message: unknown, onDone?: () => void): Promise<T>;
  stop(): Promise<void>;
  kill(): void;
}

type Told = { readonly done?: number; readonly failed?: string; readonly result?: unknown };

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export function startDriver(entry: string): DriverProcess {
  const child = fork(path.join(ROOT, entry), [], {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    // What it says goes where progress goes: stdout is the report's.
    stdio: ['ignore', 2, 2, 'ipc'],
    env: {},
    detached: true,
  });
  const exited = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  return {
    ask: (message, onDone) =>
      new Promise((resolve, reject) => {
        const hear = (told: Told) => {
          if (told.done !== undefined) return onDone?.();
          child.off('message', hear);
          if (told.failed === undefined) resolve(told.result as never);
          else reject(new Error(`${entry}: ${told.failed}`));
        };
        child.on('message', hear);
        void exited.then((code) => reject(new Error(`${entry} ended (exit code ${code})`)));
        child.send(message as object);
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
