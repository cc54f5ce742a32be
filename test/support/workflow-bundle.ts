import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '../../workers/bundle-workflows.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Everything that can end up in the bundle; the lockfile stands for the packages. */
const SOURCES = ['workflows', 'domain', 'privacy', 'workers/bundle-workflows.ts', 'package-lock.json'];

/** The workflow bundle, built by the first test file that needs it and found again by the others. */
export async function workflowBundle(): Promise<{ codePath: string }> {
  const codePath = path.join(tmpdir(), `sekisho-workflows-${hashOfSources()}.cjs`);
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflows(SILENT);
    // Renamed when whole, so that another test file never reads half of it.
    const unfinished = `${codePath}.${randomUUID()}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, codePath);
  }
  return { codePath };
}

const say = () => {};
const SILENT = { log: say, trace: say, debug: say, info: say, warn: say, error: say };

function hashOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) {
    for (const file of filesIn(source)) hash.update(`${file}\0`).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 24);
}

function filesIn(source: string): string[] {
  if (path.extname(source) !== '') return [source];
  return readdirSync(path.join(ROOT, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort();
}
