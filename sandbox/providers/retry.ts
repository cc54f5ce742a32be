import { setTimeout as sleep } from 'node:timers/promises';
import { jsonOrUndefined } from './json.js';

/** Bounded, because the next pull finds an open request again: giving up loses nothing but a few seconds. */
export interface RetryPolicy {
  attempts: number;
  baseMs: number;
  maxMs: number;
  /** For one attempt. */
  timeoutMs: number;
}

export const defaultRetry: RetryPolicy = { attempts: 6, baseMs: 200, maxMs: 5_000, timeoutMs: 10_000 };

export interface Reply {
  status: number;
  body: unknown;
}

/** Tries again after network errors, 5xx and 429 only; any other reply is final. Undefined: no final reply. */
export async function sendWithRetry(
  url: string,
  init: RequestInit,
  policy: RetryPolicy,
  stop: AbortSignal,
): Promise<Reply | undefined> {
  for (let attempt = 1; !stop.aborted; attempt += 1) {
    const sent = await send(url, init, policy.timeoutMs, stop);
    if (sent.reply && !isTransient(sent.reply.status)) return sent.reply;
    if (attempt >= policy.attempts) return undefined;
    const backoffMs = Math.min(policy.baseMs * 2 ** (attempt - 1), policy.maxMs);
    const pauseMs = Math.max(
      backoffMs * (0.5 + Math.random() / 2),
      Math.min(sent.retryAfterMs, policy.maxMs),
    );
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return undefined;
}

/** One attempt. A redirect is not followed: it would carry the credential to another place. */
export async function send(
  url: string,
  init: RequestInit,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<{ reply?: Reply; retryAfterMs: number }> {
  // Not AbortSignal.any: what it makes is kept as long as `stop` lives (nodejs/node#64476).
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, timeoutMs);
  stop.addEventListener('abort', end);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: ending.signal });
    const text = await response.text();
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1000 || 0;
    return { reply: { status: response.status, body: jsonOrUndefined(text) }, retryAfterMs };
  } catch {
    // fetch rejects for what the network did, and for our own time limit; both are worth another try.
    return { retryAfterMs: 0 };
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  }
}

function isTransient(status: number): boolean {
  return status === 429 || status >= 500;
}
