import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-unit-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

export type Ended = { code: number | null; signal: NodeJS.Signals | null; output: string };

/** A child whose output is kept. `stdin` is a pipe that stays open until it is ended. */
export function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env) {
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()));
  child.stdin.on('error', () => {});
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
  return { child: child as ChildProcess, ended, says: (text: string) => until(() => output.includes(text)) };
}

/** How many live processes have this text in their command line. A zombie has none. */
export function countProcesses(mark: string): number {
  const lines = execFileSync('ps', ['-eo', 'command='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(mark)).length;
}

export async function until(holds: () => boolean, patienceMs = 25_000): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${patienceMs} ms: ${holds.toString()}`);
    await sleep(20);
  }
}
