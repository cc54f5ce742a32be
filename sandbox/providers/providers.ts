import { once, setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import { type Logger, pino } from 'pino';
import { Counter, Registry } from 'prom-client';
import { httpServer } from '../../http-server.js';
import type { Source } from '../../domain/checks.js';
import { SOURCE_CODES } from '../../policies.js';
import { createApp } from './app.js';
import { type Control, createControl } from './control.js';
import { createGatewayClient } from './gateway-client.js';
import { createProvider, type Provider } from './provider.js';
import { keepPulling } from './pulls.js';
import type { PushOptions } from './push.js';
import { defaultRetry, type RetryPolicy } from './retry.js';
import type { ProviderSecrets } from './secrets.js';

export interface ProvidersOptions {
  /** 0 is any free port. */
  port: number;
  /** Without `/gateway`. */
  gatewayUrl: string;
  /** Only the sources named here are played. */
  secrets: ProviderSecrets;
  /** Default 3,000; 0 never pulls. */
  pollMs?: number;
  /** Default 127.0.0.1. */
  bindAddress?: string;
  /** Whether /control is served; the sandbox only. Default false. */
  controls?: boolean;
  log?: Logger;
  retry?: RetryPolicy;
  /** Sources that look at no grant, as before there were any. */
  trusting?: boolean;
}

export interface RunningProviders {
  url: string;
  control: Control;
  stop(): Promise<void>;
}

/** Every outside office in one process: separate credentials, secrets and memories, one port. */
export async function startProviders(options: ProvidersOptions): Promise<RunningProviders> {
  const { gatewayUrl, secrets, pollMs = 3_000, retry = defaultRetry, trusting = false } = options;
  const log = options.log ?? pino({ level: 'silent' });
  const stopping = new AbortController();
  const stop = stopping.signal;
  // Every call under way listens to it.
  setMaxListeners(0, stop);
  const { registry, countAnswer, countEvent } = createCounters();
  const providers = new Map<Source, Provider>();
  const pushes: PushOptions[] = [];

  for (const source of SOURCE_CODES) {
    const secret = secrets[source];
    if (!secret) continue;
    const { credential, webhookSecret } = secret;
    const gateway = createGatewayClient({ gatewayUrl, source, credential, retry, stop, trusting });
    const provider = createProvider({
      source,
      gateway,
      stop,
      report(requestId, outcome, cause) {
        if (stop.aborted) return;
        countAnswer(source, outcome);
        const errorName = cause instanceof Error ? cause.name : undefined;
        log[outcome === 'received' || outcome === 'closed' ? 'info' : 'warn'](
          { source, requestId, outcome, errorName },
          'request dealt with',
        );
      },
    });
    providers.set(source, provider);
    pushes.push({
      provider,
      webhookSecret,
      report(receipt, requestId) {
        countEvent(source, receipt);
        log[receipt === 'taken' ? 'info' : 'warn']({ source, requestId, receipt }, 'event came');
      },
    });
  }

  const app = createApp({ providers, pushes, controls: options.controls ?? false, registry, log });
  const bindAddress = options.bindAddress ?? '127.0.0.1';
  const server = httpServer(app).listen(options.port, bindAddress);
  await once(server, 'listening');
  const pulls = pollMs > 0 ? [...providers.values()].map((each) => keepPulling(each, pollMs, stop, log)) : [];
  const control = createControl(providers);

  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    control,
    async stop() {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, control.settled(), ...pulls]);
    },
  };
}

function createCounters() {
  const registry = new Registry();
  const answers = new Counter({
    name: 'sekisho_provider_requests_total',
    help: 'Requests dealt with, by what the gateway said.',
    labelNames: ['source', 'outcome'],
    registers: [registry],
  });
  const events = new Counter({
    name: 'sekisho_provider_events_total',
    help: 'Events received, by what was made of them.',
    labelNames: ['source', 'receipt'],
    registers: [registry],
  });
  return {
    registry,
    countAnswer: (source: Source, outcome: string) => answers.inc({ source, outcome }),
    countEvent: (source: Source, receipt: string) => events.inc({ source, receipt }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
