import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { buildCli } from '../../launch/temporal-build.js';
import { type CliSearch, findCli } from '../../launch/temporal-cli.js';
import { temporaryFolder } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function program(name: string, script: string): string {
  const file = path.join(folder.path, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
const cli = (name: string, version: string) => program(name, `echo "temporal version ${version}"`);

/** A search with nothing installed and no way out to the download; a build that works. */
function search(env: NodeJS.ProcessEnv = {}) {
  const build = jest.fn(async () => '/built/temporal');
  const cache = path.join(folder.path, 'cache');
  const download = jest.fn(async (): Promise<string> => {
    throw new Error('no connection');
  });
  const full: CliSearch = {
    env: { PATH: '/nowhere', SEKISHO_CACHE: cache, ...env },
    log: () => {},
    download,
    buildCli: build,
  };
  return { full, build, download };
}

describe('a plain temporal command line is looked for', () => {
  test('at TEMPORAL_CLI, where the engine is', async () => {
    const chosen = cli('chosen', '1.9.2');
    expect(await findCli(search({ TEMPORAL_CLI: chosen }).full)).toBe(chosen);
  });

  test('in what the SDK downloads', async () => {
    const { full, build } = search();
    expect(await findCli({ ...full, download: async () => '/downloaded/temporal' })).toBe(
      '/downloaded/temporal',
    );
    expect(build).not.toHaveBeenCalled();
  });

  test('on PATH in any version, since a client need not be as new as its server', async () => {
    const found = cli('bin/temporal', '1.5.1');
    const { full, build } = search({ PATH: path.dirname(found) });
    expect(await findCli(full)).toBe(found);
    expect(build).not.toHaveBeenCalled();
  });

  test('and built when there is none, without building a server', async () => {
    const { full, build } = search();
    expect(await findCli(full)).toBe('/built/temporal');
    expect(build).toHaveBeenCalledTimes(1);
    expect(await findCli({ ...full, engine: { kind: 'server', server: '/s', ui: '/u' } })).toBe(
      '/built/temporal',
    );
  });
});

describe('building it', () => {
  test('happens once, into a folder of its own, and says what it does', async () => {
    const go = 'if [ "$1" = version ]; then echo "go version go1.26.8 linux/amd64"; exit; fi';
    program('bin/go', `${go}\necho "$2" > "$GOBIN/temporal"; chmod +x "$GOBIN/temporal"`);
    const said: string[] = [];
    const options = {
      cache: path.join(folder.path, 'cache'),
      env: { PATH: `${path.join(folder.path, 'bin')}:/usr/bin:/bin` },
      log: (line: string) => void said.push(line),
    };
    const built = await buildCli(options);
    expect(await buildCli(options)).toBe(built);
    expect(readdirSync(options.cache)).toEqual(['temporal-cli-1.5.1-built']);
    expect(said).toEqual([expect.stringMatching(/^Temporal: building Temporal CLI 1\.5\.1 from source/)]);
  });
});
