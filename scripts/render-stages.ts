import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accessPage } from './access-page.js';
import { inventoryPage } from './inventory-page.js';
import { problemsPage } from './problems-page.js';
import { stagesPage } from './stages-page.js';

/**
 * Writes the pages that are generated from the tables in domain/ and store/inventory/. With `--check` it writes nothing and exits 1 if a
 * committed page differs, so that nobody edits a page and forgets the table.
 */
const PAGES = {
  'docs/stages.md': stagesPage,
  'docs/problems.md': problemsPage,
  'docs/data-inventory.md': inventoryPage,
  'docs/access-matrix.md': accessPage,
};
const check = process.argv.includes('--check');

for (const [path, page] of Object.entries(PAGES)) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  if (!check) {
    writeFileSync(file, page());
    process.stdout.write(`${path} written\n`);
  } else if (textOf(file) !== page()) {
    process.stderr.write(`${path} differs from its tables: run npx tsx scripts/render-stages.ts\n`);
    process.exitCode = 1;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
