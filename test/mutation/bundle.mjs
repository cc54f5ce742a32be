import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const GLOBALS = fileURLToPath(new URL('globals.mjs', import.meta.url));

/**
 * These test files and all of ours that they import, as one script: running it anew gives every module anew, in
 * milliseconds, and a file is evaluated when its `load` is called. Packages stay outside and are loaded once.
 */
export async function bundle(root, files) {
  const entry = files.map(
    (file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`,
  );
  const { outputFiles, metafile } = await build({
    stdin: { contents: `module.exports = {${entry.join('\n')}};`, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    write: false,
    metafile: true,
    logLevel: 'silent',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [{ name: 'ours', setup: addressed }],
  });
  const require = createRequire(path.join(root, 'package.json'));
  const globals = await import(pathToFileURL(GLOBALS));
  const ours = { [GLOBALS]: globals, 'fast-check': sameChances(require('fast-check')) };
  const outside = (name) => ours[name] ?? require(name);
  const text = `(function (module, require) {${outputFiles[0].text}\n})`;
  const script = new Script(text, { filename: path.join(root, 'mutation-bundle.cjs') });
  return {
    /** file → its `load`, every module fresh. */
    fresh() {
      const module = { exports: {} };
      script.runInThisContext()(module, outside);
      return module.exports;
    },
    gathered: globals.gathered,
    importsOf: (file) => reached(metafile.inputs, file),
  };
}

function addressed({ onResolve, onLoad }) {
  onResolve({ filter: /^@jest\/globals$/ }, () => ({ path: GLOBALS, external: true }));
  onResolve({ filter: /^[^./]/ }, ({ path: name }) => ({ path: name, external: true }));
  // One script has one address; files beside a module are looked for beside the module.
  onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => ({
    contents: readFileSync(file, 'utf8').replaceAll(
      'import.meta.url',
      JSON.stringify(pathToFileURL(file).href),
    ),
    loader: file.endsWith('x') ? 'tsx' : 'ts',
  }));
}

/**
 * The same cases each time, so that the figure is the same, and fewer of them: there are thousands of mutants. Who asks
 * for very many wants to have met something rare. Nobody reads the smallest case that fails, so none is looked for.
 */
function sameChances(fc) {
  const fewer = (runs = 100) => (runs > 5_000 ? runs : Math.min(runs, 400));
  const assert = (property, given) =>
    fc.assert(property, { ...given, seed: 27, endOnFailure: true, numRuns: fewer(given?.numRuns) });
  const few = { ...fc, assert };
  return { ...few, default: few };
}

/** Everything a file imports, itself and at any distance. */
function reached(inputs, file) {
  const seen = new Set([file]);
  for (const one of seen) for (const { path: next } of inputs[one]?.imports ?? []) seen.add(next);
  return seen;
}
