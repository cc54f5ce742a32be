import { execFileSync, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Children } from './children.js';
import { exitOf } from './guarded.js';
import { tryLock } from './lock.js';
import { type Log, Sentence } from './sentence.js';

export type BuiltEngine = { server: string; ui: string };
export type Build = (options: BuildOptions) => Promise<BuiltEngine>;
export type BuildOptions = {
  cache: string;
  env: NodeJS.ProcessEnv;
  log: Log;
  /** Where Go is often installed without being on PATH. */
  usualFolders?: readonly string[];
  /** Learn of Go as soon as it is spawned. */
  children?: Children | undefined;
};

type Tool = { folder: string; program: string; source: string; what: string };

// A folder per tool: two programs are called `server`.
const SERVER: Tool = {
  folder: 'temporal-server-1.32.0',
  program: 'server',
  source: 'go.temporal.io/server/cmd/server@v1.32.0',
  what: 'Temporal server 1.32.0',
};
const UI: Tool = {
  folder: 'temporal-ui-2.54.1',
  program: 'server',
  source: 'github.com/temporalio/ui-server/v2/cmd/server@v2.54.1',
  what: 'Temporal UI 2.54.1',
};
const SQL_TOOL: Tool = {
  folder: 'temporal-sql-tool-1.32.0',
  program: 'sql',
  source: 'go.temporal.io/server/cmd/tools/sql@v1.32.0',
  what: 'Temporal SQL tool 1.32.0',
};
// The newest that `go install` takes: from 1.6 on its go.mod replaces a module, which Go refuses to install from outside.
const CLI: Tool = {
  folder: 'temporal-cli-1.5.1-built',
  program: 'temporal',
  source: 'github.com/temporalio/cli/cmd/temporal@v1.5.1',
  what: 'Temporal CLI 1.5.1',
};
const USUAL_FOLDERS = ['/usr/local/go/bin', '/opt/homebrew/bin'];
const NEEDED_GO = '1.26.8';
const UNFINISHED = '.building-';
const PROGRESS_EVERY_MS = 10_000;

export function builtEngine(cache: string): BuiltEngine | undefined {
  return isBuilt(cache, SERVER) && isBuilt(cache, UI)
    ? { server: binaryOf(cache, SERVER), ui: binaryOf(cache, UI) }
    : undefined;
}

/** The same engine from source, once for each user of the machine: some minutes. */
export const buildFromSource: Build = async (options) => {
  await build([SERVER, UI], options);
  return { server: binaryOf(options.cache, SERVER), ui: binaryOf(options.cache, UI) };
};

/** What a cluster on PostgreSQL is made of: the server alone knows that database, and its tool makes the tables. */
export async function buildClusterTools(options: BuildOptions): Promise<{ server: string; sqlTool: string }> {
  const { cache } = options;
  if (!isBuilt(cache, SERVER) || !isBuilt(cache, SQL_TOOL)) await build([SERVER, SQL_TOOL], options);
  return { server: binaryOf(cache, SERVER), sqlTool: binaryOf(cache, SQL_TOOL) };
}

/** A plain command line client, which is all it is used for: the server inside it is an older one. */
export async function buildCli(options: BuildOptions): Promise<string> {
  if (!isBuilt(options.cache, CLI)) await build([CLI], options);
  return binaryOf(options.cache, CLI);
}

async function build(tools: readonly Tool[], options: BuildOptions): Promise<void> {
  const { cache, log, usualFolders = USUAL_FOLDERS } = options;
  const go = goCommand(options.env, usualFolders);
  mkdirSync(cache, { recursive: true });
  const lock = await lockBuild(cache, log);
  try {
    for (const left of readdirSync(cache).filter((name) => name.startsWith(UNFINISHED))) {
      rmSync(path.join(cache, left), { recursive: true, force: true });
    }
    for (const tool of tools) {
      if (!isBuilt(cache, tool)) await install(go, tool, options);
    }
  } finally {
    lock.release();
  }
}

