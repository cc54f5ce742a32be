import { parseArgs } from 'node:util';

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  /** Counted applications over all rounds. */
  readonly applications: number;
  readonly rounds: number;
  /** In flight at any moment. */
  readonly concurrency: number;
  readonly engine: 'sqlite' | 'postgres';
  /** Waiting cases to open before measuring again; 0 for none. */
  readonly open: number;
  /** Soak instead of rounds; 0 for none. */
  readonly minutes: number;
  readonly progress: boolean;
  /** Where profiles and logs are kept; without it everything is thrown away. */
  readonly keep: string | undefined;
}

export const USAGE = `usage: npm run bench -- [options]
  --applications N   whole applications to count, over all rounds (default 500)
  --rounds N         rounds of ours and skeleton, interleaved (default 5)
  --concurrency N    applications in flight (default 48)
  --engine KIND      sqlite (default) or postgres: what the Temporal server keeps its state in
  --open N           measure again beside N waiting cases
  --minutes N        soak: drive for N minutes and watch memory, handles and connections
  --progress         say on stderr what is being done
  --keep FOLDER      keep the state folder, with logs, there`;

const OPTIONS = {
  applications: { type: 'string', default: '500' },
  rounds: { type: 'string', default: '5' },
  concurrency: { type: 'string', default: '48' },
  engine: { type: 'string', default: 'sqlite' },
  open: { type: 'string', default: '0' },
  minutes: { type: 'string', default: '0' },
  progress: { type: 'boolean', default: false },
  keep: { type: 'string' },
} as const;

/** @throws UsageError with one sentence. */
export function optionsOf(args: readonly string[]): BenchOptions {
  const { values } = parsed(args);
  const { engine } = values;
  if (engine !== 'sqlite' && engine !== 'postgres') throw new UsageError('--engine is sqlite or postgres.');
  const rounds = whole('rounds', values.rounds, 1);
  const applications = whole('applications', values.applications, 1);
  if (applications < rounds) throw new UsageError('--applications must be at least --rounds: one a round.');
  return {
    applications,
    rounds,
    concurrency: whole('concurrency', values.concurrency, 1),
    engine,
    open: whole('open', values.open, 0),
    minutes: whole('minutes', values.minutes, 0),
    progress: values.progress,
    keep: values.keep,
  };
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function whole(name: string, value: string, least: number): number {
  const number = /^\d{1,7}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least)) throw new UsageError(`--${name} is a whole number of at least ${least}.`);
  return number;
}
