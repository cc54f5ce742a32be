import type { Server } from 'node:http';
import express from 'express';
import { Counter, Registry } from 'prom-client';
import { httpServer } from '../../http-server.js';
import type { SandboxUser } from '../people.js';
import { interactions } from './interactions.js';
import { loadKeys } from './keys.js';
import { createProvider, type IdentityClients } from './provider.js';

export interface IdentityOptions {
  /** 0 takes any free port. */
  port: number;
  bindAddress?: string;
  /** Where people and the API find it, if not at the address it listens on. */
  issuer?: string;
  /** The API's own address: the console's sign-in comes back there. */
  publicUrl: string;
  audience?: string;
  /** Signing keys live in its folder `identity`. */
  dataDir: string;
  users: readonly SandboxUser[];
  clients: IdentityClients;
}

export interface RunningIdentity {
  issuer: string;
  stop: () => Promise<void>;
}

/** The sandbox's OpenID provider: real tokens, invented people. Production refuses it. */
export async function startIdentity(options: IdentityOptions): Promise<RunningIdentity> {
  const keys = await loadKeys(options.dataDir);
  const bindAddress = options.bindAddress ?? '127.0.0.1';
  const server = httpServer();
  const port = await listen(server, options.port, bindAddress);
  const issuer = options.issuer ?? `http://${bindAddress}:${port}`;
  server.on(
    'request',
    identityApp({ ...options, issuer, keys, audience: options.audience ?? 'sekisho-api' }),
  );
  return { issuer, stop: () => close(server) };
}

type AppOptions = IdentityOptions & Parameters<typeof createProvider>[0];

function identityApp(options: AppOptions): express.Express {
  const provider = createProvider(options);
  const metrics = new Registry();
  const signIns = new Counter({
    name: 'sekisho_identity_sign_ins_total',
    help: 'Sign-ins tried at the sandbox identity provider, by outcome.',
    labelNames: ['outcome'],
    registers: [metrics],
  });

  const app = express();
  app.disable('x-powered-by');
  app.get(['/health/live', '/health/ready'], (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.get('/metrics', async (_req, res) => {
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  app.use(
    '/interaction',
    interactions({
      provider,
      users: options.users,
      home: options.publicUrl,
      signedIn: (outcome) => signIns.inc({ outcome }),
    }),
  );
  app.use(provider.callback());
  return app;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address && typeof address === 'object' ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
