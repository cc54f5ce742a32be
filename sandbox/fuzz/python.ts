import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../../launch/cache-folder.js';
import { tryLock } from '../../launch/lock.js';
import { type Log, Sentence } from '../../launch/sentence.js';

const REQUIREMENTS = fileURLToPath(new URL('./requirements.txt', import.meta.url));
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
const FINISHED = 'finished';

/** A Python that has exactly the pinned packages, made once for each user of the machine: half a minute. */
export async function fuzzingPython(log: Log): Promise<string> {
  const cache = cacheFolder();
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = path.join(cache, `schemathesis-${wanted}`);
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  mkdirSync(cache, { recursive: true });
  const lock = await lockFolder(`${folder}.lock`, log);
  try {
    if (existsSync(path.join(folder, FINISHED))) return python;
    rmSync(folder, { recursive: true, force: true });
    log('Schemathesis: installing it into the cache, once (about half a minute)');
    await run(findPython(), ['-m', 'venv', folder], 'A virtual environment could not be made');
    // Wheels by their hashes only: nothing of a package runs while it is installed.
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
    const only = ['--require-hashes', '--only-binary=:all:', '-r', REQUIREMENTS];
    await run(python, [...pip, ...only], 'Schemathesis could not be installed');
    writeFileSync(path.join(folder, FINISHED), '');
    return python;
  } finally {
    lock.release();
  }
}

async function lockFolder(file: string, log: Log) {
  for (let told = false; ; told = true) {
    const lock = tryLock(file);
    if ('release' in lock) return lock;
    if (!told) log(`Schemathesis: process ${lock.heldBy} is installing it, waiting for it`);
    await sleep(500);
  }
}

function findPython(): string {
  const enough = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
  const found = CANDIDATES.find((name) => {
    try {
      execFileSync(name, ['-c', enough], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (found) return found;
  throw new Sentence(
    'Python 3.11 or newer, with venv, is needed to fuzz: install it and run the command again.',
  );
}

function run(command: string, args: readonly string[], failure: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-600)));
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) return resolve();
      const why = said.trim().split('\n').slice(-3).join(' ');
      reject(
        new Sentence(`${failure} (${why}): check the connection to the package index and run it again.`),
      );
    });
  });
}
