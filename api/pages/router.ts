import { randomUUID } from 'node:crypto';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { DOCUMENT_CODES } from '../../domain/documents.js';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import { workflowIdOf } from '../../workflows/contract.js';
import type { CaseKind } from '../../domain/stages.js';
import { explanationPage } from '../../web/pages/explanation.js';
import { holdsPage } from '../../web/pages/holds.js';
import { operationsPage } from '../../web/pages/operations.js';
import { problemPage } from '../../web/pages/problem.js';
import { QUEUE_SHOWS, queuePage } from '../../web/pages/queue.js';
import { reportablePage } from '../../web/pages/reports.js';
import { statisticsPage } from '../../web/pages/statistics.js';
import { startPage } from '../../web/pages/start.js';
import { writtenIn } from '../../web/fields.js';
import type { Viewer } from '../../web/frame.js';
import type { Language } from '../../web/language.js';
import { paths, withQuery } from '../../web/paths.js';
import { isStep } from '../../web/steps.js';
import type { ConsoleSession } from '../sessions.js';
import { loadAssets } from './assets.js';
import { readCasePage, viaRoute } from './case-read.js';
import { caseIdOf, type Console, type ConsoleParts, drawCase, inside } from './console.js';
import { cursorOf, placeOf } from './cursor.js';
import { sendFile } from '../file-answer.js';
import { DocumentQuery, printRouteId } from '../routes/documents.js';
import { RETRY_AFTER_SECONDS } from '../problems.js';
import { postConfirmation, postOutage, showOutages } from './outages.js';
import { readExplanation } from './explanation-read.js';
import { postDemand, showDemands, writtenInDemand } from './demands.js';
import { faultOf } from './faults.js';
import { keying, original, originals, postKeying, postSettling, receipt } from './originals.js';
import { readOverseen, readQueue, readStart } from './reads.js';
import { valuesOf } from './form-body.js';
import { saveSection, showSection, writtenInSection } from './section.js';
import { postStep } from './steps.js';
import { Years } from '../routes/statistics.js';
import { readHolds } from './holds-read.js';
import { DeadLetters, Stuck } from './view-shapes.js';
import { frameOf, rememberLanguage } from './visit.js';

const PAGE_SIZE = 30;

/** The console: sign-in, pages, form posts and their style sheet, mounted at the root. */
export function consolePages(parts: ConsoleParts): Router {
  const console: Console = { ...parts, assets: loadAssets() };
  const router = express.Router();
  router.use(console.assets.router);
  router.get('/', (_req, res) => res.redirect(303, paths.start));
  router.use('/console', pageHeaders, rememberLanguage(console));
  router.use(console.sessions.router);

  router.get('/console', (req, res) => start(req, res, console));
  router.get('/console/queue', signedIn(console, queue));
  router.get('/console/demands', signedIn(console, showDemands));
  // As of a case: a form that came back stands at its own address.
  router.get(['/console/demands/demand', '/console/demands/:id/:step'], (_req, res) =>
    res.redirect(303, paths.demands),
  );
  router.post('/console/demands/demand', form(console, postDemand, writtenInDemand, atDemands));
  router.post('/console/demands/:id/:step', form(console, postDemand, writtenInDemand, atDemands));
  router.get('/console/operations', signedIn(console, operations));
  router.get('/console/statistics', signedIn(console, statistics));
  router.get('/console/reportable', signedIn(console, reportable));
  router.get('/console/holds', signedIn(console, holds));
  router.get(paths.outages, signedIn(console, showOutages));
  router.post(paths.outages, form(console, postOutage, nothingWritten, atOutages));
  router.post(`${paths.outages}/:id`, form(console, postConfirmation, nothingWritten, atOutages));
  router.get('/console/originals', signedIn(console, originals));
  router.get('/console/originals/:id', signedIn(console, original));
  router.get('/console/originals/:id/receipt', signedIn(console, receipt));
  router.post('/console/originals/:id/:how', form(console, postSettling, NOTHING_WRITTEN));
  router.get('/console/originals/:id/:how', (req, res) => res.redirect(303, paths.originalOf(caseIdOf(req))));
  router.get('/console/cases/:id/originals', signedIn(console, keying));
  router.post('/console/cases/:id/originals/:step', form(console, postKeying, writtenInStep));
  router.get('/console/cases/:id/originals/:step', (req, res) =>
    res.redirect(303, paths.keyingOf(caseIdOf(req))),
  );
  router.get('/console/cases/:id', signedIn(console, oneCase));
  router.get('/console/cases/:id/explanation', signedIn(console, explanation));
  router.get('/console/cases/:id/documents/:form', signedIn(console, oneDocument));
  router.get('/console/cases/:id/decision-packet', signedIn(console, decisionPacket));
  router.get('/console/cases/:id/questionnaire/:section', signedIn(console, showSection));
  router.post('/console/cases/:id/questionnaire/:section', form(console, saveSection, writtenInSection));
  router.post('/console/cases/:id/:step', form(console, postStep, writtenInStep));
  // A form that came back stands at its own address: opened again, that is the case.
  router.get('/console/cases/:id/:step', (req, res) => res.redirect(303, paths.caseOf(caseIdOf(req))));

  router.use('/console', () => {
    throw new Refused('NOT_FOUND');
  });
  router.use(problems(console));
  return router;
}

