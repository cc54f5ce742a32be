import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler, Request } from 'express';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import type { Viewer } from '../../web/frame.js';
import { problemPage } from '../../web/pages/problem.js';
import { paths, withQuery } from '../../web/paths.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import { type Console, inside } from './console.js';
import { faultOf } from './faults.js';
import { frameOf } from './visit.js';

/** Where an error becomes a page. Only what happens under our own addresses: the API answers for its own. */
export function problems(console: Console): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent || !req.path.startsWith('/console')) return next(error);
    const { refused, trouble } = faultOf(error);
    const { code } = refused;
    const reference = randomUUID();
    if (code === 'INTERNAL') console.log.error({ err: error, reference }, 'a page failed by our fault');
    if (code === 'UNAVAILABLE') console.log.warn({ err: error, reference }, 'a part is out of reach');
    if (code === 'POLICY_MISSING')
      console.log.warn({ err: error, reference }, 'the policy of a case is not loaded');
    const frame = frameOf(req, res, console, {
      ...(error instanceof Refused ? await seenBy(req, console) : {}),
      here: req.method === 'GET' ? withQuery(req.originalUrl, { lang: undefined }) : paths.start,
    });
    const shown = { code, ...(trouble ? { trouble } : {}), ...(code === 'INTERNAL' ? { reference } : {}) };
    const status = trouble === 'SIGN_IN_EXPIRED' ? 400 : trouble ? 403 : PROBLEMS[code].status;
    if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    res.status(status).send(problemPage(frame, shown));
  };
}

/** Who is signed in remains so on a page that refuses. It is drawn in any case, so nothing that fails here counts. */
async function seenBy(req: Request, console: Console): Promise<{ viewer?: Viewer }> {
  try {
    const session = await console.sessions.sessionOf(req, { touch: false });
    if (!session) return {};
    const { viewer } = await inside(req, console, session, {}, async () => ({}));
    return { viewer };
  } catch {
    return {};
  }
}
