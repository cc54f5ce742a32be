import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one process: by route and status, never by person or case. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'sekisho_http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'sekisho_http_request_seconds',
    help: 'Time to answer, in seconds',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const middleware: RequestHandler = (req, res, next) => {
    const end = seconds.startTimer({ method: req.method });
    res.on('finish', () => {
      // The route's pattern, not the address: an address names a case.
      const route = (req as { route?: { path?: string } }).route?.path ?? 'none';
      requests.inc({ method: req.method, route, status: res.statusCode });
      end({ route });
    });
    next();
  };
  return { middleware, text: () => registry.metrics() };
}
