import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { type Edge, EDGES } from '../../domain/edges.js';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import type { FieldError, FormName, FormState, Frame, SentForm, Values } from '../../web/frame.js';
import { textOf } from '../../web/frame.js';
import { keyingPage } from '../../web/pages/keying.js';
import { originalPage, originalsPage } from '../../web/pages/originals.js';
import { problemPage } from '../../web/pages/problem.js';
import { paths } from '../../web/paths.js';
import { isStep } from '../../web/steps.js';
import { perform } from '../dispatch.js';
import { sendFile } from '../file-answer.js';
import { ReceiptQuery } from '../originals/receipt.js';
import { OriginalList } from '../originals/shapes.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import type { Call } from '../route.js';
import type { ConsoleSession } from '../sessions.js';
import { routeById, viaRoute } from './via-route.js';
import { caseIdOf, type Console, inside } from './console.js';
import { faultOf, isAway } from './faults.js';
import { bodyOf, fieldErrors, valuesOf } from './form-body.js';
import { keptTogether, questionnaireSays } from './keyed-questionnaire.js';
import { readKeying, readOriginal } from './originals-read.js';
import { frameOf } from './visit.js';

type Page = (req: Request, res: Response, console: Console, session: ConsoleSession) => Promise<void>;

const drawKeying = drawn(readKeying, keyingPage, paths.keyingOf);
const drawOriginal = drawn(readOriginal, originalPage, paths.originalOf);

export const originals: Page = async (req, res, console, session) => {
  const asked = z.uuid().safeParse(req.query.case);
  if (asked.success) return res.redirect(303, paths.keyingOf(asked.data.toLowerCase()));
  const found = await inside(req, console, session, {}, async (call) => ({
    list: OriginalList.parse(await viaRoute('listOriginals', { ...call, query: {} })),
  }));
  res.send(originalsPage(frameOf(req, res, console, found), found.list));
};

export const keying: Page = (req, res, console, session) => drawKeying(req, res, console, session);
export const original: Page = (req, res, console, session) => drawOriginal(req, res, console, session);

export const receipt: Page = async (req, res, console, session) => {
  const query = ReceiptQuery.safeParse({ lang: req.query.in });
  if (!query.success) throw new Refused('NOT_FOUND');
  const { file } = await inside(req, console, session, { id: caseIdOf(req) }, async (call) => ({
    file: await viaRoute('printReceipt', { ...call, query: query.data } as Call),
  }));
  sendFile(res, 'application/pdf', file);
};

/** A paper keyed in on its case's page: the same route as a program's. */
export const postKeying: Page = async (req, res, console, session) => {
  const id = caseIdOf(req);
  const { step } = req.params;
  if (step !== 'keyReply' && !isStep(step)) throw new Refused('NOT_FOUND');
  const { csrf: _csrf, key, add, ...given } = valuesOf(req.body);
  const values = step === QUESTIONNAIRE ? keptTogether(given) : given;
  // Another row is asked for: nothing is sent, and nothing kept.
  if (step === QUESTIONNAIRE && typeof add === 'string')
    return drawKeying(req, res, console, session, { step, values: { ...values, more: add } });
  const body =
    step === 'keyReply'
      ? replyOf(values)
      : {
          original: paperOf(values),
          says: step === QUESTIONNAIRE ? questionnaireSays(values) : bodyOf(step, values),
        };
  const routeId =
    step === 'keyReply' ? 'keyInquiryReply' : `key${step.replace(/^./, (c) => c.toUpperCase())}`;
  if (step !== 'keyReply' && !BY_SUBJECT.has(step)) throw new Refused('NOT_FOUND');
  const sent = await send(req, console, session, { routeId, id, key, body, name: step, values });
  if (!sent) return res.redirect(303, paths.keyingOf(id));
  await refuse(req, res, console, sent, () => drawKeying(req, res, console, session, sent));
};

