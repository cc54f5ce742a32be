import { randomBytes, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Source } from '../../../domain/checks.js';
import { SOURCES } from '../../support/act27.js';
import { eventsPath } from '../../../sandbox/providers/protocol.js';
import { type ProvidersOptions, startProviders } from '../../../sandbox/providers/providers.js';
import type { ProviderSecret } from '../../../sandbox/providers/secrets.js';
import { startFakeGateway } from './fake-gateway.js';
import { secretOf } from '../../../sandbox/providers/secrets.js';

const fastRetry = { attempts: 4, baseMs: 5, maxMs: 20, timeoutMs: 2_000 };

function makeSecrets(): Record<Source, ProviderSecret> {
  const entries = SOURCES.map((source) => {
    const credential = randomBytes(32).toString('base64url');
    const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
    return [source, { credential, webhookSecret, pushUrl: 'http://127.0.0.1:1/' }] as const;
  });
  return Object.fromEntries(entries) as Record<Source, ProviderSecret>;
}

/** A fake gateway and all providers, on free ports. Nothing is pulled unless a test asks for it. */
export async function startWorld(options: Partial<ProvidersOptions> = {}) {
  const secrets = makeSecrets();
  const gateway = await startFakeGateway(secrets);
  const start = () =>
    startProviders({ port: 0, gatewayUrl: gateway.url, secrets, pollMs: 0, retry: fastRetry, ...options });
  const providers = await start();
  return {
    secrets,
    gateway,
    providers,
    control: providers.control,
    /** A second process with the same secrets and an empty memory. */
    startAnother: start,
    async push(source: Source, type: string, requestId: string, delivery: Partial<Delivery> = {}) {
      const { webhookSecret } = secretOf(secrets, source);
      return deliver(providers.url, source, { webhookSecret, event: eventOf(type, requestId), ...delivery });
    },
    async stop() {
      await providers.stop();
      await gateway.stop();
    },
  };
}
export type World = Awaited<ReturnType<typeof startWorld>>;

export interface Delivery {
  webhookSecret: string;
  event: unknown;
  webhookId?: string;
  /** When it is said to have been sent. */
  at?: Date;
  headers?: Record<string, string>;
  /** Changes the body after it was signed. */
  tamper?: (body: string) => string;
}

export function eventOf(type: string, requestId: string) {
  return { type, requestId, timestamp: new Date().toISOString() };
}

export async function deliver(url: string, source: Source, delivery: Delivery): Promise<number> {
  const { webhookSecret, event, webhookId = `msg_${randomUUID()}`, at = new Date() } = delivery;
  const body = typeof event === 'string' ? event : JSON.stringify(event);
  const response = await fetch(`${url}${eventsPath(source)}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': webhookId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(webhookSecret).sign(webhookId, at, body),
      ...delivery.headers,
    },
    body: delivery.tamper?.(body) ?? body,
  });
  await response.text();
  return response.status;
}
