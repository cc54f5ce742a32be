import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Children } from './children.js';
import { exitOf } from './guarded.js';
import type { Log } from './sentence.js';

export const CLI_VERSION = 'v1.9.1';

/** Puts the CLI into the cache and returns its path; rejects when the site cannot be reached. */
export type Download = (options: {
  cache: string;
  log: Log;
  children?: Children | undefined;
}) => Promise<string>;

const CONNECT_WITHIN_MS = 20_000;
const COMPLETE_WITHIN_MS = 10 * 60_000;

export function downloadedCli(cache: string): string | undefined {
  const file = path.join(folderIn(cache), 'temporal');
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return undefined;
  }
}

/**
 * The SDK's own downloader, in a process of its own: it has no time limit and cannot be cancelled, a process can.
 * A file in the folder means that the site has answered.
 */
export const downloadCli: Download = async ({ cache, children }) => {
  const unfinished = `${folderIn(cache)}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await runDownloader(unfinished, children);
    const [file] = readdirSync(unfinished).filter(
      (name) => name.startsWith('temporal') && !name.includes('.downloading'),
    );
    if (!file) throw new Error('the downloader left no file');
    mkdirSync(folderIn(cache), { recursive: true });
    renameSync(path.join(unfinished, file), path.join(folderIn(cache), 'temporal'));
    return path.join(folderIn(cache), 'temporal');
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

function runDownloader(folder: string, children: Children | undefined): Promise<void> {
  const script = fileURLToPath(new URL('./temporal-downloader.mjs', import.meta.url));
  return new Promise((resolve, reject) => {
    children?.refuseLate();
    const child = spawn(process.execPath, [script, folder, CLI_VERSION], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = exitOf(child);
    const kill = () => void child.kill('SIGKILL');
    const stop = async () => {
      kill();
      await exited;
    };
    children?.adopt({ exited, stop, kill });
    const said: string[] = [];
    const giveUp = (reason: string) => {
      child.kill('SIGKILL');
      reject(new Error(reason));
    };
    const connect = setTimeout(() => {
      if (!existsSync(folder) || readdirSync(folder).length === 0) giveUp('no connection within 20 s');
    }, CONNECT_WITHIN_MS);
    const complete = setTimeout(() => giveUp('not complete within 10 minutes'), COMPLETE_WITHIN_MS);
    child.stderr.on('data', (data: Buffer) => said.push(data.toString()));
    child.once('error', (error) => reject(error));
    child.once('exit', (code) => {
      clearTimeout(connect);
      clearTimeout(complete);
      if (code === 0) resolve();
      else reject(new Error(causeIn(said.join('')) || `the downloader ended with ${code}`));
    });
  });
}

/** The SDK's message repeats the address at every level; the innermost cause stands at its end. */
function causeIn(said: string): string {
  return said.trim().split('\n').at(-1)?.split(': ').slice(-2).join(': ') ?? '';
}

function folderIn(cache: string): string {
  return path.join(cache, `temporal-cli-${CLI_VERSION.slice(1)}`);
}
