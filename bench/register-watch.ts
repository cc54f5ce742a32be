import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface Seen {
  readonly stage: string;
  readonly seq: number;
  /** Up to where the case's workflow has looked. */
  readonly handled: number;
}

/**
 * Tells when a case's workflow has looked at it: the measuring instrument, so that nobody's polling through the API is
 * measured with the rest. One statement at a time for all cases in flight, on a connection of its own.
 */
export class RegisterWatch {
  readonly #client: pg.Client;
  readonly #waiting = new Map<string, { until: (seen: Seen) => boolean; done: () => void }>();
  #closed = false;
  #loop: Promise<void>;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.#loop = this.#watch();
  }

  static async open(url: string): Promise<RegisterWatch> {
    const client = new pg.Client({ connectionString: url });
    // A lost connection fails the statement under way, and with it the run.
    client.on('error', () => {});
    await client.connect();
    return new RegisterWatch(client);
  }

  /** Resolves once the case is as wanted. One wait a case at a time. */
  until(caseId: string, wanted: (seen: Seen) => boolean): Promise<void> {
    return new Promise((done) => this.#waiting.set(caseId, { until: wanted, done }));
  }

  /** Nothing on its way any more. */
  async untilQuiet(): Promise<void> {
    while (!(await this.#isQuiet())) await pause(20);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#loop;
    await this.#client.end();
  }

  async #isQuiet(): Promise<boolean> {
    const { rows } = await this.#client.query('select sekisho_quiet(now()) as quiet');
    return rows[0].quiet === true;
  }

  async #watch(): Promise<void> {
    while (!this.#closed) {
      if (this.#waiting.size > 0) await this.#look();
      await pause(WATCH_MS);
    }
  }

  async #look(): Promise<void> {
    const { rows } = await this.#client.query({
      name: 'watch',
      text: 'select id, stage, seq, handled_seq as handled from cases where id = any ($1::uuid[])',
      values: [[...this.#waiting.keys()]],
    });
    for (const row of rows as (Seen & { id: string })[]) {
      const waiting = this.#waiting.get(row.id);
      if (!waiting?.until(row)) continue;
      this.#waiting.delete(row.id);
      waiting.done();
    }
  }
}

/** Adds half of this to each time "until seen". */
const WATCH_MS = 10;