/** Stricter than the API's own: a page has no script at all. The referrer lets our forms say where they come from. */
const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  });
  next();
};

type Page = (req: Request, res: Response, console: Console, session: ConsoleSession) => Promise<void>;

/** A page for people who are signed in; others are sent to sign in and come back. */
function signedIn(console: Console, page: Page): RequestHandler {
  return async (req, res) => {
    const session = await console.sessions.sessionOf(req);
    if (!session) return res.redirect(303, paths.signIn(withQuery(req.originalUrl, { lang: undefined })));
    await page(req, res, console, session);
  };
}

/**
 * A form is read only when we know whose it is, or that one of our own pages sent it after its session had ended: then
 * what was written is shown again to be copied. Never a redirect to sign in: browsers would not follow it from a form.
 */
function form(console: Console, post: Page, writtenBy: Written, at: At = atCase): RequestHandler[] {
  const sessions = new WeakMap<Request, ConsoleSession>();
  return [
    async (req, res, next) => {
      const session = await console.sessions.sessionOf(req);
      if (session) sessions.set(req, session);
      if (session || req.headers['sec-fetch-site'] === 'same-origin') return next();
      signedOut(req, res, console, writtenBy, at);
    },
    express.urlencoded({ extended: false, limit: '1mb' }),
    async (req, res) => {
      const session = sessions.get(req);
      if (!session) return signedOut(req, res, console, writtenBy, at);
      if (console.sessions.verifyCsrf(req, session)) return post(req, res, console, session);
      const { here, caseId } = at(req);
      const frame = frameOf(req, res, console, { here });
      res.status(403).send(problemPage(frame, { code: 'NOT_YOURS', trouble: 'CSRF_REFUSED', caseId }));
    },
  ];
}

/** The page a form stands on, and its case, if it is one's. */
type At = (req: Request) => { readonly here: string; readonly caseId?: string };
const atCase: At = (req) => ({ here: paths.caseOf(caseIdOf(req)), caseId: caseIdOf(req) });
const atDemands: At = () => ({ here: paths.demands });
const atOutages: At = () => ({ here: paths.outages });

type Written = (req: Request, language: Language) => { label: string; text: string }[];

/** Days and codes, which are soon chosen again. */
const nothingWritten: Written = () => [];

const NOTHING_WRITTEN: Written = () => [];

function writtenInStep(req: Request, language: Language) {
  const { step } = req.params;
  return isStep(step) ? writtenIn(step, valuesOf(req.body), language) : [];
}

function signedOut(req: Request, res: Response, console: Console, writtenBy: Written, at: At): void {
  const { here } = at(req);
  const frame = frameOf(req, res, console, { here });
  const written = writtenBy(req, frame.language);
  res
    .status(401)
    .send(problemPage(frame, { code: 'NOT_SIGNED_IN', trouble: 'SIGNED_OUT', returnTo: here, written }));
}

async function start(req: Request, res: Response, console: Console): Promise<void> {
  const session = await console.sessions.sessionOf(req);
  if (!session) return void res.send(startPage(frameOf(req, res, console), NOTHING));
  const found = await inside(req, console, session, {}, readStart);
  res.send(startPage(frameOf(req, res, console, found), found));
}
const NOTHING = { waiting: [], own: [], outcomes: [], demands: { open: 0, overdue: 0 } };

const queue: Page = async (req, res, console, session) => {
  const show = QUEUE_SHOWS.find((one) => one === req.query.show) ?? 'open';
  const after = placeOf(req.query.after);
  const asked = { show, limit: PAGE_SIZE, ...(after ? { after } : {}) };
  const found = await inside(req, console, session, {}, async (call) => ({
    ...(await readQueue(call, asked)),
    overseen: await readOverseen(call),
  }));
  const next = found.next && cursorOf(found.next);
  res.send(
    queuePage(frameOf(req, res, console, found), {
      rows: found.rows,
      show,
      next,
      first: !after,
      overseen: found.overseen,
    }),
  );
};

const oneCase: Page = async (req, res, console, session) => {
  const params = { id: caseIdOf(req) };
  const found = await inside(req, console, session, params, async (call) => ({
    page: await readCasePage(call),
  }));
  drawCase(req, res, console, found);
};

