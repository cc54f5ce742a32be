import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playLives } from '../sandbox/demo/play.js';
import { jsonLine, lifeReport, summary } from '../sandbox/demo/report.js';
import { inherited } from './inherited.js';
import { freePortBase } from './ports.js';
import { exitCodeOf, type Log } from './sentence.js';
import { type Ending, startSystem } from './system.js';

/**
 * `npm run demo [-- --json]`: a system of its own on a fresh folder and free ports, the lives of sandbox/lives played in
 * it, and nothing left afterwards. Ends with 0 only if every life ended where it should.
 */
const log: Log = (line) => process.stderr.write(`${line}\n`);
const say: Log = (line) => process.stdout.write(`${line}\n`);
/** A terminal sends Ctrl-C to npm and to us, and npm hands it on: the echo of one press is not a second one. */
const ECHO_MS = 400;

const args = process.argv.slice(2);
const json = args.includes('--json');
if (args.some((arg) => arg !== '--json')) {
  log('usage: npm run demo [-- --json]');
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-demo-'));
let started: Ending | undefined;
let ending: { since: number; done: Promise<void> } | undefined;

process.on('SIGINT', () => interrupt(130));
process.on('SIGTERM', () => interrupt(143));
process.on('SIGHUP', () => interrupt(129));

try {
  const code = await play();
  await end();
  process.exit(code);
} catch (error) {
  // An interrupt makes the play fail: then `interrupt` says how it ends.
  if (ending === undefined) {
    const code = exitCodeOf(error, log);
    await end();
    process.exit(code);
  }
}

async function play(): Promise<number> {
  log('Starting a system for the demo alone …');
  const portBase = await freePortBase(30);
  const env = { ...inherited(), SEKISHO_DATA: folder, PORT_BASE: String(portBase), SEED: 'reference' };
  const system = await startSystem({
    env,
    log,
    onStart: (ending) => {
      started = ending;
    },
  });
  const { config, failed } = system;
  const begun = Date.now();
  const seconds = () => ((Date.now() - begun) / 1_000).toFixed(1).padStart(5);
  const tell = (name: string, text: string) => say(`${seconds()} s  ${name.padEnd(10)} ${text}`);
  const lives = playLives({
    url: config.publicUrl,
    issuer: config.oidc.issuer,
    onStep: ({ name }, text) => {
      if (!json && !ending) tell(name, text);
    },
    // Once we are stopping, lives end because nothing answers them any more: that is no result.
    onEnd: (played) => {
      if (ending) return;
      if (json) say(jsonLine(played));
      else tell(played.life.name, `-> ${played.actual}`);
    },
  });
  const played = await Promise.race([lives, failed]);
  if (ending) throw new Error('interrupted');
  if (!json) {
    say('');
    for (const each of played) say(lifeReport(each));
    say(`${summary(played)}\n\nFictional people, real time: ${seconds().trim()} s.`);
  }
  return played.every(({ asExpected }) => asExpected) ? 0 : 1;
}

function interrupt(code: number): void {
  if (ending !== undefined) {
    if (Date.now() - ending.since < ECHO_MS) return;
    started?.killAll();
    process.exit(code);
  }
  log('Interrupted, stopping …');
  void end().then(() => process.exit(code));
}

/** Stops what runs, and leaves nothing on the disk. */
function end(): Promise<void> {
  ending ??= { since: Date.now(), done: stopAll() };
  return ending.done;
}

async function stopAll(): Promise<void> {
  await started?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