async function lockBuild(cache: string, log: Log) {
  let told = false;
  for (;;) {
    const lock = tryLock(path.join(cache, 'building.lock'));
    if ('release' in lock) return lock;
    if (!told) log(`Temporal: process ${lock.heldBy} is already building the engine, waiting for it`);
    told = true;
    await sleep(500);
  }
}

async function install(go: string, tool: Tool, options: BuildOptions): Promise<void> {
  const { cache, log } = options;
  log(`Temporal: building ${tool.what} from source with Go, once (minutes the first time)`);
  // Built beside its place and renamed into it, so that an interrupted build never looks like a tool.
  const unfinished = mkdtempSync(path.join(cache, UNFINISHED));
  try {
    const own = { GOBIN: unfinished, GOTOOLCHAIN: 'auto', CGO_ENABLED: '0', GOFLAGS: '' };
    await runGo(go, tool, { ...options, env: { ...options.env, ...own } });
    const folder = path.join(cache, tool.folder);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function runGo(go: string, tool: Tool, { env, log, children }: BuildOptions): Promise<void> {
  const guard = fileURLToPath(new URL('./guard.mjs', import.meta.url));
  const started = Date.now();
  let modules = 0;
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    children?.refuseLate();
    // Asked by SIGINT, Go ends its compilers first; by SIGTERM it would leave them behind.
    const child = spawn(process.execPath, [guard, '--signal=SIGINT', go, 'install', tool.source], {
      env,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const exited = exitOf(child);
    const stop = async () => {
      child.stdin.end();
      await exited;
    };
    children?.adopt({ exited, stop, kill: () => void child.kill('SIGUSR2') });
    const progress = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      log(`Temporal: still building ${tool.what} (${seconds} s, ${modules} modules fetched)`);
    }, PROGRESS_EVERY_MS);
    child.stderr.on('data', (data: Buffer) => {
      const lines = data.toString().split('\n').filter(Boolean);
      modules += lines.filter((line) => line.startsWith('go: downloading')).length;
      said.push(...lines);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(progress);
      if (code === 0) return resolve();
      const last = said.filter((line) => !line.startsWith('go: downloading')).slice(-3);
      reject(
        new Sentence(
          `Go could not build ${tool.what} (${last.join(' ') || `exit code ${code}`}): check the connection to the Go ` +
            'module proxy (GOPROXY), or set TEMPORAL_CLI to a Temporal CLI 1.9.x, or TEMPORAL_ADDRESS to a running server.',
        ),
      );
    });
  });
}

function goCommand(env: NodeJS.ProcessEnv, usualFolders: readonly string[]): string {
  const folders = [...(env.PATH ?? '').split(path.delimiter), ...usualFolders];
  const go = folders.map((folder) => path.join(folder, 'go')).find((file) => existsSync(file));
  const version = go && versionOf(go, env);
  const cure =
    `install Go ${NEEDED_GO} or newer from https://go.dev/dl/ (1.21 is enough where it may fetch the newer one itself), ` +
    'or set TEMPORAL_CLI to a Temporal CLI 1.9.x, or TEMPORAL_ADDRESS to a running server.';
  if (!go || !version) {
    throw new Sentence(
      `The Temporal server can neither be downloaded nor built here, because Go is missing: ${cure}`,
    );
  }
  // Older ones do not know how to fetch a newer toolchain.
  if (Number(version.split('.')[1]) < 21) {
    throw new Sentence(`The Temporal server cannot be built with Go ${version}, which is too old: ${cure}`);
  }
  return go;
}

function versionOf(go: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    const said = execFileSync(go, ['version'], {
      encoding: 'utf8',
      env: { ...env, GOTOOLCHAIN: 'local' },
      stdio: 'pipe',
    });
    return /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(said)?.[1];
  } catch {
    return undefined;
  }
}

function binaryOf(cache: string, tool: Tool): string {
  return path.join(cache, tool.folder, tool.program);
}

function isBuilt(cache: string, tool: Tool): boolean {
  try {
    accessSync(binaryOf(cache, tool), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
