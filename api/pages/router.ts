import { type At, form, type Page, signedIn, type Written } from './doors.js';
import { problems } from './troubles.js';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { DOCUMENT_CODES } from '../../domain/documents.js';
import { Refused } from '../../domain/errors.js';
import { workflowIdOf } from '../../workflows/contract.js';
import type { CaseKind } from '../../domain/stages.js';
import { accessesPage } from '../../web/pages/accesses.js';
import { explanationPage } from '../../web/pages/explanation.js';
import { holdsPage } from '../../web/pages/holds.js';
import { operationsPage } from '../../web/pages/operations.js';
import { QUEUE_SHOWS, queuePage } from '../../web/pages/queue.js';
import { reportablePage } from '../../web/pages/reports.js';
import { statisticsPage } from '../../web/pages/statistics.js';
import { startPage } from '../../web/pages/start.js';
import { writtenIn } from '../../web/written.js';
import type { Language } from '../../web/language.js';
import { paths } from '../../web/paths.js';
import { isStep } from '../../web/steps.js';
import { kindOf } from '../../store/console-reads.js';
import { loadAssets } from './assets.js';
import { mountOfficePages } from './office-pages.js';
import { mountPasskeys } from './passkeys.js';
import { viaRoute } from './via-route.js';
import { readCasePage } from './case-read.js';
import { caseIdOf, type Console, type ConsoleParts, drawCase, inside } from './console.js';
import { cursorOf, placeOf } from './cursor.js';
import { sendFile } from '../file-answer.js';
import { DocumentQuery, printRouteId } from '../routes/documents.js';
import { postSamePersons, postSamePersonStep, showSamePersons, writtenInSame } from './same-persons.js';
import { readAccesses } from './accesses-read.js';
import { sendDisposal, showDisposal } from './disposal.js';
import { readExplanation } from './explanation-read.js';
import { postDemand, showDemands, writtenInDemand } from './demands.js';
import { keying, original, originals, postKeying, postSettling, receipt } from './originals.js';
import { readOverdueTexts, readOverseen, readQueue, readStart } from './reads.js';
import { unsaid } from '../declarations.js';
import { valuesOf } from './form-body.js';
import { saveSection, showSection, writtenInSection } from './section.js';
import { postStep } from './steps.js';
import { atTexts, postText, showText, showTexts } from './text-screenings.js';
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
  mountOfficePages(router, console);
  mountPasskeys(router, console);
  router.get(paths.samePersons, signedIn(console, showSamePersons));
  router.post(paths.samePersons, form(console, postSamePersons, writtenInSame, atSamePersons));
  router.post(
    `${paths.samePersons}/:id/:step`,
    form(console, postSamePersonStep, writtenInSame, atSamePersons),
  );
  router.get(paths.textScreenings, signedIn(console, showTexts));
  router.get(`${paths.textScreenings}/:id`, signedIn(console, showText));
  router.post(`${paths.textScreenings}/:id/screenText`, form(console, postText, nothingWritten, atTexts));
  router.get(`${paths.textScreenings}/:id/screenText`, (req, res) =>
    res.redirect(303, paths.textScreeningOf(caseIdOf(req))),
  );
  router.get('/console/originals', signedIn(console, originals));
  router.get('/console/originals/:id', signedIn(console, original));
  router.get('/console/originals/:id/receipt', signedIn(console, receipt));
  router.post('/console/originals/:id/:how', form(console, postSettling, nothingWritten));
  router.get('/console/originals/:id/:how', (req, res) => res.redirect(303, paths.originalOf(caseIdOf(req))));
  router.get('/console/cases/:id/originals', signedIn(console, keying));
  router.post('/console/cases/:id/originals/:step', form(console, postKeying, writtenInStep));
  router.get('/console/cases/:id/originals/:step', (req, res) =>
    res.redirect(303, paths.keyingOf(caseIdOf(req))),
  );
  router.get('/console/cases/:id', signedIn(console, oneCase));
  router.get('/console/cases/:id/explanation', signedIn(console, explanation));
  router.get('/console/cases/:id/accesses', signedIn(console, accesses));
  router.get('/console/cases/:id/disposal', signedIn(console, showDisposal));
  router.get('/console/cases/:id/disposal-certificate', signedIn(console, sendDisposal));
  router.get('/console/cases/:id/documents/:form', signedIn(console, oneDocument));
  router.get('/console/cases/:id/decision-packet', signedIn(console, decisionPacket));
  router.get(
    '/console/cases/:id/consent-receipts',
    signedIn(console, fileOf('readConsentReceipts', 'consent-receipts.json')),
  );
  router.get(
    '/console/cases/:id/consent-record',
    signedIn(console, fileOf('readConsentRecord', 'consent-record.json')),
  );
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

