import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { type ProblemCode, PROBLEMS, Refused } from '../../domain/errors.js';
import { textOf, type Values } from '../../web/frame.js';
import { codeSheet, counterPage } from '../../web/pages/counter.js';
import { passkeysPage } from '../../web/pages/passkeys.js';
import { paths } from '../../web/paths.js';
import { perform } from '../dispatch.js';
import { CasePasskeys, CodeAnswer, CreationOptions, OwnPasskeys } from '../passkey-shapes.js';
import type { ConsoleSession } from '../sessions.js';
import { kindOf } from '../../store/console-reads.js';
import { caseIdOf, type Console, inside } from './console.js';
import { form, signedIn } from './doors.js';
import { faultOf } from './faults.js';
import { valuesOf } from './form-body.js';
import { allowPasskeys } from './signing.js';
import { routeById, viaRoute } from './via-route.js';
import { frameOf } from './visit.js';

interface To {
  readonly req: Request;
  readonly res: Response;
  readonly console: Console;
  readonly session: ConsoleSession;
}

/** Pages of passkeys: a person's own, and the counter of a case, where codes are handed over and losses recorded. */
export function mountPasskeys(router: Router, console: Console): void {
  const at = (here: (req: Request) => string) => (req: Request) => ({ here: here(req) });
  const own = at(() => paths.passkeys);
  const counter = at((req) => paths.counterOf(caseIdOf(req)));
  router.get(
    paths.passkeys,
    signedIn(console, (req, res, _console, session) => showOwn({ req, res, console, session })),
  );
  router.post(
    `${paths.passkeys}/:step`,
    form(
      console,
      (req, res, _console, session) => postOwn({ req, res, console, session }),
      () => [],
      own,
    ),
  );
  // A form that came back stands at its own address: opened again, that is the page.
  router.get(`${paths.passkeys}/:step`, (_req, res) => res.redirect(303, paths.passkeys));
  router.get(
    '/console/cases/:id/passkey',
    signedIn(console, (req, res, _console, session) => showCounter({ req, res, console, session })),
  );
  router.post(
    '/console/cases/:id/passkey/:step',
    form(
      console,
      (req, res, _console, session) => postCounter({ req, res, console, session }),
      () => [],
      counter,
    ),
  );
}

async function showOwn({ req, res, console, session }: To, refused?: ProblemCode): Promise<void> {
  const { viewer, now, ...shown } = await inside(req, console, session, {}, async (call) => {
    const found = OwnPasskeys.parse(await viaRoute('listPasskeys', call));
    if (found.items.some(({ stands }) => stands)) return found;
    const options = CreationOptions.parse(await viaRoute('readPasskeyOptions', call));
    return { ...found, options: { json: JSON.stringify(options), challenge: options.challenge } };
  });
  const frame = frameOf(req, res, console, { viewer, now, here: paths.passkeys });
  const more = refused ? { refused } : {};
  const inSoftware = console.authenticators !== undefined;
  allowPasskeys(res);
  res.send(passkeysPage(frame, { ...shown, ...more, inSoftware, key: randomUUID(), csrf: session.csrf }));
}

async function postOwn(to: To): Promise<void> {
  const { req, res } = to;
  const values = valuesOf(req.body);
  try {
    if (req.params.step === 'objection') await take(to, 'objectToPasskeyLoss', {}, textOf(values, 'loss'));
    else if (req.params.step === 'enrol') await take(to, 'enrolPasskey', await enrolmentIn(to, values));
    else throw new Refused('NOT_FOUND');
  } catch (error) {
    return showOwn(to, refusedIn(res, error));
  }
  res.redirect(303, paths.passkeys);
}

/** @throws Refused PASSKEY_INVALID where no authenticator made anything */
async function enrolmentIn({ console, session }: To, values: Values): Promise<unknown> {
  const given = { code: textOf(values, 'code'), nonce: textOf(values, 'nonce') };
  if (textOf(values, 'enrol.software') === 'yes' && console.authenticators)
    return { ...given, credential: await console.authenticators.register(session.sub, given.nonce) };
  try {
    const credential: unknown = JSON.parse(textOf(values, 'credential'));
    return { ...given, credential };
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused('PASSKEY_INVALID');
    throw error;
  }
}

async function showCounter({ req, res, console, session }: To, refused?: ProblemCode): Promise<void> {
  const caseId = caseIdOf(req);
  const { viewer, now, ...shown } = await inside(req, console, session, { id: caseId }, async (call) =>
    CasePasskeys.parse(await viaRoute('readCasePasskeys', { ...call, query: { caseId } })),
  );
  const frame = frameOf(req, res, console, { viewer, now, here: paths.counterOf(caseId) });
  const more = refused ? { refused } : {};
  res.send(counterPage(frame, { ...shown, ...more, caseId, key: randomUUID(), csrf: session.csrf }));
}

async function postCounter(to: To): Promise<void> {
  const { req, res, console, session } = to;
  const caseId = caseIdOf(req);
  const values = valuesOf(req.body);
  const identityCheck = textOf(values, 'identityCheck');
  try {
    switch (req.params.step) {
      case 'code': {
        const { kind, viewer, now } = await inside(req, console, session, { id: caseId }, async ({ tx }) => ({
          kind: await kindOf(tx, caseId),
        }));
        const route = kind === 'clearance' ? 'handOverCodeOfClearance' : 'handOverCode';
        const answer = CodeAnswer.parse(await take(to, route, { identityCheck }, caseId));
        // Shown with the answer and not after a redirect: it is told this once, and rests nowhere to be read again.
        const frame = frameOf(req, res, console, { viewer, now, here: paths.counterOf(caseId) });
        return void res.send(codeSheet(frame, { ...answer, caseId }));
      }
      case 'loss':
        await take(to, 'reportPasskeyLoss', { caseId, ground: textOf(values, 'ground'), identityCheck });
        break;
      case 'confirmation':
        await take(to, 'confirmPasskeyLoss', {}, textOf(values, 'loss'));
        break;
      default:
        throw new Refused('NOT_FOUND');
    }
  } catch (error) {
    return showCounter(to, refusedIn(res, error));
  }
  res.redirect(303, paths.counterOf(caseId));
}

async function take(
  { req, console, session }: To,
  routeId: string,
  body: unknown,
  id?: string,
): Promise<unknown> {
  const { key } = valuesOf(req.body);
  const params = id === undefined ? {} : { id };
  const asking = { sub: session.sub, params, body: () => body, key, req };
  return (await perform(routeById(routeId), console, asking)).body;
}

function refusedIn(res: Response, error: unknown): ProblemCode {
  const { code } = faultOf(error).refused;
  if (code === 'INTERNAL' || code === 'NOT_FOUND' || code === 'UNAVAILABLE') throw error;
  res.status(PROBLEMS[code].status);
  return code;
}
