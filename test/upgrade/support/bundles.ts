import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { copyOfWorkflows, ROOT, unpacked } from './releases.js';

export interface Bundle {
  readonly code: string;
}

/** The workflows of the release before, as they were. */
export const bundleOf = (version: string): Promise<Bundle> => bundle(unpacked(version));

/** The look at the register, once in every turn of the one loop: the place a change is most likely to touch. */
const LOOK = '    now = await look(';
export const PATCH = 'pause-before-look';
const PAUSE = `    await sleep(1);\n`;

/** This tree with a timer put before every look, properly patched: the next release. */
export const patchedBundle = (): Promise<Bundle> =>
  changed('patched', `    if (patched('${PATCH}')) ${PAUSE.trimStart()}`);
/** The same change by somebody who forgot the patch. */
export const unpatchedBundle = (): Promise<Bundle> => changed('unpatched', PAUSE);

async function changed(name: string, before: string): Promise<Bundle> {
  const folder = copyOfWorkflows(ROOT, name);
  const file = path.join(folder, 'workflows/case.ts');
  const source = readFileSync(file, 'utf8');
  if (source.split(LOOK).length !== 2)
    throw new Error('workflows/case.ts has changed: say anew where it looks');
  writeFileSync(file, source.replace(LOOK, `${before}${LOOK}`));
  return bundle(folder);
}

async function bundle(root: string): Promise<Bundle> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    payloadConverterPath: path.join(root, 'privacy/workflow-payload-converter.ts'),
    failureConverterPath: path.join(root, 'privacy/workflow-failure-converter.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  return { code };
}
