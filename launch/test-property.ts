import { randomInt } from 'node:crypto';
import { numberOptions } from './number-options.js';
import { exitCodeOf } from './sentence.js';
import { testCommand } from './test-command.js';
import { startTestServers } from './test-servers.js';

/**
 * `npm run test:property [-- --runs 1000000] [--register 300] [--workflows 300] [--seed 7]`: the property tests of `npm test`, for as long as
 * one likes and with a seed of one's own.
 */
const USAGE = 'npm run test:property [-- --runs 1000000] [--register 300] [--workflows 300] [--seed 7]';

function settings(): Record<string, string> {
  const given = numberOptions(process.argv.slice(2), ['runs', 'register', 'workflows', 'seed'], USAGE);
  const { runs = 19_000, register = 300, workflows = 300, seed = randomInt(1_000_000) } = given;
  return {
    TEST_PROPERTY_RUNS: String(runs),
    TEST_PROPERTY_REGISTER: String(register),
    TEST_PROPERTY_WORKFLOWS: String(workflows),
    TEST_PROPERTY_SEED: String(seed),
  };
}

try {
  Object.assign(process.env, settings());
} catch (error) {
  process.exit(exitCodeOf(error, (line) => process.stderr.write(`${line}\n`)));
}
await testCommand({ jestArgs: ['test/property'], start: startTestServers });
