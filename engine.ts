import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  isGrpcServiceError,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import { readFileSync } from 'node:fs';

/** Where the engine is and how we speak to it. */
export interface EngineAddress {
  readonly address: string;
  readonly namespace: string;
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly serverName?: string;
  };
}

/** Names that keep two systems on one engine apart: tests give each file its own. */
export interface EngineNames {
  readonly taskQueue: string;
  readonly workflowIdPrefix: string;
}

/** A client that finds the engine again within seconds of its return, however long it was away. */
export function connectClient(at: EngineAddress, dataConverter: DataConverter, identity: string): Client {
  const connection = Connection.lazy({
    address: at.address,
    tls: tlsOptions(at),
    // Few and quick: whoever calls has its own way to try again (the outbox), and must not wait here meanwhile.
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 3 }))],
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
  return new Client({ connection, namespace: at.namespace, dataConverter, identity });
}

/** gRPC's UNAVAILABLE, under whatever the SDK wraps it in: nobody was there, which says nothing about the call itself. */
export function isEngineAway(error: unknown): boolean {
  for (let one = error; one; one = (one as { cause?: unknown }).cause)
    if (isGrpcServiceError(one)) return one.code === UNAVAILABLE;
  return false;
}
const UNAVAILABLE = 14;

export function connectWorker(at: EngineAddress): Promise<NativeConnection> {
  const tls = tlsOptions(at);
  return NativeConnection.connect({ address: at.address, ...(tls ? { tls } : {}) });
}

/** As somebody comes who knows the address, and the authority of its certificate, and has nothing to show. */
export function connectWithoutCredential({ address, tls }: EngineAddress): Connection {
  const { cert: _, key: __, ...known } = tls ?? {};
  return Connection.lazy({ address, tls: tls && tlsOptions({ tls: known }), interceptors: [] });
}

function tlsOptions({ tls }: Pick<EngineAddress, 'tls'>) {
  if (!tls) return undefined;
  return {
    ...(tls.ca ? { serverRootCACertificate: readFileSync(tls.ca) } : {}),
    ...(tls.cert && tls.key
      ? { clientCertPair: { crt: readFileSync(tls.cert), key: readFileSync(tls.key) } }
      : {}),
    ...(tls.serverName ? { serverNameOverride: tls.serverName } : {}),
  };
}
