import { testCommand } from './test-command.js';
import { startTestServers } from './test-servers.js';

/** `npm test [-- jest arguments]`: `--pure` first for tests that need no server. */
const args = process.argv.slice(2);
if (args[0] === '--pure') await testCommand({ jestArgs: args.slice(1) });
else await testCommand({ jestArgs: args, start: startTestServers });
