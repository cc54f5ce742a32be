import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROBLEMS } from '../../domain/errors.js';
import type { Attacker } from './attackers.js';
import { documentUrl } from './document.js';

export interface Attack {
  readonly python: string;
  readonly attacker: Attacker;
  readonly seed: number;
  /** Random requests for each operation; the systematic ones come on top. */
  readonly examples: number;
  readonly apiUrl: string;
  readonly worldUrl: string;
  /** For logs and counts. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

export interface Attacked {
  readonly counts: readonly { method: string; path: string; status: number; n: number }[];
  /** Undefined: nothing was found. */
  readonly findings: string | undefined;
  readonly logFile: string;
}

// The package has no __main__, and scripts of a virtual environment name a path that may have moved.
const RUN = 'from schemathesis.cli import schemathesis; schemathesis()';
const HERE = fileURLToPath(new URL('.', import.meta.url));
// Not asked: that a request of the right shape is accepted (it may be anybody's), and what needs a life cycle of objects.
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
  'unsupported_method',
  'allow_header_conformance',
  'ignored_auth',
  'tells_nothing_of_its_inside',
  'refuses_by_the_closed_list',
];

const OPTIONS = [
  '--phases=examples,coverage,fuzzing',
  '--mode=all',
  '--no-shrink',
  '--continue-on-failure',
  '--generation-database=none',
  '--workers=1',
  '--request-timeout=60',
  '--warnings=off',
  '--suppress-health-check=all',
  '--no-color',
];

/** One role over one whole document, by schemathesis: systematic cases first, then random ones, of right and wrong shape. */
export async function attack(of: Attack): Promise<Attacked> {
  const { attacker, folder, seed } = of;
  const name = `${seed}-${attacker.at}-${attacker.name.replaceAll(' ', '-')}`;
  const logFile = path.join(folder, `${name}.log`);
  const countsFile = path.join(folder, `${name}.json`);
  const settings = { seed, world: of.worldUrl, counts: countsFile, statuses: statuses() };
  const args = ['-c', RUN, 'run', documentUrl(of.apiUrl, attacker.at), ...OPTIONS];
  args.push('--checks', CHECKS.join(','), '--max-examples', String(of.examples), '--seed', String(seed));
  const env = {
    ...process.env,
    PYTHONPATH: HERE,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONHASHSEED: '0',
    SCHEMATHESIS_HOOKS: 'hooks',
    SEKISHO_FUZZ: JSON.stringify(settings),
  };
  const code = await run(of.python, args, { env, logFile, cwd: folder, signal: of.signal });
  const counts = existsSync(countsFile) ? JSON.parse(readFileSync(countsFile, 'utf8')) : [];
  return { counts, findings: code === 0 ? undefined : findingsIn(readFileSync(logFile, 'utf8')), logFile };
}

function statuses(): Record<string, number> {
  return Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]));
}

function run(
  command: string,
  args: readonly string[],
  {
    env,
    logFile,
    cwd,
    signal,
  }: { env: NodeJS.ProcessEnv; logFile: string; cwd: string; signal: AbortSignal },
): Promise<number> {
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], signal });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('error', reject);
    child.once('close', (code) => log.end(() => resolve(code ?? 1)));
  });
}

/** What schemathesis prints between its heading and its statistics; all of it if it ended some other way. */
function findingsIn(text: string): string {
  const from = text.search(/^=+ (FAILURES|ERRORS) =+$/m);
  return (from === -1 ? text.slice(-3_000) : text.slice(from)).trim();
}
