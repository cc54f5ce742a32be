import type { Request, Response } from 'express';
import { z } from 'zod';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import type { CheckAnswer } from '../../domain/handling.js';
import { type SentForm, textOf, type Values } from '../../web/frame.js';
import { type CheckShown, handlingCheckPage } from '../../web/pages/handling-check.js';
import { paths } from '../../web/paths.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById } from './via-route.js';
import { type Console, inside } from './console.js';
import type { Page } from './doors.js';
import { faultOf } from './faults.js';
import { valuesOf } from './form-body.js';
import { officeErrors } from './office-body.js';
import { ownItems } from './handling.js';
import { frameOf } from './visit.js';

const NAME = 'checkHandling';
const Asked = z.object({ organId: z.uuid(), itemId: z.uuid(), subjectId: z.uuid() });
type Asked = z.output<typeof Asked>;
type Ask = (sub: string, asked: never) => Promise<unknown>;

/**
 * The page on which a custodian asks. A form and no address: whom somebody asked about stands in no history, and another
 * site cannot make their browser ask. It answers at once, and is not a step that counts once: asked again, it is asked again.
 */
export function handlingCheck(console: Console): { show: Page; post: Page } {
  const ask: Ask | undefined = routeById(NAME).together?.(console);
  if (!ask) throw new Error(`${NAME} is not asked together`);
  return {
    show: async (req, res, _console, session) => {
      const to = { req, res, console, session };
      draw(to, await read(to));
    },
    post: async (req, res, _console, session) => {
      const to = { req, res, console, session };
      // Whoever holds no office that keeps items has no such page, whatever is asked.
      const found = await read(to);
      const values = valuesOf(req.body);
      try {
        const asked = askedIn(values);
        const answer = (await ask(session.sub, asked as never)) as CheckAnswer;
        draw(to, { ...found, answered: { subjectId: asked.subjectId, itemId: asked.itemId, answer } });
      } catch (error) {
        refuse(to, found, values, error);
      }
    },
  };
}

interface To {
  readonly req: Request;
  readonly res: Response;
  readonly console: Console;
  readonly session: ConsoleSession;
}

type Found = Awaited<ReturnType<typeof read>>;

function read({ req, console, session }: To) {
  return inside(req, console, session, {}, async (call) => ({ items: await ownItems(call) }));
}

function draw({ req, res, console, session }: To, found: Found & CheckShown, sent?: SentForm): void {
  const frame = frameOf(req, res, console, { viewer: found.viewer, now: found.now, here: paths.check });
  // No key: nothing that is asked here counts once, and a page of its own would differ by it.
  res.send(handlingCheckPage(frame, found, { key: '', csrf: session.csrf, ...(sent ? { sent } : {}) }));
}

function refuse(to: To, found: Found, values: Values, error: unknown): void {
  const { refused } = faultOf(error);
  const { code } = refused;
  if (code === 'INTERNAL') throw error;
  to.res.status(PROBLEMS[code].status);
  if (code === 'UNAVAILABLE') to.res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  const written = { item: textOf(values, 'item'), subjectId: textOf(values, 'subjectId') };
  draw(to, found, { step: NAME, values, refusal: { code, errors: officeErrors(NAME, refused, written) } });
}

/** @throws Refused INVALID */
function askedIn(values: Values): Asked {
  const [organId, itemId] = textOf(values, 'item').split('.');
  const parsed = Asked.safeParse({
    organId,
    itemId,
    subjectId: textOf(values, 'subjectId').trim().toLowerCase(),
  });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: [name], message }) => ({
    pointer: name === 'subjectId' ? '/subjectId' : '/item',
    message,
  }));
  throw new Refused('INVALID', undefined, wrong);
}
