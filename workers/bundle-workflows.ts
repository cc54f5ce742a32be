import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type Logger } from '@temporalio/worker';
import { CONVERTER_PATHS } from '../privacy/data-converter.js';

/** The workflows as one piece of code for the sandbox they run in, about a second's work. */
export async function bundleWorkflows(logger?: Logger): Promise<{ code: string }> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    ...CONVERTER_PATHS,
    ...(logger ? { logger } : {}),
  });
  return { code };
}
