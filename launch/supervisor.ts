import { setTimeout as sleep } from 'node:timers/promises';
import { Children } from './children.js';
import type { Running } from './children.js';
import { Lasting, type Log, Sentence } from './sentence.js';

export type Service = {
  name: string;
  /** Resolves when it is ready. Called again after it has ended unasked. What it spawns is handed to `children`. */
  start(children: Children): Promise<Running>;
  /** Lower ones are stopped first; equal ones together. */
  stopOrder: number;
};

type Entry = { service: Service; running: Running; restarts: number[] };

const RESTARTS_ALLOWED = 5;
const RESTART_WINDOW_MS = 60_000;
const BACKOFF_MS: readonly number[] = [200, 500, 1_000, 2_000, 4_000];

/** Keeps services running; ends them in order. */
export class Supervisor {
  readonly #entries = new Map<string, Entry>();
  readonly #starting = new Set<Children>();
  readonly #log: Log;
  readonly #backoffMs: readonly number[];
  #ending: Promise<void> | undefined;
  #giveUp: (error: Error) => void = () => {};
  /** Rejects with one sentence when a service cannot be kept running. */
  readonly failed: Promise<never>;

  constructor(log: Log, backoffMs = BACKOFF_MS) {
    this.#log = log;
    this.#backoffMs = backoffMs;
    this.failed = new Promise((_, reject) => {
      this.#giveUp = reject;
    });
    // Whoever awaits it gets the error; before that it is not an unhandled one.
    this.failed.catch(() => {});
  }

  /** Rejects if everything is told to end before it is ready. */
  async start(service: Service): Promise<void> {
    await this.#underWay(
      service.name,
      (children) => service.start(children),
      (running) => {
        const entry = { service, running, restarts: [] };
        this.#entries.set(service.name, entry);
        this.#watch(entry);
      },
    );
  }

  /** A step that runs to its end, and is told to end like a start that is under way. Resolves with its exit code. */
  runOnce(name: string, start: Service['start']): Promise<number> {
    return this.#underWay(name, async (children) => (await start(children)).exited);
  }

  /** Resolves when no process is left. Several calls share one ending. */
  stop(): Promise<void> {
    this.#ending ??= this.#stopAll();
    return this.#ending;
  }

  killAll(): void {
    for (const { running } of this.#entries.values()) running.kill();
    for (const children of this.#starting) children.kill();
  }

  /** `done` is called in the same breath as the work ends: in between, an ending would find neither. */
  async #underWay<Made>(
    name: string,
    work: (children: Children) => Promise<Made>,
    done: (made: Made) => void = () => {},
  ): Promise<Made> {
    const children = new Children();
    this.#starting.add(children);
    try {
      if (this.#ending) throw new Interrupted(name);
      const made = await work(children);
      if (this.#ending) throw new Interrupted(name);
      done(made);
      return made;
    } catch (error) {
      await children.end();
      throw error;
    } finally {
      this.#starting.delete(children);
    }
  }

  #watch(entry: Entry): void {
    void entry.running.exited.then((code) => {
      if (!this.#ending) this.#restart(entry, code).catch((error: Error) => this.#giveUp(error));
    });
  }

  async #restart(entry: Entry, code: number): Promise<void> {
    const { name } = entry.service;
    const now = Date.now();
    entry.restarts = [...entry.restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    if (entry.restarts.length > RESTARTS_ALLOWED) {
      throw new Sentence(
        `The process ${name} ended ${entry.restarts.length} times within a minute (exit code ${code} at last): ` +
          `look at its log (logs/${name}.log in the state folder), mend the cause and start again.`,
      );
    }
    this.#log(`${name} ended unexpectedly (exit code ${code}), starting it again`);
    await sleep(this.#backoffMs[entry.restarts.length - 1]);
    try {
      await this.#underWay(
        name,
        (children) => entry.service.start(children),
        (running) => {
          entry.running = running;
          this.#watch(entry);
        },
      );
    } catch (error) {
      if (this.#ending) return;
      if (error instanceof Lasting) throw error;
      this.#log(error instanceof Error ? error.message : String(error));
      await this.#restart(entry, code);
    }
  }

  async #stopAll(): Promise<void> {
    // What is not up yet is no use to anybody and may be a build of minutes: told to end, not waited for.
    await Promise.all([...this.#starting].map((children) => children.end()));
    const orders = [...new Set([...this.#entries.values()].map(({ service }) => service.stopOrder))].sort(
      (a, b) => a - b,
    );
    for (const order of orders) {
      const wave = [...this.#entries.values()].filter(({ service }) => service.stopOrder === order);
      await Promise.allSettled(wave.map(({ running }) => running.stop()));
    }
  }
}

class Interrupted extends Sentence {
  constructor(name: string) {
    super(`${name} was told to end before it was up.`);
  }
}
