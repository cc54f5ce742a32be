import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import { SAME_PERSON_ROLES } from '../../domain/same-person.js';
import { kindOf } from '../../store/console-reads.js';
import type { Language } from '../../web/language.js';
import { textOf, type Values } from '../../web/frame.js';
import { samePersonsPage, type SamePersonRow } from '../../web/pages/same-persons.js';
import { paths } from '../../web/paths.js';
import { TEXTS } from '../../web/texts.js';
import { problemText } from '../../web/words/problems.js';
import { SAME_PERSON_WORDS } from '../../web/words/same-persons.js';
import { caseOr404, rolesIn } from '../case-views.js';
import { perform } from '../dispatch.js';
import { REWORD } from '../free-text.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import type { Call } from '../route.js';
import { SamePersonList } from '../same-persons.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById, viaRoute } from './via-route.js';
import { type Console, inside } from './console.js';
import { faultOf } from './faults.js';
import { valuesOf } from './form-body.js';
import { frameOf } from './visit.js';

const STEPS = {
  confirmation: 'confirmSamePersons',
  rejection: 'dropSamePersons',
  parting: 'partSamePersons',
} as const;

/** Of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
async function read(call: Call): Promise<SamePersonRow[]> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    SAME_PERSON_ROLES.some((one) => one === role) && organId ? [organId] : [],
  );
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const rows: SamePersonRow[] = [];
  for (const organId of new Set(organs)) {
    const listed = await viaRoute('listSamePersons', { ...call, query: { organId } });
    rows.push(...SamePersonList.parse(listed).items.map((row) => ({ ...row, formKey: randomUUID() })));
  }
  return rows;
}

interface Again {
  readonly error: unknown;
  readonly values: Values;
}

export async function showSamePersons(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
  again?: Again,
): Promise<void> {
  const found = await inside(req, console, session, {}, async (call) => ({ rows: await read(call) }));
  const frame = frameOf(req, res, console, { ...found, here: paths.samePersons });
  const form = { key: randomUUID(), csrf: session.csrf };
  if (!again) return void res.send(samePersonsPage(frame, found.rows, form));
  const { code } = faultOf(again.error).refused;
  if (code === 'INTERNAL') throw again.error;
  res.status(PROBLEMS[code].status);
  if (code === 'UNAVAILABLE') res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  const drifts = faultOf(again.error).refused.fields?.some(({ message }) => message === REWORD) === true;
  const own = { INVALID: SAME_PERSON_WORDS.invalid, NOT_FOUND: SAME_PERSON_WORDS.notThere };
  const refused =
    code === 'INVALID' && drifts
      ? TEXTS[frame.language].form.reword
      : code === 'INVALID' || code === 'NOT_FOUND'
        ? own[code][frame.language]
        : problemText(code, frame.language);
  res.send(samePersonsPage(frame, found.rows, { ...form, values: again.values, refused }));
}

/** People know cases by their numbers: whose records they are, the register says. */
export async function postSamePersons(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const values = valuesOf(req.body);
  await sent(
    async () => {
      const { persons } = await inside(req, console, session, {}, async (call) => ({
        persons: [
          await personOf(call, textOf(values, 'one').trim()),
          await personOf(call, textOf(values, 'other').trim()),
        ],
      }));
      const [one, other] = persons;
      const body = {
        organId: one?.organId,
        one: one?.subjectId,
        other: other?.subjectId,
        reasons: textOf(values, 'reasons'),
      };
      const asked = { sub: session.sub, params: {}, body: () => body, key: values.key, req };
      await perform(routeById('proposeSamePersons'), console, asked);
    },
    { req, res, console, session, values },
  );
}

async function personOf(call: Call, id: string): Promise<{ organId: string; subjectId: string }> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new Refused('NOT_FOUND');
  const kind = await kindOf(call.tx, id);
  if (!kind) throw new Refused('NOT_FOUND');
  const summary = await caseOr404({ ...call, params: { id } }, kind);
  const roles = await rolesIn(call, summary);
  if (!SAME_PERSON_ROLES.some((role) => roles.includes(role))) throw new Refused('NOT_FOUND');
  return summary;
}

export async function postSamePersonStep(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const values = valuesOf(req.body);
  const { id, step } = req.params;
  const routeId = Object.hasOwn(STEPS, String(step)) ? STEPS[step as keyof typeof STEPS] : undefined;
  if (!routeId) throw new Refused('NOT_FOUND');
  const asked = {
    sub: session.sub,
    params: { id },
    body: () => ({ reasons: textOf(values, 'reasons') }),
    key: values.key,
    req,
  };
  const of = { req, res, console, session, values: {} };
  await sent(() => perform(routeById(routeId), console, asked), of);
}

export function writtenInSame(req: Request, language: Language): { label: string; text: string }[] {
  const text = textOf(valuesOf(req.body), 'reasons');
  return text === '' ? [] : [{ label: SAME_PERSON_WORDS.reasons[language], text }];
}

interface Sent {
  readonly req: Request;
  readonly res: Response;
  readonly console: Console;
  readonly session: ConsoleSession;
  readonly values: Values;
}

async function sent(performed: () => Promise<unknown>, of: Sent): Promise<void> {
  const { req, res, console, session, values } = of;
  try {
    await performed();
  } catch (error) {
    return showSamePersons(req, res, console, session, { error, values });
  }
  res.redirect(303, paths.samePersons);
}
