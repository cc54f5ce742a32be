import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { type Config, loadConfig } from '../config.js';
import { Api } from './api.js';
import { KeptSignIns } from './sign-ins.js';
import { harmless } from './table.js';

/** Where a command reads and writes: the process's own, or a test's. */
export interface Io {
  readonly env: NodeJS.ProcessEnv;
  out(text: string): void;
  err(text: string): void;
  /** All of the standard input. */
  input(): Promise<string>;
}

export interface Context {
  readonly io: Io;
  readonly config: Config;
  readonly url: string;
  readonly kept: KeptSignIns;
  /** As whoever is signed in, or nobody. */
  readonly api: Api;
  /** As `--output` asks: the answer as it came, or as text. */
  print(value: unknown, text: () => string): void;
}

export interface GlobalOptions {
  readonly url?: string | undefined;
  readonly output: 'json' | 'table';
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The same settings as the servers' own, and the same state folder: the one in the checkout, wherever we are called. */
export function configOf(env: NodeJS.ProcessEnv): Config {
  return loadConfig({ ...env, SEKISHO_DATA: path.resolve(ROOT, env.SEKISHO_DATA || '.sekisho') });
}

export function contextOf(io: Io, { url: given, output }: GlobalOptions): Context {
  const config = configOf(io.env);
  const url = (given ?? config.publicUrl).replace(/\/+$/, '');
  const kept = new KeptSignIns(config.dataDir);
  return {
    io,
    config,
    url,
    kept,
    api: new Api(url, tokenFor(url, io.env, kept)),
    print: (value, text) =>
      io.out(output === 'json' ? `${JSON.stringify(value, null, 2)}\n` : `${harmless(text())}\n`),
  };
}

function tokenFor(url: string, env: NodeJS.ProcessEnv, kept: KeptSignIns): string | undefined {
  if (env.SEKISHO_TOKEN) return env.SEKISHO_TOKEN;
  const last = kept.at(url);
  // A worn-out token would be refused as if it were a forged one; without any, the answer is "sign in".
  return last && last.expiresAt * 1_000 > Date.now() ? last.accessToken : undefined;
}
