import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Config, loadConfig } from '../../config.js';
import type { CrashPoint } from '../../crash-points.js';
import { compile, compiledFolder } from '../../launch/compile.js';
import { tailOf } from '../../launch/guarded.js';
import type { Running } from '../../launch/children.js';
import { answersOk, startNodeChild } from '../../launch/node-child.js';
import { ensureCallers } from '../../keys/callers.js';
import { freePortBase } from '../../launch/ports.js';
import { type RunningPostgres, startPostgres } from '../../launch/postgres.js';
import { environmentFor, PROCESSES, type ProcessRow } from '../../launch/process-table.js';
import { type RunningTemporal, startTemporal } from '../../launch/temporal.js';
import { temporalPorts } from '../../launch/temporal-files.js';
import { ensureSecretFile } from '../../sandbox/identity/secret-file.js';
import { ensureProviderSecrets } from '../../sandbox/providers/secrets.js';
import { type DatabaseUrls, prepareDatabase } from '../../store/bootstrap.js';
import { deathsOf, type Mortal, POINTS } from './plan.js';
import { Seeded } from './seeded.js';

/** A death that was planned, and what it interrupted: by construction for a crash point, by what was seen for a server. */
export interface Death {
  readonly name: string;
  readonly at: CrashPoint | 'outside';
  readonly interrupted: string;
}

/** So low that entities roll all the time here, as they do once a year elsewhere. */
const SUGGEST_ROLL_AT_EVENTS = 30;

/**
 * Every process of the system as `npm start` has them, on servers of its own, and started again whenever one dies. A row
 * of the plan is armed at each start while `killing`.
 */
export class Troupe {
  readonly deaths: Death[] = [];
  readonly unplanned: string[] = [];
  /** While true, what starts is told where to die. */
  killing = false;
  readonly #running = new Map<
    string,
    { readonly running: Running; readonly armed: CrashPoint | undefined }
  >();
  readonly #plans: Readonly<Record<Mortal, ReturnType<typeof deathsOf>>>;
  readonly #expected = new Set<string>();
  #postgres: RunningPostgres | undefined;
  #temporal: RunningTemporal | undefined;
  #urls: DatabaseUrls | undefined;
  #ending = false;

