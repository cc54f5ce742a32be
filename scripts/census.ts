import { randomUUID } from 'node:crypto';
import { loadConfig } from '../config.js';
import { exitCodeOf } from '../launch/sentence.js';
import { engineAtHand, mendable } from './engine-client.js';

/** `npm run census`: takes the nightly census now, and says what it found and repaired. */
async function main(): Promise<void> {
  const { client, names } = await engineAtHand(loadConfig(), 'census');
  try {
    const report = await client.workflow.execute<() => Promise<Readonly<Record<string, number>>>>('census', {
      // Named like the schedule's own, so that no census takes it for a case.
      workflowId: `${names.workflowIdPrefix}census/by-hand-${randomUUID()}`,
      taskQueue: names.taskQueue,
      args: [],
    });
    const told = Object.entries(report).map(([what, count]) => `${what} ${count}`);
    process.stdout.write(`Census: ${told.join(', ')}.\n`);
  } finally {
    await client.connection.close();
  }
}

try {
  await main();
} catch (error) {
  process.exitCode = exitCodeOf(mendable(error), (line) => process.stderr.write(`${line}\n`));
}
