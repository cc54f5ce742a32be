import type { IRouter } from 'express';
import { Refused } from '../domain/errors.js';

/**
 * To be called before a path's handlers, so that Express answers no HEAD or OPTIONS of its own: a look without a body
 * would be a look all the same, with its ledger entry.
 */
export function takesOnly(router: IRouter, path: string, methods: readonly string[]): void {
  router.all(path, (req, res, next) => {
    if (methods.includes(req.method)) return next();
    res.setHeader('Allow', methods.join(', '));
    throw new Refused('NO_SUCH_METHOD');
  });
}
