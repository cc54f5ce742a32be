import { cacheFolder } from './cache-folder.js';
import { buildCli, type BuildOptions } from './temporal-build.js';
import { anyCliOnPath, type Engine, type EngineSearch, findEngine } from './temporal-engine.js';

export type CliSearch = Omit<EngineSearch, 'build'> & {
  /** The engine as it was found for this run; looked for if absent. */
  engine?: Engine;
  buildCli?: (options: BuildOptions) => Promise<string>;
};

/**
 * A plain `temporal` command line, without any key of ours: what an attacker with access to the engine has in hand. The
 * engine's own CLI where there is one (TEMPORAL_CLI, PATH, the download); any other on PATH; else built from source
 * once, which works wherever the server could be built.
 */
export async function findCli(search: CliSearch): Promise<string> {
  const { env = process.env, log } = search;
  // A client needs no server: where none is built yet, none is built for it.
  const build = async () => ({ server: '', ui: '' });
  const engine = search.engine ?? (await findEngine({ ...search, build }));
  if (engine.kind === 'cli') return engine.cli;
  return anyCliOnPath(env) ?? (search.buildCli ?? buildCli)({ cache: cacheFolder(env), env, log });
}
