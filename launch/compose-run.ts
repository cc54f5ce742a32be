import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Compose, isOurs, type Service } from './compose-file.js';
import { type Machine, type Program, programOf } from './compose-machine.js';
import { startGuarded, tailOf } from './guarded.js';
import type { Running } from './children.js';
import { answersOk, startNodeChild, V8_FLAGS } from './node-child.js';
import { startPostgres } from './postgres.js';
import { type Log, Sentence } from './sentence.js';

/** A running copy of a service. */
export type Copy = Running & {
  name: string;
  service: string;
  program: Program;
  logFile: string;
  running(): boolean;
};

const HEALTHY_WITHIN_MS = 120_000;
/** How often one that ends while it starts is started, as its restart policy says. */
const STARTS = 5;

/**
 * What `docker compose up` does with docker-compose.yml, on one machine and without containers: a service starts once
 * what it depends on is healthy, or has ended well.
 */
export class ComposeRun {
  readonly #up: Map<string, Promise<Copy[]>>;
  readonly #launched: Copy[];

  constructor(
    readonly machine: Machine,
    readonly compose: Compose,
    readonly log: Log,
    before?: ComposeRun,
  ) {
    this.#up = before ? before.#up : new Map();
    this.#launched = before ? before.#launched : [];
  }

  /** The same machine and what runs on it, by the file with other settings. */
  with(compose: Compose): ComposeRun {
    return new ComposeRun(this.machine, compose, this.log, this);
  }

  /** Starts a service and all it depends on. What runs already is left alone. */
  up(service: string, copies = 1): Promise<Copy[]> {
    const starting = this.#up.get(service) ?? this.#start(service, copies);
    this.#up.set(service, starting);
    return starting;
  }

  /** Stops one service; the next `up` starts it anew. */
  async down(service: string): Promise<void> {
    this.#up.delete(service);
    await Promise.all(this.#launched.filter((copy) => copy.service === service).map((copy) => copy.stop()));
  }

  /** Stops everything, last started first. */
  async stop(): Promise<void> {
    const services = new Set(this.#launched.map(({ service }) => service).toReversed());
    for (const service of services) await this.down(service);
  }

  async #start(service: string, count: number): Promise<Copy[]> {
    const spec = this.#specOf(service);
    for (const [other, { required }] of Object.entries(spec.depends_on ?? {}))
      if (required !== false || this.#isWanted(other)) await this.up(other);
    const starts = Array.from({ length: count }, (_, index) => this.#startCopy(service, spec, index + 1));
    return Promise.all(starts).catch(async (error: Error) => {
      await this.down(service);
      throw error;
    });
  }

  async #startCopy(service: string, spec: Service, number: number): Promise<Copy> {
    const begun = Date.now();
    const program = programOf(this.machine, this.compose, service, number);
    const logFile = path.join(this.machine.folder, program.name, 'log');
    const isOnce = spec.restart?.startsWith('on-failure') ?? false;
    let copy = await this.#launch(service, spec, program, logFile);
    if (isOnce) await endedWell(copy);
    // Docker starts it again: of two parts of an engine that write to a new database at once, one may give up.
    for (let starts = 1; !isOnce && !(await isHealthy(copy)); starts += 1) {
      if (spec.restart !== 'unless-stopped' || starts === STARTS)
        throw unhealthy(copy, 'ended while starting');
      this.#launched.splice(this.#launched.indexOf(copy), 1);
      copy = await this.#launch(service, spec, program, logFile);
    }
    this.log(`${program.name}: ${isOnce ? 'done' : 'healthy'} after ${Date.now() - begun} ms`);
    return copy;
  }

  async #launch(service: string, spec: Service, program: Program, logFile: string): Promise<Copy> {
    const { name, argv, env } = program;
    const withSystem = { ...env, ...this.#system() };
    const dataDir = path.join(this.machine.folder, name);
    const running =
      service === 'postgres'
        ? await startDatabase(dataDir, spec, program, this.log)
        : isOurs(spec) && !spec.entrypoint
          ? await startNodeChild({ name, entry: entryIn(argv), env: withSystem, logFile })
          : startGuarded({
              command: argv[0] ?? '',
              args: argv.slice(1),
              env: withSystem,
              cwd: ROOT,
              logFile,
              pidFile: path.join(dataDir, 'pid'),
              mark: dataDir,
              graceMs: 20_000,
            });
    let isRunning = true;
    void running.exited.then(() => {
      isRunning = false;
    });
    const { exited, stop, kill } = running;
    const copy = { name, service, program, logFile, exited, stop, kill, running: () => isRunning };
    this.#launched.push(copy);
    return copy;
  }

  /** What a program needs of its machine to run at all, and nothing of whoever started us. */
  #system(): Record<string, string> {
    const PATH = [this.machine.bin, process.env.PATH].join(path.delimiter);
    return { PATH, HOME: process.env.HOME ?? '/', LC_ALL: 'C', TZ: 'UTC' };
  }

  #specOf(service: string): Service {
    const spec = this.compose.services[service];
    if (!spec) throw new Error(`docker-compose.yml has no service ${service}`);
    return spec;
  }

