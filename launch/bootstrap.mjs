// What `npm start`, `npm test` and the other commands run first, on a bare clone too: plain Node, nothing installed.
// It sees to the packages and then runs launch/<command>.ts in this very process, so that signals need no forwarding.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const say = (line) => process.stderr.write(`${line}\n`);

checkNode();
if (!installed()) await install();

const [command = '', ...args] = process.argv.slice(2);
// For tools that need the packages and nothing else (.ci/run).
if (command === 'install') process.exit(0);
const script = path.join(ROOT, 'launch', `${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
  say(`There is no command "${command}": see "scripts" in package.json.`);
  process.exit(64);
}
// A developer's own settings; the tests have none.
if (!command.startsWith('test') && existsSync(path.join(ROOT, '.env')))
  process.loadEnvFile(path.join(ROOT, '.env'));
process.argv = [process.argv[0], script, ...args];
process.chdir(ROOT);
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(script).href);

function checkNode() {
  const wanted = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).engines.node.replace(
    '>=',
    '',
  );
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  say(
    `This is Node ${process.versions.node}, but Sekisho needs ${wanted} or newer: install it from https://nodejs.org/.`,
  );
  process.exit(1);
}

/** npm keeps its own record of what it has installed: every package of the lockfile must be in it, with the same hash. */
function installed() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '') return true;
    const found = present[name];
    // Optional ones are for other platforms, or failed to install and can be done without.
    if (!found) return entry.optional === true;
    return found.version === entry.version && (!entry.integrity || found.integrity === entry.integrity);
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

async function install() {
  const release = await lockInstall();
  try {
    if (installed()) return;
    say('Installing packages (npm ci), once …');
    const code = await npmCi();
    if (code === 0 && installed()) return;
    say(
      `"npm ci" failed (exit code ${code}): check the connection to the npm registry and run the command again.`,
    );
    process.exit(1);
  } finally {
    release();
  }
}

function npmCi() {
  // npm tells where it is when it started us; run by hand, it is on PATH. The two --include undo NODE_ENV=production:
  // the launcher and the tests need the development packages.
  const npm = process.env.npm_execpath;
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const args = [
    ...first,
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const end = () => child.kill('SIGTERM');
  process.on('SIGTERM', end);
  // The terminal's Ctrl-C reaches npm by itself; we stay to say how it ended.
  process.on('SIGINT', () => {});
  return new Promise((resolve) => {
    const done = (code) => {
      process.removeAllListeners('SIGTERM');
      process.removeAllListeners('SIGINT');
      resolve(code);
    };
    child.once('error', () => done(127));
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** `npm start` and `npm test` at the same time on a bare clone: one installs, the other waits for it. */
async function lockInstall() {
  const lock = path.join(ROOT, '.installing');
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(lock);
      writeFileSync(path.join(lock, 'pid'), String(process.pid));
      return () => rmSync(lock, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(lock)) rmSync(lock, { recursive: true, force: true });
    else if (waited === 0) say('Another command is installing packages, waiting for it …');
    await sleep(300);
  }
}

function isAlive(lock) {
  try {
    const pid = Number(readFileSync(path.join(lock, 'pid'), 'utf8'));
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    // Between mkdir and write there is no pid for a moment.
    return error.code === 'ENOENT' && existsSync(lock) && Date.now() - statSync(lock).mtimeMs < 2_000;
  }
}
