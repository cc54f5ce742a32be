// Runs a foreign program and ends it when our own stdin closes, so that a launcher killed with SIGKILL leaves no
// server behind: the kernel closes the pipe, whatever happened to the other end.
//
//   node guard.mjs [--signal=SIGINT] [--grace=8000] [--pid-file=… --mark=…] [--uid=… --gid=…] <command> [arguments…]
//
// --signal is what asks the program to end (PostgreSQL's fast shutdown is SIGINT); after --grace milliseconds it is
// killed; SIGUSR2 kills it at once. The exit code is the program's own, or 128 + signal number.
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';

const options = { signal: 'SIGTERM', grace: '8000' };
const rest = process.argv.slice(2);
while (rest[0]?.startsWith('--')) {
  const [name, value = ''] = rest.shift().slice(2).split(/=(.*)/s);
  options[name] = value;
}
const [command, ...args] = rest;
if (!command) {
  process.stderr.write('usage: node guard.mjs [--signal=…] [--grace=…] <command> [arguments…]\n');
  process.exit(64);
}

const child = spawn(command, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  ...(options.uid ? { uid: Number(options.uid), gid: Number(options.gid) } : {}),
});

let ending = false;
const end = () => {
  if (ending) return;
  ending = true;
  child.kill(options.signal);
  setTimeout(() => child.kill('SIGKILL'), Number(options.grace)).unref();
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);
// SIGKILL would end only the guard and leave the program behind.
process.on('SIGUSR2', () => child.kill('SIGKILL'));
for (const event of ['end', 'close', 'error']) process.stdin.on(event, end);
process.stdin.resume();

child.on('error', (error) => {
  process.stderr.write(`guard: ${command}: ${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  if (options['pid-file']) rmSync(options['pid-file'], { force: true });
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
});
// The pid is kept for one case only: the guard itself was killed with SIGKILL, and the next start finds the orphan.
if (options['pid-file'] && child.pid) writeFileSync(options['pid-file'], `${child.pid}\n${options.mark}\n`);
