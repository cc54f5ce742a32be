import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'sekisho-test-';
const OWNER = 'owner.pid';

/** A folder for one run. Removes what runs that were killed have left: nobody else will. */
export function testFolder(): { path: string; remove(): void } {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    if (isOrphan(folder)) remove(folder);
  }
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  writeFileSync(path.join(folder, OWNER), String(process.pid));
  return { path: folder, remove: () => remove(folder) };
}

function isOrphan(folder: string): boolean {
  try {
    process.kill(Number(readFileSync(path.join(folder, OWNER), 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // A server that is only now ending still writes into it; the next run finds it orphaned.
  }
}
