import { Refused } from '../../domain/errors.js';
import { sendFile } from '../file-answer.js';
import type { Call } from '../route.js';
import { PaperQuery } from '../routes/passings-on.js';
import { caseIdOf, inside } from './console.js';
import type { Page } from './doors.js';
import { viaRoute } from './via-route.js';

/** The paper for a dispatching employer, by the same route as a program's. */
export const passingOnPaper: Page = async (req, res, console, session) => {
  const query = PaperQuery.safeParse({ lang: req.query.in });
  if (!query.success) throw new Refused('NOT_FOUND');
  const { file } = await inside(req, console, session, { id: caseIdOf(req) }, async (call) => ({
    file: await viaRoute('printPassingOn', { ...call, query: query.data } as Call),
  }));
  sendFile(res, 'application/pdf', file);
};
