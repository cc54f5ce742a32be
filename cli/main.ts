import { Command, CommanderError, Option } from '@commander-js/extra-typings';
import { type Context, contextOf, type Io } from './context.js';
import { explainCommand } from './explain.js';
import { EXIT, Refusal, told } from './faults.js';
import { lettersCommand, redriveCommand } from './letters.js';
import { listCommand } from './list.js';
import { loginCommand } from './login.js';
import { recountCommand } from './recount.js';
import { signalCommand } from './signal.js';
import { startCommand } from './start.js';
import { statusCommand } from './status.js';
import { harmless } from './table.js';
import { tiesCommand } from './ties.js';
import '../policies.js';

/** Runs one command line; what it returns is the exit code. */
export async function main(args: readonly string[], io: Io = ofProcess): Promise<number> {
  const program = new Command('sekisho')
    .description('Suitability assessments and clearances, through the public API.')
    .option('--url <url>', 'where the API is (default: PUBLIC_URL, or this checkout’s own)')
    .addOption(new Option('--output <format>').choices(['json', 'table'] as const).default('table' as const))
    .addHelpText('after', '\nExit codes: 0 done, 1 refused, 2 usage, 3 unreachable.')
    .showHelpAfterError('(--help tells more)')
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .exitOverride();
  const context = (): Context => contextOf(io, program.opts());
  for (const make of COMMANDS) program.addCommand(make(context).copyInheritedSettings(program));
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return fail(error, program.opts().output, io);
  }
}

const COMMANDS = [
  loginCommand,
  startCommand,
  statusCommand,
  listCommand,
  signalCommand,
  tiesCommand,
  explainCommand,
  lettersCommand,
  redriveCommand,
  recountCommand,
];

function fail(error: unknown, output: 'json' | 'table', io: Io): number {
  const known = told(error);
  if (!known) throw error;
  const asJson = output === 'json' && error instanceof Refusal;
  io.err(asJson ? `${JSON.stringify(error.problem)}\n` : `${harmless(known.lines.join('\n'))}\n`);
  return known.code;
}

const ofProcess: Io = {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  input: async () => {
    let text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
    return text;
  },
};
