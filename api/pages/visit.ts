import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import type { Frame, Viewer } from '../../web/frame.js';
import { isLanguage, type Language, languageOf } from '../../web/language.js';
import { withQuery } from '../../web/paths.js';
import { isOfficeForm } from '../../web/office-names.js';
import { isStep } from '../../web/steps.js';
import type { Assets } from './assets.js';

const LANGUAGE_COOKIE = 'sekisho-lang';
const DONE_COOKIE = 'sekisho-done';
const YEAR_MS = 31_536_000_000;

interface VisitParts {
  readonly assets: Assets;
  readonly sandbox: boolean;
  readonly publicUrl: string;
}

/** The frame of the page that answers `req`: its language, its place, and what has just been done. */
export function frameOf(
  req: Request,
  res: Response,
  parts: VisitParts,
  more: { readonly viewer?: Viewer; readonly now?: string; readonly here?: string } = {},
): Frame {
  const { viewer, now, here = withQuery(req.originalUrl, { lang: undefined }) } = more;
  const done = takeDone(req, res, parts, here);
  return {
    language: languageIn(req),
    here,
    assets: parts.assets.addresses,
    sandbox: parts.sandbox,
    ...(viewer ? { viewer } : {}),
    ...(now ? { now } : {}),
    ...(done ? { done } : {}),
  };
}

/** Asked for in the address, a language is remembered: also where the answer is only the way to another page. */
export function rememberLanguage(parts: Pick<VisitParts, 'publicUrl'>): RequestHandler {
  return (req, res, next) => {
    const asked = req.query.lang;
    if (isLanguage(asked)) res.cookie(LANGUAGE_COOKIE, asked, { ...cookieOptions(parts), maxAge: YEAR_MS });
    next();
  };
}

/** The language somebody reads: asked for in the address, chosen before, or preferred by their browser. */
export function languageIn(req: Request): Language {
  return languageOf(req.query.lang, cookieIn(req, LANGUAGE_COOKIE), req.headers['accept-language']);
}

/**
 * Tells the next page at `place` that a step was taken. In a cookie, not in the address: a link sent by somebody else
 * must not be able to say "your withdrawal is recorded".
 */
export function noteDone(res: Response, parts: VisitParts, step: Done, place: string): void {
  res.cookie(DONE_COOKIE, `${step}@${place}`, {
    ...cookieOptions(parts),
    sameSite: 'strict',
    maxAge: 60_000,
  });
}

type Done = NonNullable<Frame['done']>;
function takeDone(req: Request, res: Response, parts: VisitParts, here: string): Done | undefined {
  const [step, place] = (cookieIn(req, DONE_COOKIE) ?? '').split('@', 2);
  if (!(isStep(step) || isOfficeForm(step)) || place !== here || req.method !== 'GET') return undefined;
  res.clearCookie(DONE_COOKIE, { ...cookieOptions(parts), sameSite: 'strict' });
  return step;
}

function cookieOptions({ publicUrl }: Pick<VisitParts, 'publicUrl'>): CookieOptions {
  return { httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'lax', path: '/console' };
}

function cookieIn(req: Request, name: string): string | undefined {
  for (const pair of req.headers.cookie?.split(';') ?? []) {
    const [key = '', value = ''] = pair.split('=', 2);
    if (key.trim() !== name) continue;
    try {
      return decodeURIComponent(value.trim());
    } catch {
      // Not of our making: as good as none.
      return undefined;
    }
  }
  return undefined;
}