export const postSettling: Page = async (req, res, console, session) => {
  const id = caseIdOf(req);
  const name = SETTLING.find((one) => one === req.params.how);
  if (!name) throw new Refused('NOT_FOUND');
  const { csrf: _csrf, key, ...values } = valuesOf(req.body);
  const field = name === 'confirmOriginal' ? 'hash' : 'reasons';
  const text = textOf(values, field).trim();
  const body = text === '' ? {} : { [field]: text };
  const sent = await send(req, console, session, { routeId: name, id, key, body, name, values });
  if (!sent) return res.redirect(303, paths.originalOf(id));
  await refuse(req, res, console, sent, () => drawOriginal(req, res, console, session, sent));
};
const QUESTIONNAIRE = 'submitQuestionnaire';
const SETTLING = ['confirmOriginal', 'rejectOriginal'] as const;

const LINES: readonly Edge[] = EDGES;
const BY_SUBJECT = new Set(LINES.filter(({ by }) => by.includes('Subject')).map(({ action }) => action));

interface Sending {
  readonly routeId: string;
  readonly id: string;
  readonly key: unknown;
  readonly body: Record<string, unknown>;
  readonly name: FormName;
  readonly values: Values;
}

/** Undefined where it went through; else the form as it comes back. */
async function send(
  req: Request,
  console: Console,
  session: ConsoleSession,
  { routeId, id, key, body, name, values }: Sending,
): Promise<SentForm | undefined> {
  try {
    await perform(routeById(routeId), console, {
      sub: session.sub,
      params: { id },
      body: () => body,
      key,
      req,
    });
    return undefined;
  } catch (error) {
    const { refused } = faultOf(error);
    if (refused.code === 'INTERNAL') throw error;
    const errors = fieldErrors(refused, body).map(
      (one): FieldError => ({
        ...one,
        pointer: one.pointer.replace(/^\/says(?=\/)/, '').replace(/^\/also\/.*/, '/also'),
      }),
    );
    return { step: name, values, refusal: { code: refused.code, errors } };
  }
}

/** The form again, filled in; where it is not there any more, a page that says why. */
async function refuse(
  req: Request,
  res: Response,
  console: Console,
  { refusal }: SentForm,
  again: () => Promise<void>,
): Promise<void> {
  const code = refusal?.code ?? 'INVALID';
  res.status(PROBLEMS[code].status);
  if (isAway(code)) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  try {
    if (!isAway(code)) return await again();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  res.send(problemPage(frameOf(req, res, console, { here: paths.originals }), { code }));
}

/** One paper's page: read as whoever asks, drawn with what came back of a form. */
function drawn<T>(
  read: (call: Call) => Promise<T>,
  page: (frame: Frame, read: T, form: FormState) => string,
  here: (id: string) => string,
) {
  return async (req: Request, res: Response, console: Console, session: ConsoleSession, sent?: SentForm) => {
    const id = caseIdOf(req);
    const found = await inside(req, console, session, { id }, async (call) => ({ page: await read(call) }));
    const form = { key: randomUUID(), csrf: found.viewer.csrf, ...(sent ? { sent } : {}) };
    res.send(page(frameOf(req, res, console, { ...found, here: here(id) }), found.page, form));
  };
}

function paperOf(values: Values): Record<string, unknown> {
  const given = ['hash', 'signedOn', 'receivedOn', 'came'].flatMap((name): [string, string][] => {
    const text = textOf(values, `original.${name}`).trim();
    return text === '' ? [] : [[name, text]];
  });
  const pages = textOf(values, 'original.pages').trim();
  return { ...Object.fromEntries(given), ...(/^\d{1,4}$/.test(pages) ? { pages: Number(pages) } : {}) };
}

function replyOf(values: Values): Record<string, unknown> {
  const text = (name: string) => {
    const value = textOf(values, name);
    return value === '' ? {} : { [name]: value };
  };
  const said = (reference: string, name: 'answer' | 'statement') => {
    const value = textOf(values, `also.${reference}.${name}`).trim();
    return value === '' ? {} : { [name]: value };
  };
  // Of the questions beside it those that something was filled in for; the one it names is answered above.
  const beside = Object.keys(values).flatMap((name) => /^also\.([^.]+)\./.exec(name)?.[1] ?? []);
  const also = [...new Set(beside)]
    .map((reference) => ({
      reference,
      says: { ...said(reference, 'answer'), ...said(reference, 'statement') },
    }))
    .filter(({ says }) => Object.keys(says).length > 0);
  return {
    ...text('reference'),
    original: paperOf(values),
    says: { ...text('answer'), ...text('statement') },
    ...(also.length > 0 ? { also } : {}),
  };
}
