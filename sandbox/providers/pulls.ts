import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Provider } from './provider.js';

/** The safety net under a lost push: asks every `pollMs`, less often while the gateway is away. Ends with `stop`. */
export async function keepPulling(
  provider: Provider,
  pollMs: number,
  stop: AbortSignal,
  log: Logger,
): Promise<void> {
  let waitMs = pollMs;
  let wasDone = true;
  while (!stop.aborted) {
    const { isDone, status } = await provider.pull();
    // Told when it changes, not every few seconds. 401 means that the gateway does not know the credential.
    if (isDone !== wasDone && !stop.aborted) {
      if (isDone) log.info({ source: provider.source }, 'gateway is back');
      else log.warn({ source: provider.source, status }, 'gateway gave no list');
    }
    wasDone = isDone;
    waitMs = isDone ? pollMs : Math.min(waitMs * 2, pollMs * 5);
    await sleep(waitMs, undefined, { signal: stop }).catch(() => undefined);
  }
}
