import pg from 'pg';

/** Waits for news from the register, or a while. */
export interface Wakeup {
  /** How much news has come so far. */
  news(): number;
  /** Waits for news beyond `since` or for `also`, at most `ms`; at once if there has been some. */
  wait(ms: number, stop: AbortSignal, since: number, also?: Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

/** Listens on one connection of its own; while that is down, waiting is only waiting. */
export function listenTo(url: string, channel: string): Wakeup {
  const waiting = new Set<() => void>();
  let news = 0;
  let closed = false;
  let client: pg.Client | undefined;
  const notify = () => {
    news += 1;
    for (const wake of waiting) wake();
  };
  const listen = async () => {
    if (closed) return;
    const next = new pg.Client({ connectionString: url });
    next.on('notification', notify);
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
    wait: (ms, stop, since, also) =>
      new Promise((resolve) => {
        if (stop.aborted || since < news) return resolve(news);
        const settle = () => {
          clearTimeout(timer);
          waiting.delete(settle);
          stop.removeEventListener('abort', settle);
          resolve(news);
        };
        const timer = setTimeout(settle, ms);
        stop.addEventListener('abort', settle);
        waiting.add(settle);
        also?.then(settle, settle);
      }),
    news: () => news,
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
    },
  };
}
