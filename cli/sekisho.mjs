#!/usr/bin/env node
// The command line of Sekisho, as plain Node: TypeScript is read by tsx in this very process.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const tsx = new URL('../node_modules/tsx/package.json', import.meta.url);
if (!existsSync(fileURLToPath(tsx))) {
  process.stderr.write(
    'The packages of Sekisho are not installed: run "npm ci" in its folder, then try again.\n',
  );
  process.exit(2);
}
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
