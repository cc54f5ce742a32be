import { randomUUID } from 'node:crypto';
import { PROBLEMS } from '../../domain/errors.js';
import type { SentForm } from '../../web/frame.js';
import { problemPage } from '../../web/pages/problem.js';
import { textScreeningPage, textScreeningsPage } from '../../web/pages/text-screenings.js';
import { paths } from '../../web/paths.js';
import { perform } from '../dispatch.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import { TextScreeningList, TextScreeningWhole } from '../text-screenings.js';
import { caseIdOf, inside } from './console.js';
import type { At, Page } from './doors.js';
import { faultOf } from './faults.js';
import { fieldErrors, passagesOf, valuesOf } from './form-body.js';
import { routeById, viaRoute } from './via-route.js';
import { frameOf } from './visit.js';

export const showTexts: Page = async (req, res, console, session) => {
  const found = await inside(req, console, session, {}, async (call) => ({
    list: TextScreeningList.parse(await viaRoute('listTextScreenings', call)),
  }));
  const frame = frameOf(req, res, console, { ...found, here: paths.textScreenings });
  res.send(textScreeningsPage(frame, found.list.items));
};

export const showText: Page = (req, res, console, session) => draw(req, res, console, session);

async function draw(...[req, res, console, session, sent]: [...Parameters<Page>, SentForm?]): Promise<void> {
  const id = caseIdOf(req);
  const found = await inside(req, console, session, { id }, async (call) => ({
    text: TextScreeningWhole.parse(await viaRoute('readTextScreening', call)),
  }));
  const form = { key: randomUUID(), csrf: found.viewer.csrf, ...(sent ? { sent } : {}) };
  const frame = frameOf(req, res, console, { ...found, here: paths.textScreeningOf(id) });
  res.send(textScreeningPage(frame, found.text, form));
}

/** The same route as a program's; done, the list is where it was. */
export const postText: Page = async (req, res, console, session) => {
  const id = caseIdOf(req);
  const { csrf: _csrf, key, ...values } = valuesOf(req.body);
  const body = { passages: passagesOf(values) };
  try {
    const asked = { sub: session.sub, params: { id }, body: () => body, key, req };
    await perform(routeById('screenText'), console, asked);
  } catch (error) {
    const { refused } = faultOf(error);
    const { code } = refused;
    if (code === 'INTERNAL') throw error;
    res.status(PROBLEMS[code].status);
    if (code === 'UNAVAILABLE') res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    if (code !== 'INVALID')
      return void res.send(problemPage(frameOf(req, res, console, { here: paths.textScreenings }), { code }));
    const refusal = { code, errors: fieldErrors(refused, body) };
    return draw(req, res, console, session, { step: 'screenText', values, refusal });
  }
  res.redirect(303, paths.textScreenings);
};

export const atTexts: At = () => ({ here: paths.textScreenings });
