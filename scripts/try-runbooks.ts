import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePortBase } from '../launch/ports.js';
import { exitCodeOf, Sentence } from '../launch/sentence.js';
import { blocksOf, RUNBOOKS } from '../test/house/runbooks.js';

/**
 * `npm run test:runbooks [-- <name> …]`: runs the runbooks as they are written, one after the other on one sandbox of
 * its own, and compares what each block prints with what it says it prints.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BLOCK_WITHIN_MS = 300_000;

async function main(names: readonly string[]): Promise<void> {
  try {
    execFileSync('psql', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Sentence('The runbooks look into the register with psql: install a PostgreSQL client.');
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-runbooks-'));
  const env = {
    ...withoutOurs(process.env),
    PORT_BASE: String(await freePortBase(100)),
    SEKISHO_DATA: path.join(folder, 'state'),
    BACKUP: path.join(folder, 'backup'),
    XDG_CONFIG_HOME: path.join(folder, 'config'),
  };
  const runner = new Runner(env);
  let failed = 0;
  try {
    for (const name of names.length > 0 ? names : RUNBOOKS) failed += await runner.runbook(name);
  } finally {
    await runner.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  if (failed > 0) throw new Sentence(`${failed} blocks do not do what they say.`);
}

class Runner {
  #system: ChildProcess | undefined;
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async runbook(name: string): Promise<number> {
    let failed = 0;
    for (const block of blocksOf(readFileSync(path.join(ROOT, 'docs/runbooks', `${name}.md`), 'utf8'))) {
      const begun = Date.now();
      const { output, code } = await this.#block(block);
      const missing = block.prints.filter((line) => !output.includes(line));
      const well = code === 0 && missing.length === 0;
      const seconds = ((Date.now() - begun) / 1_000).toFixed(1);
      process.stdout.write(
        `${well ? 'ok ' : 'NOT'} ${name} (${block.mode}, ${seconds} s): ${block.script.split('\n')[0]}\n`,
      );
      if (well) continue;
      failed += 1;
      process.stdout.write(
        `    exit code ${code}; missing: ${missing.join(' | ') || 'nothing'}\n${output.replace(/^/gm, '    | ')}\n`,
      );
    }
    return failed;
  }

  async #block({ mode, script }: ReturnType<typeof blocksOf>[number]) {
    if (mode === 'start' && this.#system) return { output: 'Sekisho is ready.', code: 0 };
    const child = spawn('/bin/sh', ['-eu', '-c', script], {
      cwd: ROOT,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (output += data.toString()));
    const exited = new Promise<number>((resolve) => {
      child.once('close', (code) => resolve(code ?? 1));
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), BLOCK_WITHIN_MS);
    if (mode === 'start') {
      const ready = new Promise<number>((resolve) => {
        child.stdout.on('data', () => {
          if (output.includes('Sekisho is ready.')) resolve(0);
        });
      });
      const code = await Promise.race([ready, exited.then(() => 1)]);
      clearTimeout(timer);
      if (code === 0) {
        this.#system = child;
        child.once('close', () => (this.#system = undefined));
      }
      return { output, code };
    }
    const code = await exited;
    clearTimeout(timer);
    return { output, code };
  }

  /** What still runs, by its own process group. */
  async end(): Promise<void> {
    const system = this.#system;
    if (system?.pid === undefined) return;
    const closed = new Promise((resolve) => {
      system.once('close', resolve);
    });
    process.kill(-system.pid, 'SIGTERM');
    await closed;
  }
}

/** A developer's own system must not be what is tried on. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(SEKISHO_(?!CACHE)|TEMPORAL_(?!CLI)|OIDC_|PROVIDERS_|VAULT_|CODEC_|INDEX_|npm_)|DATABASE_URL$|^PORT|^PUBLIC_URL$|^TASK_QUEUE$|^WORKFLOW_/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodeOf(error, (line) => process.stderr.write(`${line}\n`));
}
