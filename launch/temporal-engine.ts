import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder.js';
import type { Children } from './children.js';
import { type Log, Sentence } from './sentence.js';
import { type Build, buildFromSource, builtEngine } from './temporal-build.js';
import { type Download, downloadCli, downloadedCli } from './temporal-download.js';

/** One engine version everywhere: server 1.32.0, which is what CLI 1.9.x holds. */
export type Engine = { kind: 'cli'; cli: string } | { kind: 'server'; server: string; ui: string };

export type EngineSearch = {
  env?: NodeJS.ProcessEnv;
  log: Log;
  download?: Download;
  build?: Build;
  /** Learn of a download or a build as soon as it is spawned. */
  children?: Children | undefined;
};

const CLI_VERSIONS = /\b1\.9\.\d+/;
const FAILURE_REMEMBERED_MS = 24 * 60 * 60 * 1000;

/**
 * Where the engine comes from, in this order: TEMPORAL_CLI, a fitting `temporal` on PATH, what an earlier start has
 * put into the cache, the download, the build from source. (TEMPORAL_ADDRESS comes before all of it: then no engine
 * is started, and nobody asks here.)
 */
export async function findEngine(search: EngineSearch): Promise<Engine> {
  const { env = process.env, log, children, download = downloadCli, build = buildFromSource } = search;
  const cache = cacheFolder(env);
  const installed = chosenCli(env) ?? cliOnPath(env, log);
  if (installed) return { kind: 'cli', cli: installed };

  const cached = cachedEngine(cache);
  if (cached) return cached;

  mkdirSync(cache, { recursive: true });
  const downloaded = await tryDownload(cache, download, log, children);
  if (downloaded) return { kind: 'cli', cli: downloaded };
  return { kind: 'server', ...(await build({ cache, env, log, children })) };
}

function cachedEngine(cache: string): Engine | undefined {
  const cli = downloadedCli(cache);
  if (cli) return { kind: 'cli', cli };
  const built = builtEngine(cache);
  return built && { kind: 'server', ...built };
}

function chosenCli(env: NodeJS.ProcessEnv): string | undefined {
  if (!env.TEMPORAL_CLI) return undefined;
  const version = versionOf(env.TEMPORAL_CLI);
  if (version && CLI_VERSIONS.test(version)) return env.TEMPORAL_CLI;
  throw new Sentence(
    `TEMPORAL_CLI names ${env.TEMPORAL_CLI}, which ${version ? `is "${version}"` : 'does not run'}: ` +
      'point it at a Temporal CLI 1.9.x, or leave it unset.',
  );
}

/** Any `temporal` on PATH, whatever its version: good enough for a client, not for an engine. */
export function anyCliOnPath(env: NodeJS.ProcessEnv): string | undefined {
  const found = onPath(env);
  return found && versionOf(found) ? found : undefined;
}

function onPath(env: NodeJS.ProcessEnv): string | undefined {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'temporal'))
    .find((file) => existsSync(file));
}

function cliOnPath(env: NodeJS.ProcessEnv, log: Log): string | undefined {
  const found = onPath(env);
  const version = found && versionOf(found);
  if (!found || !version) return undefined;
  if (CLI_VERSIONS.test(version)) return found;
  log(`Temporal: the CLI on PATH is "${version}", not 1.9.x, and is left alone`);
  return undefined;
}

async function tryDownload(
  cache: string,
  download: Download,
  log: Log,
  children: Children | undefined,
): Promise<string | undefined> {
  const failed = path.join(cache, 'temporal-cli-1.9.1.unreachable');
  if (existsSync(failed) && Date.now() - statSync(failed).mtimeMs < FAILURE_REMEMBERED_MS) {
    log(
      `Temporal: the download was out of reach within the last day (${readFileSync(failed, 'utf8').trim()}), not tried again`,
    );
    return undefined;
  }
  log('Temporal: downloading CLI 1.9.1 (server 1.32.0), giving up if there is no connection within 20 s');
  try {
    return await download({ cache, log, children });
  } catch (error) {
    // Cut off by ourselves: that says nothing of the site.
    if (children?.ending) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    log(`Temporal: the download is out of reach (${reason})`);
    writeFileSync(failed, `${reason}\n`);
    return undefined;
  }
}

function versionOf(file: string): string | undefined {
  try {
    return execFileSync(file, ['--version'], { encoding: 'utf8', stdio: 'pipe', timeout: 10_000 }).trim();
  } catch {
    return undefined;
  }
}
