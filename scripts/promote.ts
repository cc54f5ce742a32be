import { loadConfig } from '../config.js';
import { exitCodeOf, Sentence } from '../launch/sentence.js';
import { NotEverywhere, NotPolling, promote } from '../workers/promote.js';
import { engineAtHand, mendable } from './engine-client.js';

/** `npm run promote -- <buildId>`: gives every case to the workers of that build. Only where WORKER_BUILD_ID is set. */
async function main([buildId, ...more]: string[]): Promise<void> {
  if (!buildId || more.length > 0) throw new Sentence('Say which build: npm run promote -- <buildId>');
  const { client, names } = await engineAtHand(loadConfig(), 'promote');
  try {
    const before = await promote(client, names, buildId);
    process.stdout.write(`Build ${buildId} has every case now; before it: ${before ?? 'no build'}.\n`);
  } finally {
    await client.connection.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const ours = error instanceof NotPolling || error instanceof NotEverywhere;
  const known = ours ? new Sentence(error.message) : mendable(error);
  process.exitCode = exitCodeOf(known, (line) => process.stderr.write(`${line}\n`));
}
