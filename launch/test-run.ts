import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Totals = { code: number; passed: number; failed: number };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUARD = path.join(ROOT, 'launch/guard.mjs');
/** A test that leaves a pool or a worker open keeps jest alive for ever. */
const LINGER_MS = 20_000;

export type JestRun = {
  args: readonly string[];
  folder: string;
  env: Record<string, string>;
  signal: AbortSignal;
  /** Another copy of this repository. */
  root?: string;
};

/** Jest under the guard, so that it, too, ends when we are killed. */
export async function runJest({ args, folder, env, signal, root = ROOT }: JestRun): Promise<Totals> {
  const totalsFile = path.join(folder, 'totals.json');
  // Of the run before, where one follows another.
  rmSync(totalsFile, { force: true });
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, [GUARD, process.execPath, jest, ...args], {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...testEnvironment(process.env), ...env, SEKISHO_TOTALS_FILE: totalsFile },
  });
  child.stdin?.on('error', () => {});
  const end = () => child.stdin?.end();
  signal.addEventListener('abort', end);
  if (signal.aborted) end();

  let lingering = false;
  const watch = setInterval(() => {
    if (!existsSync(totalsFile) || lingering) return;
    lingering = true;
    setTimeout(() => {
      process.stderr.write('The tests are done, but one of them left a connection, worker or timer open.\n');
      end();
    }, LINGER_MS).unref();
  }, 500);
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  clearInterval(watch);
  return { code, ...readTotals(totalsFile) };
}

/** Tests see TEST_* only: a developer's own server must not be what they write to. */
function testEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(SEKISHO_|TEMPORAL_|OIDC_|PROVIDERS_|VAULT_|CODEC_|PKCS11_)|^(.*DATABASE_URL|PORT|PORT_BASE|PUBLIC_URL|TASK_QUEUE|WORKFLOW_ID_PREFIX|TEST_CLOCK)$/;
  const kept = Object.entries(env).filter(
    ([name]) =>
      name.startsWith('TEST_') || name === 'SEKISHO_CACHE' || name === 'TEMPORAL_CLI' || !ours.test(name),
  );
  const flags = ['--experimental-vm-modules'];
  if (process.allowedNodeEnvironmentFlags.has('--disable-warning'))
    flags.push('--disable-warning=ExperimentalWarning');
  return {
    ...Object.fromEntries(kept),
    NODE_OPTIONS: [env.NODE_OPTIONS, ...flags].filter(Boolean).join(' '),
  };
}

function readTotals(file: string): { passed: number; failed: number } {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  return JSON.parse(readFileSync(file, 'utf8')) as { passed: number; failed: number };
}
