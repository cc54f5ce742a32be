import path from 'node:path';
import { expect, test } from '@jest/globals';
import { build, stop } from 'esbuild';

/** Every file of ours that is loaded before the program's first line runs. */
async function loadedBy(program: string): Promise<Set<string>> {
  const { metafile } = await build({
    entryPoints: [program],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
  }).finally(stop);
  const loaded = new Set<string>();
  const visit = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path: next, kind, external } of metafile.inputs[file]?.imports ?? [])
      if (kind === 'import-statement' && !external) visit(next);
  };
  visit(program);
  return loaded;
}

test('a start that finds its cases loads nothing of what they are played with', async () => {
  const loaded = await loadedBy(path.join('sandbox', 'seed', 'main.ts'));
  expect(loaded).toContain('sandbox/seed/seed-cases.ts');
  for (const heavy of ['sandbox/seed/lanes.ts', 'sandbox/seed/cases.ts', 'store/transition.ts'])
    expect(loaded).not.toContain(heavy);
});
