import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildFromSource, builtEngine } from '../../launch/temporal-build.js';
import { temporaryFolder } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** A Go that answers `go version` and runs `script` for `go install`. */
function fakeGo(version: string, script: string): NodeJS.ProcessEnv {
  const bin = path.join(folder.path, 'bin');
  mkdirSync(bin);
  const file = path.join(bin, 'go');
  writeFileSync(
    file,
    `#!/bin/sh\nif [ "$1" = version ]; then echo "go version go${version} linux/amd64"; exit; fi\n${script}\n`,
  );
  chmodSync(file, 0o755);
  return { PATH: `${bin}:/usr/bin:/bin` };
}

describe('building the engine', () => {
  test('puts each tool into a folder of its own', async () => {
    const cache = path.join(folder.path, 'cache');
    const env = fakeGo('1.26.8', 'echo "$2" > "$GOBIN/server"; chmod +x "$GOBIN/server"');
    const said: string[] = [];
    const built = await buildFromSource({ cache, env, log: (line) => said.push(line) });
    expect(built).toEqual(builtEngine(cache));
    expect(readdirSync(cache).sort()).toEqual(['temporal-server-1.32.0', 'temporal-ui-2.54.1']);
    expect(said).toHaveLength(2);
  });

  test('leaves nothing that looks like a tool when it fails, and names the cure', async () => {
    const cache = path.join(folder.path, 'cache');
    const env = fakeGo('1.26.8', 'touch "$GOBIN/server"; echo "go: no route to host" >&2; exit 1');
    await expect(buildFromSource({ cache, env, log: () => {} })).rejects.toThrow(
      /no route to host.*GOPROXY.*TEMPORAL_CLI/,
    );
    expect(builtEngine(cache)).toBeUndefined();
    expect(existsSync(path.join(cache, 'building.lock'))).toBe(false);
  });

  test('says how to get on where there is no Go at all', async () => {
    const env = { PATH: folder.path };
    const build = buildFromSource({ cache: folder.path, env, log: () => {}, usualFolders: [] });
    await expect(build).rejects.toThrow(
      /^The Temporal server can neither be downloaded nor built here, because Go is missing: install Go 1\.26\.8/,
    );
  });

  test('refuses a Go too old to fetch a newer one', async () => {
    const build = buildFromSource({ cache: folder.path, env: fakeGo('1.20.14', 'exit 1'), log: () => {} });
    await expect(build).rejects.toThrow(/Go 1\.20\.14, which is too old: install Go 1\.26\.8 or newer/);
  });
});
