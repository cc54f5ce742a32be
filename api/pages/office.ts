import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { PROBLEMS } from '../../domain/errors.js';
import type { FormState, Frame, SentForm, Values } from '../../web/frame.js';
import { isOfficeForm, type OfficeFormName } from '../../web/office-names.js';
import { problemPage } from '../../web/pages/problem.js';
import { perform } from '../dispatch.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import type { Call } from '../route.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById } from './via-route.js';
import { caseIdOf, type Console, inside } from './console.js';
import { type At, form, type Page, signedIn } from './doors.js';
import { faultOf } from './faults.js';
import { valuesOf } from './form-body.js';
import { aboutOf, officeBody, officeErrors, writtenInOffice } from './office-body.js';
import { frameOf, noteDone } from './visit.js';

/** A page of the office: what it reads, by the very routes a program would use, and the forms that stand on it. */
interface Spec<S> {
  /** Its address, with `:id` where it is about one thing. */
  readonly at: string;
  readonly read: (call: Call, query: Request['query']) => Promise<S>;
  readonly draw: (frame: Frame, shown: S, form: FormState) => string;
  readonly forms?: readonly OfficeFormName[];
  /** Whether the form still stands on the page; where it does not, what was written in it is shown to be copied. */
  readonly offers?: (shown: S, name: OfficeFormName) => boolean;
  /** The form of each of its rows, sent to the row's own id. */
  readonly eachRow?: OfficeFormName;
}
type Send = (again: Again, sent?: SentForm) => Promise<void>;
interface Again {
  readonly req: Request;
  readonly res: Response;
  readonly console: Console;
  readonly session: ConsoleSession;
}

/** Mounts the page, its forms, and the way back from a form's address to the page it stands on. */
export function mountOffice<S>(router: Router, console: Console, spec: Spec<S>): void {
  const { at, forms = [], eachRow } = spec;
  const send = sender(spec);
  for (const name of forms) mountForm(router, console, { name, at, path: `${at}/${name}`, send });
  if (eachRow) mountForm(router, console, { name: eachRow, at, path: `${at}/:id`, send });
  router.get(
    at,
    signedIn(console, async (req, res, _console, session) => send({ req, res, console, session })),
  );
}

interface Mounted {
  readonly name: OfficeFormName;
  readonly at: string;
  readonly path: string;
  readonly send: Send;
}

function mountForm(router: Router, console: Console, { name, at, path, send }: Mounted): void {
  const place: At = (req) => ({ here: hereOf(at, req) });
  const post: Page = async (req, res, _console, session) =>
    postForm({ req, res, console, session }, { name, place: place(req).here, send });
  router.get(path, (req, res) => res.redirect(303, place(req).here));
  router.post(
    path,
    form(console, post, (req, language) => writtenInOffice(name, valuesOf(req.body), language), place),
  );
}

function sender<S>({ at, read, draw, offers = () => true }: Spec<S>): Send {
  return async ({ req, res, console, session }, sent) => {
    const params: Readonly<Record<string, string>> = at.includes(':id') ? { id: caseIdOf(req) } : {};
    const query = req.method === 'GET' ? req.query : {};
    const found = await inside(req, console, session, params, async (call) => ({
      shown: await read(call, query),
    }));
    const here = req.method === 'GET' ? {} : { here: hereOf(at, req) };
    const frame = frameOf(req, res, console, { ...found, ...here });
    const { code } = sent?.refusal ?? {};
    if (code) res.status(PROBLEMS[code].status);
    if (sent && code && isOfficeForm(sent.step) && !offers(found.shown, sent.step)) {
      const written = writtenInOffice(sent.step, sent.values, frame.language);
      return void res.send(problemPage(frame, { code, written }));
    }
    const key = randomUUID();
    res.send(draw(frame, found.shown, { key, csrf: session.csrf, ...(sent ? { sent } : {}) }));
  };
}

/** By its route, in one transaction, under the same rules as a program's request; what is refused comes back filled in. */
async function postForm(
  again: Again,
  of: { name: OfficeFormName; place: string; send: Send },
): Promise<void> {
  const { req, res, console, session } = again;
  const { name, place, send } = of;
  const { csrf: _csrf, key, ...values } = valuesOf(req.body);
  const route = routeById(name);
  let body: unknown;
  try {
    const id = aboutOf(name, values) ?? req.params.id;
    body = officeBody(name, values);
    const params = route.path.includes(':id') ? { id } : {};
    await perform(route, console, { sub: session.sub, params, body: () => body, key, req });
  } catch (error) {
    return refuse(again, { name, place, send, values, body, error });
  }
  noteDone(res, console, name, place);
  res.redirect(303, place);
}

interface Trouble {
  readonly name: OfficeFormName;
  readonly place: string;
  readonly send: Send;
  readonly values: Values;
  readonly body: unknown;
  readonly error: unknown;
}

async function refuse(again: Again, { name, place, send, values, body, error }: Trouble): Promise<void> {
  const { refused } = faultOf(error);
  const { code } = refused;
  if (code === 'INTERNAL') throw error;
  if (code !== 'UNAVAILABLE') {
    const refusal = { code, errors: officeErrors(name, refused, body) };
    // Whoever may not read the page is told what anybody is: that there is none.
    return send(again, { step: name, values, refusal });
  }
  const { req, res, console } = again;
  const frame = frameOf(req, res, console, { here: place });
  res.status(PROBLEMS[code].status).setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  res.send(problemPage(frame, { code, written: writtenInOffice(name, values, frame.language) }));
}

/** The page's own address, whichever of its forms was sent. @throws Refused NOT_FOUND */
function hereOf(at: string, req: Request): string {
  return at.includes(':id') ? at.replace(':id', caseIdOf(req)) : at;
}
