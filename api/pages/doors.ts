import express, { type Request, type RequestHandler, type Response } from 'express';
import { problemPage } from '../../web/pages/problem.js';
import type { Language } from '../../web/language.js';
import { paths, withQuery } from '../../web/paths.js';
import type { ConsoleSession } from '../sessions.js';
import { caseIdOf, type Console } from './console.js';
import { frameOf } from './visit.js';

export type Page = (req: Request, res: Response, console: Console, session: ConsoleSession) => Promise<void>;

/** A page for people who are signed in; others are sent to sign in and come back. */
export function signedIn(console: Console, page: Page): RequestHandler {
  return async (req, res) => {
    const session = await console.sessions.sessionOf(req);
    if (!session) return res.redirect(303, paths.signIn(withQuery(req.originalUrl, { lang: undefined })));
    await page(req, res, console, session);
  };
}

/**
 * A form is read only when we know whose it is, or that one of our own pages sent it after its session had ended: then
 * what was written is shown again to be copied. Never a redirect to sign in: browsers would not follow it from a form.
 */
export function form(console: Console, post: Page, writtenBy: Written, at: At = atCase): RequestHandler[] {
  const sessions = new WeakMap<Request, ConsoleSession>();
  return [
    async (req, res, next) => {
      const session = await console.sessions.sessionOf(req);
      if (session) sessions.set(req, session);
      if (session || req.headers['sec-fetch-site'] === 'same-origin') return next();
      signedOut(req, res, console, writtenBy, at);
    },
    express.urlencoded({ extended: false, limit: '1mb' }),
    async (req, res) => {
      const session = sessions.get(req);
      if (!session) return signedOut(req, res, console, writtenBy, at);
      if (console.sessions.verifyCsrf(req, session)) return post(req, res, console, session);
      const { here, caseId } = at(req);
      const frame = frameOf(req, res, console, { here });
      res.status(403).send(problemPage(frame, { code: 'NOT_YOURS', trouble: 'CSRF_REFUSED', caseId }));
    },
  ];
}

/** The page a form stands on, and its case, if it is one's. */
export type At = (req: Request) => { readonly here: string; readonly caseId?: string };

export type Written = (req: Request, language: Language) => { label: string; text: string }[];

const atCase: At = (req) => ({ here: paths.caseOf(caseIdOf(req)), caseId: caseIdOf(req) });

function signedOut(req: Request, res: Response, console: Console, writtenBy: Written, at: At): void {
  const { here } = at(req);
  const frame = frameOf(req, res, console, { here });
  const written = writtenBy(req, frame.language);
  res
    .status(401)
    .send(problemPage(frame, { code: 'NOT_SIGNED_IN', trouble: 'SIGNED_OUT', returnTo: here, written }));
}
