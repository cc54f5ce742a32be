import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { pinoHttp } from 'pino-http';
import { describeError } from './error-fields.js';
import { allowedLine } from './log-line.js';

export interface LoggerOptions {
  /** Which process writes, e.g. `activity-worker`. */
  readonly process: string;
  /** trace, debug, info, warn, error, fatal or silent. */
  readonly level: string;
  /** Where the lines go; standard output if absent. */
  readonly destination?: DestinationStream;
}

/**
 * JSON lines with ids and codes only (see log-fields.ts). Messages are fixed texts: arguments to be filled into them
 * are dropped. Of an error only its type, code and places in the source are written, never its message or details.
 */
export function createLogger({ process: name, level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { process: name, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: requestFields, res: responseFields, err: describeError },
      hooks: {
        logMethod(args: unknown[], method) {
          const [first, second] = args;
          if (typeof first === 'string') return method.call(this, {}, first);
          // Without a text of our own pino would print the error's message.
          const fields = first instanceof Error ? { err: first } : Object(first ?? {});
          return method.call(
            this,
            fields,
            typeof second === 'string' ? second : 'err' in fields ? 'failed' : 'event',
          );
        },
        streamWrite: allowedLine,
      },
    },
    destination ?? pino.destination(1),
  );
}

/** One line per HTTP request: id, method, path, status, milliseconds. No query, headers, bodies or client address. */
export function httpLogger(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    wrapSerializers: false,
    serializers: { req: requestFields, res: responseFields, err: describeError },
    customLogLevel: (_req, res, err) => (err !== undefined || res.statusCode >= 500 ? 'error' : 'info'),
  });
}

function requestFields(req: {
  id?: unknown;
  method?: unknown;
  url?: unknown;
  originalUrl?: unknown;
}): object {
  return { id: req.id, method: req.method, path: req.originalUrl ?? req.url };
}

function responseFields(res: { statusCode?: unknown }): object {
  return { statusCode: res.statusCode };
}
