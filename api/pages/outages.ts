import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import { bodyNames } from '../../store/console-reads.js';
import { speech, textOf, type Values } from '../../web/frame.js';
import { outagesPage, type OutagesShown } from '../../web/pages/outages.js';
import { paths } from '../../web/paths.js';
import { problemText } from '../../web/words/problems.js';
import { perform } from '../dispatch.js';
import { OutageShown } from '../outages.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import type { Call } from '../route.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById, viaRoute } from './case-read.js';
import { type Console, inside } from './console.js';
import { faultOf } from './faults.js';
import { valuesOf } from './form-body.js';
import { frameOf } from './visit.js';

const Listed = z.object({ items: z.array(OutageShown) });
const FIELDS = ['organId', 'kind', 'source', 'cause', 'reference', 'firstDay', 'lastDay'] as const;

/** The outages of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
async function readOutages(call: Call): Promise<OutagesShown> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    role === 'AssessmentOfficerInCharge' && organId ? [organId] : [],
  );
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const names = await bodyNames(call.tx, organs);
  const rows: z.output<typeof OutageShown>[] = [];
  for (const organId of new Set(organs)) {
    const { items } = Listed.parse(await viaRoute('listOutages', { ...call, query: { organId } }));
    rows.push(...items);
  }
  return { rows, organs: [...names].map(([id, name]) => ({ id, name })) };
}

interface Again {
  readonly error: unknown;
  readonly values: Values;
}

export async function showOutages(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
  again?: Again,
): Promise<void> {
  const found = await inside(req, console, session, {}, async (call) => ({ shown: await readOutages(call) }));
  const frame = frameOf(req, res, console, { ...found, here: paths.outages });
  const form = { key: randomUUID(), csrf: session.csrf };
  if (!again) return void res.send(outagesPage(frame, found.shown, form));
  const { code } = faultOf(again.error).refused;
  if (code === 'INTERNAL') throw again.error;
  res.status(PROBLEMS[code].status);
  if (code === 'UNAVAILABLE') res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  const refused = code === 'INVALID' ? speech(frame).t.outages.invalid : problemText(code, frame.language);
  res.send(outagesPage(frame, found.shown, { ...form, values: again.values, refused }));
}

/** By the very route a program would use; what does not go through comes back as it was written. */
export async function postOutage(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const values = valuesOf(req.body);
  const body = Object.fromEntries(
    FIELDS.map((name) => [name, textOf(values, name)]).filter(([, text]) => text !== ''),
  );
  const asked = { sub: session.sub, params: {}, body: () => body, key: values.key, req };
  await sent(perform(routeById('recordOutage'), console, asked), { req, res, console, session, values });
}

export async function postConfirmation(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const { key } = valuesOf(req.body);
  const asked = { sub: session.sub, params: { id: req.params.id }, body: () => ({}), key, req };
  await sent(perform(routeById('confirmOutage'), console, asked), { req, res, console, session, values: {} });
}

interface Sent {
  readonly req: Request;
  readonly res: Response;
  readonly console: Console;
  readonly session: ConsoleSession;
  readonly values: Values;
}

async function sent(
  performed: Promise<unknown>,
  { req, res, console, session, values }: Sent,
): Promise<void> {
  try {
    await performed;
  } catch (error) {
    return showOutages(req, res, console, session, { error, values });
  }
  res.redirect(303, paths.outages);
}
