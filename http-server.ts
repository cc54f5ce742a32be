import { randomUUID } from 'node:crypto';
import {
  createServer,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOf, type ProblemCode, PROBLEMS } from './domain/errors.js';

/**
 * What every HTTP server of ours grants to whoever connects, before anybody knows who it is. Each is set on purpose:
 * Node's own values are for no adversary, and some are none at all.
 */
export const HTTP_LIMITS = {
  /** The head is a few hundred bytes: nobody honest needs this long. Node's is 60 s. */
  headersTimeoutMs: 15_000,
  /** Head and body: 1 MiB at 150 kbit/s. Node's is 300 s. */
  requestTimeoutMs: 60_000,
  /** How often the two are looked at, and so how much later they act. Node's is 30 s, as long again as the limit itself. */
  checkEveryMs: 5_000,
  /** Longer than a proxy keeps its end (60 s is usual): it must be the one to close, or its next request meets a reset. */
  keepAliveTimeoutMs: 65_000,
  /** Nothing sent and nothing taken: a reader that never reads would hold its answer in our memory for ever. Node has none. */
  silenceMs: 300_000,
  /** Request line and headers; a token may have 8 KiB of it. */
  maxHeaderBytes: 16_384,
  /** Above, a connection is dropped at once; without it we would run out of descriptors, and the database out of sockets. */
  maxConnections: 8_000,
};
export type HttpLimits = typeof HTTP_LIMITS;

/** A server with these limits that refuses by the closed list even where no request has been understood yet. */
export function httpServer(
  handler?: RequestListener,
  limits: Partial<HttpLimits> = {},
  made: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> = {},
): Server {
  const set = { ...HTTP_LIMITS, ...limits };
  const server = createServer(
    {
      ...made,
      headersTimeout: set.headersTimeoutMs,
      requestTimeout: set.requestTimeoutMs,
      connectionsCheckingInterval: set.checkEveryMs,
      keepAliveTimeout: set.keepAliveTimeoutMs,
      maxHeaderSize: set.maxHeaderBytes,
      // Tolerance is how two servers come to read one stream differently.
      insecureHTTPParser: false,
    },
    handler,
  );
  server.setTimeout(set.silenceMs);
  server.maxConnections = set.maxConnections;
  // Their number is bounded by their bytes. Node's limit would leave out what comes after it without a word.
  server.maxHeadersCount = 0;
  // A connection may be used as often as its client likes: requests are counted by the rate limit, not by sockets.
  server.maxRequestsPerSocket = 0;
  refuseAtTheDoor(server);
  return server;
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HEAD_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'TOO_SLOW',
};

function refuseAtTheDoor(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (req, res) => {
    answering.set(req.socket, res);
    res.once('close', () => answering.delete(req.socket));
  });
  // An expectation nobody has heard of may be ignored (RFC 9110, 10.1.1); Node would answer 417.
  server.on('checkExpectation', (req, res) => server.emit('request', req, res));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const code = CODES[error.code ?? ''] ?? 'NOT_HTTP';
    const response = answering.get(socket);
    // In the middle of an answer a second one would be taken for its rest; and only a slow request waits for its own.
    const silent = response && (response.headersSent || code !== 'TOO_SLOW');
    if (!socket.writable || silent || error.code === 'ECONNRESET') socket.destroy();
    else socket.end(asHttp(code), () => socket.destroy());
  });
}

function asHttp(code: ProblemCode): string {
  const { status } = PROBLEMS[code];
  const body = JSON.stringify(problemOf(code, randomUUID()));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
