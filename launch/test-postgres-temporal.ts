import { cacheFolder } from './cache-folder.js';
import { buildClusterTools } from './temporal-build.js';
import { testCommand } from './test-command.js';

/**
 * `npm run test:postgres-temporal [-- jest arguments]`: the lives on the production engine. The tests start it
 * themselves, because they also kill parts of it; here are only made its tools, which the first time takes minutes.
 */
await testCommand({
  // jest.config.mjs keeps this folder out of `npm test`.
  jestArgs: [
    '--runInBand',
    '--testPathIgnorePatterns=/node_modules/',
    '--testPathPatterns=test/postgres-temporal/',
    ...process.argv.slice(2),
  ],
  start: async ({ folder, log }) => {
    await buildClusterTools({ cache: cacheFolder(), env: process.env, log });
    return { env: { TEST_FOLDER: folder }, stop: async () => {} };
  },
});
