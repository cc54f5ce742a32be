import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import type { DemandStepName } from '../../domain/demands.js';
import { listOrgans } from '../../store/organs.js';
import { textOf, type Values } from '../../web/frame.js';
import type { Language } from '../../web/language.js';
import { demandsPage } from '../../web/pages/demands.js';
import { problemPage } from '../../web/pages/problem.js';
import { paths } from '../../web/paths.js';
import { DEMAND_WORDS } from '../../web/words/demands.js';
import { DemandList } from '../demands.js';
import { perform } from '../dispatch.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById, viaRoute } from './via-route.js';
import { type Console, inside } from './console.js';
import { faultOf } from './faults.js';
import { valuesOf } from './form-body.js';
import { frameOf } from './visit.js';

const ROUTE_IDS: Readonly<Record<DemandStepName, string>> = {
  demand: 'demandCorrection',
  answer: 'answerCorrectionDemand',
  repeat: 'repeatCorrectionDemand',
  close: 'closeCorrectionDemand',
};
/** The fields of each, by the names the route takes them under. */
const FIELDS: Readonly<Record<DemandStepName, readonly string[]>> = {
  demand: ['organId', 'caseId', 'text'],
  answer: ['answer', 'text'],
  repeat: ['text'],
  close: [],
};

/** The demands their reader may see, by the very route a program would use. */
export async function showDemands(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const found = await inside(req, console, session, {}, async (call) => ({
    list: DemandList.parse(await viaRoute('listCorrectionDemands', call)),
    organs: await listOrgans(call.tx),
  }));
  const names = new Map(found.organs.map(({ id, name }) => [id, name]));
  const demands = found.list.items.map((one) => ({
    ...one,
    formKey: randomUUID(),
    organ: names.get(one.organId) ?? { ja: one.organId, en: one.organId },
  }));
  const { csrf } = found.viewer;
  const page = { demands, organs: found.organs, csrf, formKey: randomUUID() };
  res.send(demandsPage(frameOf(req, res, console, found), page));
}

/** One step, by its route. What does not go through is told, with the words to copy. */
export async function postDemand(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const step = stepIn(req);
  const { csrf: _csrf, key, ...values } = valuesOf(req.body);
  const params = req.params.id === undefined ? {} : { id: req.params.id };
  try {
    const route = routeById(ROUTE_IDS[step]);
    await perform(route, console, { sub: session.sub, params, body: () => bodyOf(step, values), key, req });
  } catch (error) {
    const { refused } = faultOf(error);
    const { code } = refused;
    if (code === 'INTERNAL') throw error;
    res.status(PROBLEMS[code].status);
    if (code === 'UNAVAILABLE') res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    const frame = frameOf(req, res, console, { here: paths.demands });
    return void res.send(problemPage(frame, { code, written: writtenInDemand(req, frame.language) }));
  }
  res.redirect(303, paths.demands);
}

export function writtenInDemand(req: Request, language: Language): { label: string; text: string }[] {
  const text = textOf(valuesOf(req.body), 'text');
  return text === '' ? [] : [{ label: DEMAND_WORDS.text[language], text }];
}

function stepIn({ params }: Request): DemandStepName {
  if (params.step === undefined) return 'demand';
  const step = z.enum(['answer', 'repeat', 'close']).safeParse(params.step);
  if (!step.success) throw new Refused('NOT_FOUND');
  return step.data;
}

/** What was left empty is absent: the route's schema says what that means. */
function bodyOf(step: DemandStepName, values: Values): Record<string, string> {
  return Object.fromEntries(
    FIELDS[step].flatMap((name) => {
      const text = textOf(values, name).trim();
      return text === '' ? [] : [[name, text]];
    }),
  );
}
