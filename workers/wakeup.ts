import pg from 'pg';

/** Waits for news from the register, or a while. */
export interface Wakeup {
  wait(ms: number, stop: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Listens on one connection of its own; while that is down, waiting is only waiting. */
export function listenTo(url: string, channel: string): Wakeup {
  let wake = () => {};
  let pending = false;
  let closed = false;
  let client: pg.Client | undefined;
  const notify = () => {
    pending = true;
    wake();
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
    wait: (ms, stop) =>
      new Promise((resolve) => {
        if (pending || stop.aborted) {
          pending = false;
          return resolve();
        }
        const done = () => {
          clearTimeout(timer);
          stop.removeEventListener('abort', done);
          wake = () => {};
          pending = false;
          resolve();
        };
        const timer = setTimeout(done, ms);
        stop.addEventListener('abort', done);
        wake = done;
      }),
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
    },
  };
}
