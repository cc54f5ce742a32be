import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { problemOf, Refused } from '../domain/errors.js';
import { isTransient } from '../store/db.js';
import { AuthenticationError, IssuerUnreachableError } from './authenticate.js';
import { SignInError } from './console-issuer.js';

export const RETRY_AFTER_SECONDS = 5;

export function sendProblem(res: Response, refused: Refused, reference: string = randomUUID()): void {
  const problem = problemOf(refused.code, reference, refused);
  const { status } = problem;
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The one place where an error becomes an answer. What it cannot name is our bug: logged whole, told as a reference. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error, _req, res, next) => {
    if (res.headersSent) return next(error);
    const reference = randomUUID();
    const refused = toRefused(error);
    if (refused.code === 'INTERNAL') log.error({ err: error, reference }, 'a request failed by our fault');
    if (refused.code === 'UNAVAILABLE') log.warn({ err: error, reference }, 'a part is out of reach');
    if (refused.code === 'POLICY_MISSING')
      log.warn({ err: error, reference }, 'the policy of a case is not loaded');
    sendProblem(res, refused, reference);
  };
}

function toRefused(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof AuthenticationError) return new Refused('NOT_SIGNED_IN', error.code);
  if (error instanceof IssuerUnreachableError || isTransient(error)) return new Refused('UNAVAILABLE');
  if (error instanceof SignInError) return new Refused('NOT_SIGNED_IN', error.code);
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.parse.failed' || type === 'request.aborted' || type === 'request.size.invalid')
    return new Refused('MALFORMED');
  if (type === 'entity.too.large') return new Refused('TOO_LARGE');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new Refused('UNSUPPORTED_MEDIA');
  if (error instanceof URIError) return new Refused('NOT_FOUND');
  // Whatever else a body's reader finds wrong with a body, as a broken gzip: it blames the request, and so do we.
  if ((error as { status?: unknown } | null)?.status === 400) return new Refused('MALFORMED');
  return new Refused('INTERNAL');
}
