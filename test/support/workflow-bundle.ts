import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflows } from '../../workers/bundle-workflows.js';

/** The workflow bundle, built by the first test file of a run that needs it and found again by the others. */
export async function workflowBundle(): Promise<{ codePath: string }> {
  const codePath = path.join(FOLDER, 'workflows.cjs');
  if (!existsSync(codePath)) {
    const { code } = await bundleWorkflows(SILENT);
    // Renamed when whole, so that another test file never reads half of it.
    const unfinished = `${codePath}.${randomUUID()}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, codePath);
  }
  return { codePath };
}

/** The run's own folder, which nobody else can write to and which goes with the run. */
const FOLDER = process.env.SEKISHO_TOTALS_FILE
  ? path.dirname(process.env.SEKISHO_TOTALS_FILE)
  : mkdtempSync(path.join(tmpdir(), 'sekisho-bundle-'));

const say = () => {};
const SILENT = { log: say, trace: say, debug: say, info: say, warn: say, error: say };
