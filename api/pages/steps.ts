import type { Request, Response } from 'express';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import type { CaseKind } from '../../domain/stages.js';
import { kindOf } from '../../store/console-reads.js';
import { writtenIn } from '../../web/written.js';
import { textOf, type Values } from '../../web/frame.js';
import { problemPage } from '../../web/pages/problem.js';
import { paths } from '../../web/paths.js';
import { isStep, type StepName } from '../../web/steps.js';
import { perform } from '../dispatch.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById } from './via-route.js';
import { type CasePage, readCasePage } from './case-read.js';
import { caseIdOf, type Console, drawCase, inside } from './console.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import { faultOf, isAway } from './faults.js';
import { bodyOf, fieldErrors, shownAgain, valuesOf } from './form-body.js';
import { aboutSigning, attemptSigned, showSigning, signedApart } from './signing.js';
import { frameOf, noteDone } from './visit.js';

/** Where the API calls a step otherwise than the table does. */
const ROUTE_IDS: Readonly<Partial<Record<StepName, string>>> = { assign: 'assignOfficer' };

interface Post {
  readonly session: ConsoleSession;
  readonly id: string;
  readonly step: StepName;
  readonly values: Values;
}

/**
 * A form of a case page, posted: the same route, in the same transaction, under the same rules as a program's request.
 * What does not go through comes back with what was written in it.
 */
export async function postStep(
  req: Request,
  res: Response,
  console: Console,
  session: ConsoleSession,
): Promise<void> {
  const id = caseIdOf(req);
  const { step } = req.params;
  if (!isStep(step)) throw new Refused('NOT_FOUND');
  const { csrf: _csrf, key, ...all } = valuesOf(req.body);
  const { values, signed } = signedApart(all);
  const post: Post = { session, id, step, values };
  if (textOf(values, 'add') !== '') {
    const page = await readAgain(req, console, post);
    return drawCase(req, res, console, page, { step, values: shownAgain(step, values) });
  }
  let body: Record<string, unknown> | undefined;
  const attempt = async (signature?: unknown) => {
    const route = routeById(await routeIdOf(req, console, post));
    const sent = signature === undefined ? body : { ...body, signature };
    return perform(route, console, { sub: session.sub, params: { id }, body: () => sent, key, req });
  };
  try {
    body = bodyOf(step, values);
    await attemptSigned(console, session, signed, attempt);
  } catch (error) {
    const refused = aboutSigning(error);
    if (!refused) return refuse(req, res, console, post, { error, body });
    try {
      return await showSigning(req, res, console, { ...post, key, body, refused, again: attempt });
    } catch (late) {
      return refuse(req, res, console, post, { error: late, body });
    }
  }
  const place = LEAVES.includes(step) ? paths.queue : paths.caseOf(id);
  noteDone(res, console, step, place);
  res.redirect(303, place);
}

/** Where a step is taken on several kinds of case, each has its own address. */
const ON_KIND: Readonly<Partial<Record<StepName, Partial<Record<CaseKind, string>>>>> = {
  declareConflict: { clearance: 'declareClearanceConflict', grievance: 'declareGrievanceConflict' },
  fileGrievance: { clearance: 'fileGrievanceAboutClearance' },
  answerConcerns: { clearance: 'answerRevocation' },
};

async function routeIdOf(req: Request, console: Console, { session, id, step }: Post): Promise<string> {
  const onKind = ON_KIND[step];
  if (onKind === undefined) return ROUTE_IDS[step] ?? step;
  const { kind } = await inside(req, console, session, { id }, async (call) => ({
    kind: await kindOf(call.tx, id),
  }));
  return (kind && onKind[kind]) ?? step;
}

/** After these the case is not there any more for who took them. */
const LEAVES: readonly StepName[] = ['declareConflict', 'screenQuestionnaire'];

/** Where the step is still open the form comes back filled in; otherwise a page says why, and shows what was written. */
async function refuse(
  req: Request,
  res: Response,
  console: Console,
  post: Post,
  { error, body }: { error: unknown; body: unknown },
): Promise<void> {
  const { refused } = faultOf(error);
  const { code } = refused;
  const { step, id } = post;
  if (code === 'INTERNAL') throw error;
  const page = isAway(code) ? undefined : await readAgain(req, console, post).catch(notFoundOnly);
  res.status(PROBLEMS[code].status);
  if (isAway(code)) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  if (page && possibleOn(page.page, step)) {
    // What is missing in the questionnaire is told by its parts.
    const errors = step === 'submitQuestionnaire' ? [] : fieldErrors(refused, body);
    return drawCase(req, res, console, page, {
      step,
      values: shownAgain(step, post.values),
      refusal: { code, errors },
    });
  }
  const frame = frameOf(req, res, console, { here: paths.caseOf(id) });
  const written = writtenIn(step, post.values, frame.language);
  const caseId = page || isAway(code) ? id : undefined;
  res.send(problemPage(frame, { code, caseId, written }));
}

function readAgain(req: Request, console: Console, { session, id }: Post) {
  return inside(req, console, session, { id }, async (call) => ({ page: await readCasePage(call) }));
}

function notFoundOnly(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}

function possibleOn(page: CasePage, step: StepName): boolean {
  return page.view !== 'outcome' && page.file.possible.includes(step);
}
