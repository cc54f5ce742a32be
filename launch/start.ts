import { ConfigError } from '../config.js';
import { readyMessage } from './ready-message.js';
import { exitCodeOf, type Log, Sentence } from './sentence.js';
import { type Ending, startSystem } from './system.js';

const log: Log = (line) => process.stderr.write(`${line}\n`);
/** A terminal sends Ctrl-C to npm and to us, and npm hands it on: the echo of one press is not a second one. */
const ECHO_MS = 400;

/** Undefined as long as there is nothing to end. */
let started: Ending | undefined;
let endingSince: number | undefined;

function end(reason: string, code: number): void {
  if (endingSince !== undefined) {
    if (Date.now() - endingSince < ECHO_MS) return;
    log('Killing everything at once.');
    started?.killAll();
    process.exit(code);
  }
  endingSince = Date.now();
  log(`${reason}, stopping …`);
  void (started?.stop() ?? Promise.resolve()).then(() => {
    log('Stopped.');
    process.exit(code);
  });
}

process.on('SIGINT', () => end('Interrupted', 130));
process.on('SIGTERM', () => end('Asked to end', 143));
process.on('SIGHUP', () => end('The terminal is gone', 129));
watchParent();

try {
  const system = await startSystem({
    env: process.env,
    log,
    onStart: (ending) => {
      started = ending;
    },
  });
  if (endingSince === undefined) process.stdout.write(await readyMessage(system.config));
  await system.failed;
} catch (error) {
  // An interrupt during the start makes the start fail: then `end` says how it ends.
  if (endingSince === undefined) {
    const code = exitCodeOf(error instanceof ConfigError ? new Sentence(error.message) : error, log);
    endingSince = 0;
    await started?.stop();
    process.exit(code);
  }
}

/** `kill -9` of npm would leave us running with nobody to end us: npm cannot hand that signal on. */
function watchParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && endingSince === undefined) end('The command that started this is gone', 1);
  }, 1_000).unref();
}
