import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { loadConfig } from '../config.js';
import { exitCodeOf, Sentence } from '../launch/sentence.js';
import { bundleWorkflows } from '../workers/bundle-workflows.js';
import { engineAtHand, mendable } from './engine-client.js';

/**
 * `npm run replay-open`: takes the history of every case that is open now and replays it with this tree's workflows, on
 * this machine alone. What fails here would stand still after the release: the last gate before it.
 */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => {}) });
  const { client, names, dataConverter } = await engineAtHand(loadConfig(), 'replay-open');
  try {
    const bundle = await bundleWorkflows(new DefaultLogger('ERROR', () => {}));
    const running = client.workflow.list({
      query: `ExecutionStatus = 'Running' AND TaskQueue = '${names.taskQueue}'`,
    });
    const parts = { workflowBundle: bundle, dataConverter };
    let replayed = 0;
    let failed = 0;
    for await (const { workflowId, error } of Worker.runReplayHistories(
      parts,
      running.intoHistories({ concurrency: 8 }),
    )) {
      replayed += 1;
      if (!error) continue;
      failed += 1;
      process.stdout.write(`${workflowId}: ${error.name}\n`);
    }
    process.stdout.write(`${replayed} open histories replayed, ${failed} of them fail.\n`);
    if (failed > 0)
      throw new Sentence('Do not release this: put the change behind patched(…), then replay again.');
  } finally {
    await client.connection.close();
  }
}

try {
  await main();
} catch (error) {
  process.exitCode = exitCodeOf(mendable(error), (line) => process.stderr.write(`${line}\n`));
}
process.exit();