  #isWanted(service: string): boolean {
    return this.#up.has(service) || this.#specOf(service).profiles === undefined;
  }
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Makes docker/secrets as the runbook says, in a folder of its own. */
export function prepareSecrets(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  execFileSync('/bin/sh', [path.join(ROOT, 'docker/prepare.sh'), folder], { stdio: 'pipe' });
}

/** The image's own start script, by our launcher: a new cluster with this password, these arguments, these settings. */
function startDatabase(dataDir: string, spec: Service, program: Program, log: Log): Promise<Running> {
  const { env, argv, portOf } = program;
  const { POSTGRES_PASSWORD_FILE = '', POSTGRES_INITDB_ARGS = '', ...rest } = env;
  const [command, ...flags] = argv;
  const settings = flags.filter((flag) => flag !== '-c');
  const strange = [...Object.keys(rest), ...settings.filter((flag) => !/^\w+=/.test(flag))];
  if (command !== 'postgres' || strange.length > 0)
    throw new Error(`postgres: cannot run "${[command, ...strange].join(' ')}" without its image`);
  return startPostgres({
    dataDir: path.join(dataDir, 'data'),
    log,
    network: {
      port: portOf(5432),
      password: readFileSync(POSTGRES_PASSWORD_FILE, 'utf8').trim(),
      initdbArgs: POSTGRES_INITDB_ARGS.split(' ').filter(Boolean),
    },
    settings,
  });
}

/** `node --import tsx <entry>`, as the image starts everything of ours. */
function entryIn(argv: readonly string[]): string {
  const before = ['node', ...V8_FLAGS, '--import', 'tsx'];
  const [entry, ...more] = argv.slice(before.length);
  if (argv.slice(0, before.length).join(' ') !== before.join(' ') || !entry || more.length > 0)
    throw new Error(`cannot start "${argv.join(' ')}"`);
  return entry;
}

async function endedWell({ name, exited, logFile }: Copy): Promise<void> {
  const code = await exited;
  if (code !== 0) throw new Sentence(`${name} ended with ${code}:\n${tailOf(logFile)}`);
}

/** Whether it is healthy now; false if it has ended by itself. @throws Sentence if it is neither for too long */
async function isHealthy(copy: Copy): Promise<boolean> {
  const { health } = copy.program;
  if (!health) return true;
  const until = Date.now() + HEALTHY_WITHIN_MS;
  while (copy.running() && Date.now() < until) {
    if (health.kind === 'http' ? await answersOk(health.url) : await accepts(health.port)) return true;
    await sleep(100);
  }
  if (!copy.running()) return false;
  copy.kill();
  throw unhealthy(copy, `was not healthy within ${HEALTHY_WITHIN_MS / 1000} s`);
}

function unhealthy({ name, logFile }: Copy, what: string): Sentence {
  return new Sentence(`${name} ${what}; the end of its log says why:\n${tailOf(logFile)}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(1_000, () => done(false));
  });
}
