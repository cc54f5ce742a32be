import type { Logger as TemporalLogger, LogLevel, LogMetadata } from '@temporalio/common';
import type { Logger } from 'pino';

const LEVELS = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<LogLevel, string>;

/** The engine client's own words for what went wrong, as they stand in its error texts. */
const GRPC_STATUS =
  /\bcode: '?(Cancelled|Unknown|InvalidArgument|DeadlineExceeded|NotFound|AlreadyExists|PermissionDenied|ResourceExhausted|FailedPrecondition|Aborted|OutOfRange|Unimplemented|Internal|Unavailable|DataLoss|Unauthenticated)\b/;

/**
 * The Temporal runtime's log as lines of ours: `Runtime.install({ logger: temporalLogger(log) })`.
 * Left alone, workers print failure messages and details in clear. Here errors become type, code and places; a text
 * ends where the SDK begins to quote (after a colon, quotation mark, brace or equals sign).
 */
export function temporalLogger(log: Logger): TemporalLogger {
  const write = (level: LogLevel, message: string, meta?: LogMetadata): void =>
    log[LEVELS[level] ?? 'info'](fieldsOf(meta ?? {}), beforeQuotation(message));
  return {
    log: write,
    trace: (message, meta) => write('TRACE', message, meta),
    debug: (message, meta) => write('DEBUG', message, meta),
    info: (message, meta) => write('INFO', message, meta),
    warn: (message, meta) => write('WARN', message, meta),
    error: (message, meta) => write('ERROR', message, meta),
  };
}

/** Metadata under the names of our allow-list: the native core writes `run_id` where the SDK writes `runId`. */
function fieldsOf(meta: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(meta)) {
    if (key === 'error' || key === 'err') {
      if (typeof value === 'object') fields.err = value;
      const status = GRPC_STATUS.exec(String(value))?.[1];
      if (status !== undefined) fields.grpcStatus = status;
    } else {
      fields[key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value;
    }
  }
  return fields;
}

function beforeQuotation(message: unknown): string {
  return (String(message).split(/[:"`{=\r\n]/, 1)[0] ?? '').trim();
}
