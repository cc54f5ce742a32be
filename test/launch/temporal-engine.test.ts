import { chmodSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type EngineSearch, findEngine } from '../../launch/temporal-engine.js';
import { temporaryFolder } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function cli(name: string, version: string): string {
  const file = path.join(folder.path, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A search with nothing installed, a download and a build that work. */
function search(env: NodeJS.ProcessEnv = {}) {
  const said: string[] = [];
  const download = jest.fn(async () => '/downloaded/temporal');
  const build = jest.fn(async () => ({ server: '/built/server', ui: '/built/ui' }));
  const cache = path.join(folder.path, 'cache');
  const full: EngineSearch = {
    env: { PATH: '/nowhere', SEKISHO_CACHE: cache, ...env },
    log: (line) => said.push(line),
    download,
    build,
  };
  return { full, said, download, build, cache };
}

describe('the engine is looked for', () => {
  test('at TEMPORAL_CLI first', async () => {
    const chosen = cli('chosen', '1.9.2');
    const { full, download } = search({ TEMPORAL_CLI: chosen });
    expect(await findEngine(full)).toEqual({ kind: 'cli', cli: chosen });
    expect(download).not.toHaveBeenCalled();
  });

  test.each([
    ['1.5.1', 'is "temporal version 1.5.1'],
    ['', 'does not run'],
  ])('and a TEMPORAL_CLI of version "%s" is refused with the cure', async (version, said) => {
    const { full } = search({ TEMPORAL_CLI: version ? cli('other', version) : '/no/such/file' });
    await expect(findEngine(full)).rejects.toThrow(new RegExp(`TEMPORAL_CLI names .*${said}.*1\\.9\\.x`));
  });

  test('then on PATH, if the version fits', async () => {
    const found = cli('bin/temporal', '1.9.1');
    const { full } = search({ PATH: path.dirname(found) });
    expect(await findEngine(full)).toEqual({ kind: 'cli', cli: found });
  });

  test('and another version on PATH is left alone, and said so', async () => {
    const { full, said } = search({ PATH: path.dirname(cli('bin/temporal', '1.5.1')) });
    expect(await findEngine(full)).toEqual({ kind: 'cli', cli: '/downloaded/temporal' });
    expect(said.join()).toContain('not 1.9.x');
  });

  test('then by download, without a build', async () => {
    const { full, said, build } = search();
    expect(await findEngine(full)).toEqual({ kind: 'cli', cli: '/downloaded/temporal' });
    expect(said.join()).toContain('downloading');
    expect(build).not.toHaveBeenCalled();
  });

  test('and then built, when the download is out of reach', async () => {
    const { full, said, download } = search();
    download.mockRejectedValue(new Error('no connection within 20 s'));
    expect(await findEngine(full)).toEqual({ kind: 'server', server: '/built/server', ui: '/built/ui' });
    expect(said.join()).toContain('out of reach (no connection within 20 s)');
  });

  test('with a failed download remembered for a day', async () => {
    const { full, download, cache } = search();
    download.mockRejectedValue(new Error('no connection within 20 s'));
    await findEngine(full);
    await findEngine(full);
    expect(download).toHaveBeenCalledTimes(1);

    const twoDaysAgo = new Date(Date.now() - 48 * 3_600_000);
    utimesSync(path.join(cache, 'temporal-cli-1.9.1.unreachable'), twoDaysAgo, twoDaysAgo);
    await findEngine(full);
    expect(download).toHaveBeenCalledTimes(2);
  });

  test('and what an earlier start has cached is used without asking the network', async () => {
    const { full, download } = search();
    const cached = cli('cache/temporal-cli-1.9.1/temporal', '1.9.1');
    expect(await findEngine(full)).toEqual({ kind: 'cli', cli: cached });
    expect(download).not.toHaveBeenCalled();
  });
});