  private constructor(
    readonly config: Config,
    private readonly env: NodeJS.ProcessEnv,
    seeded: Seeded,
  ) {
    const plan = (name: Mortal) => deathsOf(name, new Seeded(seeded.between(1, 2 ** 31)));
    this.#plans = {
      api: plan('api'),
      'activity-worker': plan('activity-worker'),
      'workflow-worker': plan('workflow-worker'),
      'sandbox-providers': plan('sandbox-providers'),
    };
  }

  static async start(folder: string, seeded: Seeded): Promise<Troupe> {
    const portBase = await freePortBase(30);
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SEKISHO_DATA: path.join(folder, 'data'),
      PORT_BASE: String(portBase),
      SEED: 'reference',
      PROVIDERS_POLL_MS: '1000',
    };
    const troupe = new Troupe(loadConfig(env), env, seeded);
    try {
      await troupe.#begin();
      return troupe;
    } catch (error) {
      await troupe.stop();
      throw error;
    }
  }

  get urls(): DatabaseUrls {
    if (!this.#urls) throw new Error('the register is not up yet');
    return this.#urls;
  }

  get clusterFolder(): string {
    return path.join(this.config.dataDir, 'postgres', 'cluster');
  }

  logFile(name: string): string {
    return path.join(this.config.dataDir, 'logs', `${name}.log`);
  }

  async #begin(): Promise<void> {
    const { config } = this;
    mkdirSync(path.join(config.dataDir, 'logs'), { recursive: true, mode: 0o700 });
    ensureCallers(path.join(config.dataDir, 'keys'), config.keyService.callersFile);
    await ensureSecretFile(config.oidc.clientSecretFile);
    await ensureProviderSecrets(config.providers.file, config.providers.sandboxUrl ?? '');
    await compile(
      PROCESSES.map(({ entry }) => entry),
      compiledFolder(config.portBase),
    );
    await Promise.all([this.#keepPostgres(), this.#keepTemporal(), this.#keep(row('identity'))]);
    this.#urls = await prepareDatabase({ adminUrl: this.#postgres?.url('postgres', 'postgres') ?? '' });
    const code = await (await this.#launch(row('seed'), undefined)).exited;
    if (code !== 0) throw new Error(`the seed failed: ${tailOf(this.logFile('seed'), 6)}`);
    await this.#keep(row('keys'));
    for (const name of Object.keys(POINTS)) await this.#keep(row(name));
    await this.untilReady();
  }

  /** Waits until every process answers that it can work. */
  async untilReady(patienceMs = 120_000): Promise<void> {
    const until = Date.now() + patienceMs;
    for (const one of PROCESSES) {
      const url = one.ready?.(this.config);
      while (url && !(await answersOk(url))) {
        if (Date.now() > until)
          throw new Error(`${one.name} is not ready: ${tailOf(this.logFile(one.name), 6)}`);
        await pause(50);
      }
    }
  }

  armedAt(name: Mortal): CrashPoint | undefined {
    return this.#running.get(name)?.armed;
  }

  /** SIGTERM, as a deployment ends a process; returns its exit code. It is started again. */
  async drain(name: Mortal): Promise<number> {
    const one = this.#running.get(name);
    if (!one) throw new Error(`${name} is not running`);
    this.#expected.add(name);
    await one.running.stop();
    return one.running.exited;
  }

  /** SIGKILL from outside, at no particular moment: so that what runs unarmed comes back armed. Not counted. */
  replace(name: Mortal): void {
    this.#expected.add(name);
    this.#running.get(name)?.running.kill();
  }

  /** The register as its administrator, who alone sees what other roles' connections are doing. */
  get adminUrl(): string {
    return this.#postgres?.url('postgres', 'sekisho') ?? '';
  }

  /** SIGKILL of a server from outside; resolves when it serves again. */
  async killTemporal(): Promise<void> {
    this.#expected.add('temporal');
    const before = this.#temporal;
    before?.kill();
    await untilReplaced(() => this.#temporal !== before);
  }

  async killPostgres(kill: () => void): Promise<void> {
    this.#expected.add('postgres');
    const before = this.#postgres;
    kill();
    await untilReplaced(() => this.#postgres !== before);
  }

  async stop(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#running.values()].map(({ running }) => running.stop()));
    await this.#temporal?.stop();
    await this.#postgres?.stop();
    rmSync(compiledFolder(this.config.portBase), { recursive: true, force: true });
  }

  async #launch(process: ProcessRow, crashAt: string | undefined): Promise<Running> {
    return startNodeChild({
      name: process.name,
      entry: process.entry,
      compiledIn: compiledFolder(this.config.portBase),
      env: {
        ...environmentFor(process, this.config, this.#urls, this.env),
        ...(crashAt ? { CRASH_AT: crashAt } : {}),
      },
      logFile: this.logFile(process.name),
    });
  }

  async #keep(process: ProcessRow): Promise<void> {
    const { name } = process;
    const plan = this.killing && name in this.#plans ? this.#plans[name as Mortal].next().value : undefined;
    const file = this.logFile(name);
    const before = existsSync(file) ? statSync(file).size : 0;
    const running = await this.#launch(process, plan && `${plan.point}:${plan.passage}`);
    this.#running.set(name, { running, armed: plan?.point });
    void running.exited.then(async (code) => {
      if (this.#ending) return;
      this.#judge(name, code, plan?.point, before);
      await this.#keep(process);
    });
  }

  /** Its last words need not be its last line: what the logger had handed over may be written after them. */
  #judge(name: string, code: number, armed: CrashPoint | undefined, logFrom: number): void {
    const asked = this.#expected.delete(name);
    const said = readFileSync(this.logFile(name)).subarray(logFrom).toString('utf8').split('\n');
    if (code === 137 && armed && said.includes(`crash point ${armed}`))
      this.deaths.push({ name, at: armed, interrupted: 'what stands between two steps there' });
    else if (!asked) this.unplanned.push(`${name} ended with ${code}: ${tailOf(this.logFile(name), 4)}`);
  }

  async #keepPostgres(): Promise<void> {
    const dataDir = path.join(this.config.dataDir, 'postgres');
    this.#postgres = await startPostgres({ dataDir, log: () => {} });
    this.#again('postgres', this.#postgres.exited, () => this.#keepPostgres());
  }

  async #keepTemporal(): Promise<void> {
    const { dataDir, portBase, temporal } = this.config;
    this.#temporal = await startTemporal({
      dataDir: path.join(dataDir, 'temporal'),
      ports: temporalPorts(portBase),
      portBase,
      namespace: temporal.namespace,
      timeSkipping: false,
      more: { 'limit.historyCount.suggestContinueAsNew': SUGGEST_ROLL_AT_EVENTS },
      log: () => {},
    });
    this.#again('temporal', this.#temporal.exited, () => this.#keepTemporal());
  }

  #again(name: string, exited: Promise<number>, start: () => Promise<void>): void {
    void exited.then(async (code) => {
      if (this.#ending) return;
      if (!this.#expected.delete(name)) this.unplanned.push(`${name} ended with ${code}`);
      for (let started = false; !started && !this.#ending; )
        started = await start().then(
          () => true,
          // A machine with much else to do may take longer than a start is given.
          () => false,
        );
    });
  }
}

function row(name: string): ProcessRow {
  const found = PROCESSES.find((one) => one.name === name);
  if (!found) throw new Error(`no process ${name}`);
  return found;
}

async function untilReplaced(replaced: () => boolean): Promise<void> {
  const until = Date.now() + 300_000;
  while (!replaced()) {
    if (Date.now() > until) throw new Error('a server did not come back');
    await pause(20);
  }
}
