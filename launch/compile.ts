import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin, stop } from 'esbuild';
import { Lasting, Sentence } from './sentence.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the SDK loads by its path, in our processes as well as into the workflows: compiled beside them. */
const LOADED_BY_PATH = ['privacy/workflow-payload-converter.ts', 'privacy/workflow-failure-converter.ts'];

/** Below the project, so that its packages are found; a folder for each launcher that runs on this checkout. */
export function compiledFolder(portBase: number): string {
  return path.join(ROOT, '.compiled', String(portBase));
}

/** What `compile` makes of a program. */
export function compiledPath(folder: string, source: string): string {
  return path.join(folder, source.replace(/\.ts$/, '.mjs'));
}

/**
 * Our processes as plain JavaScript, which loads in half the time of compiling it on the way (decision 0024). Made anew
 * at each start, in a third of a second, so that it is never older than its sources. Programs are named by their paths
 * below the project.
 * @throws Sentence
 */
export async function compile(programs: readonly string[], folder: string): Promise<void> {
  try {
    await removeCompiled(folder);
    await bundle(programs, folder);
  } catch (error) {
    const [first] = error instanceof Error ? error.message.split('\n') : [];
    throw new Sentence(
      `The programs could not be compiled into ${folder} (${first}): see that the checkout is whole and can be written to.`,
    );
  }
}

/**
 * What a process that ended is started from again.
 * @throws Lasting where somebody has taken it away.
 */
export function requireCompiled(folder: string, source: string): string {
  const file = compiledPath(folder, source);
  if (existsSync(file)) return file;
  throw new Lasting(
    `${file} has been removed while it was needed: leave ${path.dirname(folder)} alone while this runs, and start again.`,
  );
}

export function removeCompiled(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

async function bundle(programs: readonly string[], folder: string): Promise<void> {
  const done = build({
    absWorkingDir: ROOT,
    entryPoints: [...programs, ...LOADED_BY_PATH],
    outdir: folder,
    outbase: ROOT,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    // They lie beside: as part of the map each process would keep them in memory.
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [knowsItsSource(programs, folder)],
  });
  // Its helper process would stay as long as we do.
  await done.finally(stop);
}

/**
 * Each module still finds what lies beside its source – what is loaded by its path, where that was compiled to – and a
 * program knows that it is the one that was started.
 */
function knowsItsSource(programs: readonly string[], folder: string): Plugin {
  const placeOf = (name: string, from: string) => {
    const neighbour = path.relative(ROOT, path.resolve(path.dirname(from), name));
    const place = LOADED_BY_PATH.includes(neighbour)
      ? compiledPath(folder, neighbour)
      : path.join(ROOT, neighbour);
    // A folder stays one: what is looked for in it would else be looked for beside it.
    return name.endsWith('/') ? `${place}/` : place;
  };
  return {
    name: 'knows-its-source',
    setup: ({ onLoad }) =>
      onLoad({ filter: /\.tsx?$/ }, async ({ path: file }) => {
        const source = await readFile(file, 'utf8');
        const placed = source
          .replaceAll(NEIGHBOUR, (_, name: string) => `new URL(${urlOf(placeOf(name, file))})`)
          .replaceAll('import.meta.url', urlOf(file));
        // On the first line, so that the others keep their numbers.
        const started = programs.includes(path.relative(ROOT, file))
          ? `process.argv[1] = ${JSON.stringify(file)};`
          : '';
        return { contents: started + placed, loader: file.endsWith('x') ? 'tsx' : 'ts' };
      }),
  };
}

const NEIGHBOUR = /new URL\('(\.[^']+)', import\.meta\.url\)/g;

function urlOf(file: string): string {
  return JSON.stringify(pathToFileURL(file).href);
}
