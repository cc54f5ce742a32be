import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from './node-child.js';
import { type Log, Sentence } from './sentence.js';

export type Service = {
  name: string;
  /** Resolves when it is ready. Called again after it has ended unasked. */
  start(): Promise<Running>;
  /** Lower ones are stopped first; equal ones together. */
  stopOrder: number;
};

type Entry = { service: Service; running: Running; restarts: number[] };

const RESTARTS_ALLOWED = 5;
const RESTART_WINDOW_MS = 60_000;
const STARTS_SETTLE_WITHIN_MS = 3_000;
const BACKOFF_MS: readonly number[] = [200, 500, 1_000, 2_000, 4_000];

/** Keeps services running; ends them in order. */
export class Supervisor {
  readonly #entries = new Map<string, Entry>();
  readonly #starting = new Set<Promise<unknown>>();
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

  async start(service: Service): Promise<void> {
    const running = await this.#launch(service);
    if (!running) return;
    const entry = { service, running, restarts: [] };
    this.#entries.set(service.name, entry);
    this.#watch(entry);
  }

  /** Several calls share one ending. */
  stop(): Promise<void> {
    this.#ending ??= this.#stopAll();
    return this.#ending;
  }

  killAll(): void {
    for (const { running } of this.#entries.values()) running.kill();
  }

  /** Undefined if the ending began in the meantime. */
  async #launch(service: Service): Promise<Running | undefined> {
    if (this.#ending) return undefined;
    const starting = service.start();
    this.#starting.add(starting);
    try {
      const running = await starting;
      if (!this.#ending) return running;
      await running.stop();
      return undefined;
    } finally {
      this.#starting.delete(starting);
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
      const running = await this.#launch(entry.service);
      if (!running) return;
      entry.running = running;
      this.#watch(entry);
    } catch (error) {
      if (this.#ending) return;
      this.#log(error instanceof Error ? error.message : String(error));
      await this.#restart(entry, code);
    }
  }

  async #stopAll(): Promise<void> {
    // A start under way may be a build of minutes; whatever it has running ends with this process (guard.mjs).
    await Promise.race([
      Promise.allSettled(this.#starting),
      sleep(STARTS_SETTLE_WITHIN_MS, undefined, { ref: false }),
    ]);
    const orders = [...new Set([...this.#entries.values()].map(({ service }) => service.stopOrder))].sort(
      (a, b) => a - b,
    );
    for (const order of orders) {
      const wave = [...this.#entries.values()].filter(({ service }) => service.stopOrder === order);
      await Promise.allSettled(wave.map(({ running }) => running.stop()));
    }
  }
}