/** Days and codes, which are soon chosen again. */
const nothingWritten: Written = () => [];

const atDemands: At = () => ({ here: paths.demands });
const atSamePersons: At = () => ({ here: paths.samePersons });

function writtenInStep(req: Request, language: Language) {
  const { step } = req.params;
  return isStep(step) ? writtenIn(step, valuesOf(req.body), language) : [];
}

async function start(req: Request, res: Response, console: Console): Promise<void> {
  const session = await console.sessions.sessionOf(req);
  if (!session) return void res.send(startPage(frameOf(req, res, console), NOTHING));
  const found = await inside(req, console, session, {}, readStart);
  res.send(startPage(frameOf(req, res, console, found), found));
}
const NOTHING = {
  waiting: [],
  own: [],
  outcomes: [],
  demands: { open: 0, overdue: 0 },
  office: { certifications: 0, mine: 0, overdue: 0, toPassOn: 0, notPassedOn: 0 },
};

const queue: Page = async (req, res, console, session) => {
  const show = QUEUE_SHOWS.find((one) => one === req.query.show) ?? 'open';
  const after = placeOf(req.query.after);
  const asked = { show, limit: PAGE_SIZE, ...(after ? { after } : {}) };
  const found = await inside(req, console, session, {}, async (call) => ({
    ...(await readQueue(call, asked)),
    overseen: await readOverseen(call),
    overdueTexts: show === 'open' ? await readOverdueTexts(call) : [],
    unsaid: show === 'open' ? await unsaid(call) : undefined,
  }));
  const next = found.next && cursorOf(found.next);
  res.send(
    queuePage(frameOf(req, res, console, found), {
      rows: found.rows,
      show,
      next,
      first: !after,
      overseen: found.overseen,
      overdueTexts: found.overdueTexts,
      unsaid: found.unsaid,
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

const accesses: Page = async (req, res, console, session) => {
  const params = { id: caseIdOf(req) };
  const found = await inside(req, console, session, params, async (call) => ({
    told: await readAccesses(call, req.query.after),
  }));
  const frame = frameOf(req, res, console, { ...found, here: paths.accessesOf(params.id) });
  res.send(accessesPage(frame, { caseId: params.id, ...found.told }));
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
  const { packet, name } = await inside(req, console, session, params, async (call) => {
    const revoked = (await kindOf(call.tx, params.id)) === 'clearance';
    return revoked
      ? { packet: await viaRoute('readRevocationPacket', call), name: 'revocation-packet.json' }
      : { packet: await viaRoute('readDecisionPacket', call), name: 'decision-packet.json' };
  });
  res.attachment(name).json(packet);
};

/** What the API serves by a route of a case, to be kept. */
function fileOf(routeId: 'readConsentReceipts' | 'readConsentRecord', name: string): Page {
  return async (req, res, console, session) => {
    const params = { id: caseIdOf(req) };
    const { file } = await inside(req, console, session, params, async (call) => ({
      file: await viaRoute(routeId, call),
    }));
    res.attachment(name).json(file);
  };
}

const operations: Page = async (req, res, console, session) => {
  const found = await inside(req, console, session, {}, async (call) => ({
    stuck: Stuck.parse(await viaRoute('listStuckCases', call)),
    dead: DeadLetters.parse(await viaRoute('listDeadLetters', call)),
  }));
  const { unseen, overdue, textsOverdue, items, policiesMissing } = found.stuck;
  const stuck = items.map(({ stage, ...item }) => ({
    ...item,
    phase: stage,
    temporal: inTemporal(console, item),
  }));
  const counted = { unseen, overdue, textsOverdue, policiesMissing, stuck, dead: found.dead.items };
  const shown = { ...counted, temporalUi: console.temporalUiUrl };
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
