import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { exitCodeOf, Sentence } from '../launch/sentence.js';

/**
 * Freezes a release: all that its image runs, as committed, in test/upgrade/releases/<version>.tar.gz with its hash in
 * the manifest. The tests of the release after it run this very code beside their own.
 *
 *   npm run record-release -- <tag or commit>
 */
const FOLDER = fileURLToPath(new URL('../test/upgrade/releases/', import.meta.url));
/** As the Dockerfile copies it. */
const PARTS =
  'package.json tsconfig.json config.ts crash-points.ts engine.ts http-server.ts policies.ts domain forms workflows privacy store activities workers web gateway api launch docker/healthcheck.mjs docker/migrate.ts';

try {
  record(process.argv[2]);
} catch (error) {
  process.exitCode = exitCodeOf(error, (line) => process.stderr.write(`${line}\n`));
}

function record(ref: string | undefined): void {
  if (!ref) throw new Sentence('Say which commit was released: npm run record-release -- <tag or commit>');
  const commit = git('rev-parse', '--verify', `${ref}^{commit}`).toString().trim();
  const { version } = JSON.parse(git('show', `${commit}:package.json`).toString()) as { version: string };
  const file = path.join(FOLDER, `${version}.tar.gz`);
  // What was released stays as it was: a test that runs it must not change its mind.
  if (existsSync(file)) throw new Sentence(`Release ${version} is recorded already, and stays as it is.`);
  const packed = gzipSync(git('archive', '--format=tar', commit, ...PARTS.split(' ')), { level: 9 });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, packed);
  const manifestFile = path.join(FOLDER, 'manifest.json');
  const known = existsSync(manifestFile)
    ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, unknown>)
    : {};
  known[version] = { commit, sha256: createHash('sha256').update(packed).digest('hex') };
  writeFileSync(manifestFile, `${JSON.stringify(known, null, 2)}\n`);
  process.stdout.write(`Recorded release ${version} from ${commit}: ${packed.length} bytes.\n`);
}

function git(...args: string[]): Buffer {
  try {
    return execFileSync('git', args, { maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    throw new Sentence(`"git ${args.slice(0, 3).join(' ')}" failed: name a commit of this repository.`);
  }
}
