import pg from 'pg';

/** Waits for news from the register, or a while. */
export interface News {
  /** How much news has come so far. */
  news(): number;
  /** Waits for news beyond `since` or for `also`, at most `ms`; at once if there has been some. */
  wait(ms: number, stop: AbortSignal, since: number, also?: Promise<unknown>): Promise<number>;
}

export interface Wakeup {
  /** Of rows in this table alone, and of whatever may concern everybody: a moved clock, a new connection. */
  readonly of: Readonly<Record<Table, News>>;
  close(): Promise<void>;
}

/** What the register's triggers name when they notify. */
type Table = 'outbox' | 'inbox';

/** Listens on one connection of its own; while that is down, waiting is only waiting. */
export function listenTo(url: string, channel: string): Wakeup {
  const of = { outbox: new Counted(), inbox: new Counted() };
  let closed = false;
  let client: pg.Client | undefined;
  const notify = (told?: string) => {
    if (told !== 'inbox') of.outbox.bump();
    if (told !== 'outbox') of.inbox.bump();
  };
  const listen = async () => {
    if (closed) return;
    const next = new pg.Client({ connectionString: url });
    next.on('notification', ({ payload }) => notify(payload));
    next.on('error', () => {});
    next.on('end', () => {
      if (client === next) client = undefined;
      if (!closed) setTimeout(() => void listen(), 500).unref();
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      client = next;
      notify();
    } catch {
      void next.end().catch(() => {});
    }
  };
  void listen();
  return {
    of,
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
    },
  };
}

class Counted implements News {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  bump(): void {
    this.#count += 1;
    for (const wake of this.#waiting) wake();
  }

  news(): number {
    return this.#count;
  }

  wait(ms: number, stop: AbortSignal, since: number, also?: Promise<unknown>): Promise<number> {
    return new Promise((resolve) => {
      if (stop.aborted || since < this.#count) return resolve(this.#count);
      const settle = () => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        stop.removeEventListener('abort', settle);
        resolve(this.#count);
      };
      const timer = setTimeout(settle, ms);
      stop.addEventListener('abort', settle);
      this.#waiting.add(settle);
      also?.then(settle, settle);
    });
  }
}
