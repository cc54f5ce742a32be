import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import type { Source } from '../domain/checks.js';
import type { Db } from '../store/db.js';
import type { PushType } from '../store/outbox.js';
import { sourceOf } from '../store/requests.js';

export interface PushMessage {
  readonly id: string;
  readonly requestId: string;
  readonly type: PushType;
}
export type PushSender = (message: PushMessage) => Promise<void>;

interface ProviderSecret {
  readonly webhookSecret: string;
  readonly pushUrl: string;
}

/**
 * Sends a thin event in Standard Webhooks form: which request, nothing about whom or why. A provider without a push
 * address finds its requests by asking. @throws on anything but 2xx, so that the relay tries again.
 */
export function createPushSender(db: Db, secretsFile: string, timeoutMs = 10_000): PushSender {
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as Partial<Record<Source, ProviderSecret>>;
  return async (message) => {
    const source = await sourceOf(db, message.requestId);
    const provider = source && secrets[source];
    if (!provider?.pushUrl) return;
    const at = new Date();
    const body = JSON.stringify({
      type: message.type,
      requestId: message.requestId,
      timestamp: at.toISOString(),
    });
    // Stable over retries, so that the receiver can drop what it has seen.
    const id = `msg_${message.id}`;
    const signature = new Webhook(provider.webhookSecret).sign(id, at, body);
    const response = await fetch(provider.pushUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signature,
      },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    if (!response.ok) throw Object.assign(new Error('push refused'), { code: `HTTP_${response.status}` });
  };
}
