import { httpServer } from '../http-server.js';

export interface HealthParts {
  readonly port: number;
  readonly bindAddress: string;
  /** What this process still lacks to do its work, by name. Empty: ready. */
  readonly missing: () => Promise<string[]>;
  readonly metrics: () => Promise<string>;
}

export interface Health {
  readonly port: number;
  stop(): Promise<void>;
}

/** `/health/live`, `/health/ready` and `/metrics` of a process that serves nothing else. */
export async function startHealth({ port, bindAddress, missing, metrics }: HealthParts): Promise<Health> {
  const server = httpServer((request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    const json = (status: number, body: unknown) => answer(status, 'application/json', JSON.stringify(body));
    const routes: Record<string, () => Promise<unknown>> = {
      '/health/live': async () => json(200, { live: true }),
      '/health/ready': async () => {
        const lacking = await missing();
        json(lacking.length === 0 ? 200 : 503, { ready: lacking.length === 0, missing: lacking });
      },
      '/metrics': async () => answer(200, 'text/plain; version=0.0.4; charset=utf-8', await metrics()),
    };
    const route = routes[new URL(request.url ?? '/', 'http://health').pathname];
    if (!route || request.method !== 'GET') json(404, { found: false });
    else route().catch(() => json(503, { ready: false }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, bindAddress, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