const explanation: Page = async (req, res, console, session) => {
  const params = { id: caseIdOf(req) };
  const found = await inside(req, console, session, params, async (call) => ({
    told: await readExplanation(call),
  }));
  const frame = frameOf(req, res, console, { ...found, here: paths.explanationOf(params.id) });
  res.send(explanationPage(frame, found.told));
};

/** The very file the API serves, by the very route. */
const oneDocument: Page = async (req, res, console, session) => {
  const form = DOCUMENT_CODES.find((code) => code === req.params.form);
  const query = DocumentQuery.safeParse({ lang: req.query.in, of: req.query.of });
  if (!form || !query.success) throw new Refused('NOT_FOUND');
  const params = { id: caseIdOf(req) };
  const { file } = await inside(req, console, session, params, async (call) => ({
    file: await viaRoute(printRouteId(form), { ...call, query: query.data }),
  }));
  sendFile(res, 'application/pdf', file);
};

/** To be kept beside its public keys: a file, not a page. */
const decisionPacket: Page = async (req, res, console, session) => {
  const params = { id: caseIdOf(req) };
  const { packet } = await inside(req, console, session, params, async (call) => ({
    packet: await viaRoute('readDecisionPacket', call),
  }));
  res.attachment('decision-packet.json').json(packet);
};

const operations: Page = async (req, res, console, session) => {
  const found = await inside(req, console, session, {}, async (call) => ({
    stuck: Stuck.parse(await viaRoute('listStuckCases', call)),
    dead: DeadLetters.parse(await viaRoute('listDeadLetters', call)),
  }));
  const { unseen, overdue, items } = found.stuck;
  const stuck = items.map(({ stage, ...item }) => ({
    ...item,
    phase: stage,
    temporal: inTemporal(console, item),
  }));
  const shown = { unseen, overdue, stuck, dead: found.dead.items, temporalUi: console.temporalUiUrl };
  res.send(operationsPage(frameOf(req, res, console, found), shown));
};

const reportable: Page = async (req, res, console, session) => {
  const found = await inside(req, console, session, {}, async () => ({}));
  res.send(reportablePage(frameOf(req, res, console, found)));
};

const statistics: Page = async (req, res, console, session) => {
  const found = await inside(req, console, session, {}, async (call) => ({
    years: Years.parse(await viaRoute('listStatistics', call)).items,
  }));
  res.send(statisticsPage(frameOf(req, res, console, found), found.years));
};

const holds: Page = async (req, res, console, session) => {
  const found = await inside(req, console, session, {}, async (call) => ({ rows: await readHolds(call) }));
  res.send(holdsPage(frameOf(req, res, console, found), found.rows));
};

/** The newest run of a case's workflow in the engine's own console. */
function inTemporal(console: Console, { kind, id }: { kind: CaseKind; id: string }): string {
  const { temporalUiUrl, temporalNamespace = 'sekisho', workflowIdPrefix = '' } = console;
  const workflow = encodeURIComponent(workflowIdOf(kind, id, workflowIdPrefix));
  return `${temporalUiUrl}/namespaces/${encodeURIComponent(temporalNamespace)}/workflows/${workflow}`;
}

/** Where an error becomes a page. Only what happens under our own addresses: the API answers for its own. */
function problems(console: Console): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent || !req.path.startsWith('/console')) return next(error);
    const { refused, trouble } = faultOf(error);
    const { code } = refused;
    const reference = randomUUID();
    if (code === 'INTERNAL') console.log.error({ err: error, reference }, 'a page failed by our fault');
    if (code === 'UNAVAILABLE') console.log.warn({ err: error, reference }, 'a part is out of reach');
    const frame = frameOf(req, res, console, {
      ...(error instanceof Refused ? await seenBy(req, console) : {}),
      here: req.method === 'GET' ? withQuery(req.originalUrl, { lang: undefined }) : paths.start,
    });
    const shown = { code, ...(trouble ? { trouble } : {}), ...(code === 'INTERNAL' ? { reference } : {}) };
    const status = trouble === 'SIGN_IN_EXPIRED' ? 400 : trouble ? 403 : PROBLEMS[code].status;
    if (status === 503) res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    res.status(status).send(problemPage(frame, shown));
  };
}

/** Who is signed in remains so on a page that refuses. It is drawn in any case, so nothing that fails here counts. */
async function seenBy(req: Request, console: Console): Promise<{ viewer?: Viewer }> {
  try {
    const session = await console.sessions.sessionOf(req, { touch: false });
    if (!session) return {};
    const { viewer } = await inside(req, console, session, {}, async () => ({}));
    return { viewer };
  } catch {
    return {};
  }
}
