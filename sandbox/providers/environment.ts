import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type CrashAt, readCrashAt } from '../../crash-points.js';

const Environment = z.object({
  SEKISHO_MODE: z.enum(['sandbox', 'production']).default('sandbox'),
  PORT_BASE: z.coerce.number().int().min(1024).max(65_000).default(7200),
  SEKISHO_DATA: z.string().min(1).default('.sekisho'),
  PROVIDERS_FILE: z.string().min(1).optional(),
  PUBLIC_URL: z.url().optional(),
  GATEWAY_URL: z.url().optional(),
  BIND_ADDRESS: z.string().min(1).default('127.0.0.1'),
  PROVIDERS_POLL_MS: z.coerce.number().int().min(100).default(3_000),
  CRASH_AT: z.string().optional(),
  LOG_LEVEL: z.string().min(1).default('info'),
});

export interface ProvidersEnvironment {
  production: boolean;
  port: number;
  providersFile: string;
  gatewayUrl: string;
  bindAddress: string;
  pollMs: number;
  logLevel: string;
  crashAt: CrashAt | undefined;
}

/** What this process needs of the project's configuration; the names are those of the configuration table. */
export function providersEnvironment(env: Record<string, string | undefined>): ProvidersEnvironment {
  const read = Environment.parse(env);
  return {
    production: read.SEKISHO_MODE === 'production',
    port: read.PORT_BASE + 2,
    providersFile: read.PROVIDERS_FILE ?? join(resolve(read.SEKISHO_DATA), 'providers.json'),
    gatewayUrl: read.GATEWAY_URL ?? read.PUBLIC_URL ?? `http://127.0.0.1:${read.PORT_BASE}`,
    bindAddress: read.BIND_ADDRESS,
    pollMs: read.PROVIDERS_POLL_MS,
    logLevel: read.LOG_LEVEL,
    crashAt: read.CRASH_AT === undefined ? undefined : readCrashAt(read.CRASH_AT),
  };
}
