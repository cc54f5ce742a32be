import { createRequire } from 'node:module';
import path from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { type ProblemCode, PROBLEMS, Refused } from '../domain/errors.js';
import { openApiDocument } from './openapi.js';
import { gatewayDocument } from './openapi-gateway.js';
import { codesOf, PROBLEM_CODES } from './openapi-problems.js';
import {
  problemPage,
  problemsPage,
  problemsText,
  problemText,
  type ProblemView,
  referencePage,
} from './reference-pages.js';
import { ROUTES } from './routes/index.js';

export interface ReferenceOptions {
  readonly publicUrl: string;
  readonly testClock: boolean;
  readonly authenticator?: boolean;
  readonly issuer?: string;
}

/**
 * What the API says about itself: its description, a page to read and try it, and a page for each problem code (the
 * `type` of a problem leads there). Needs no sign-in and nothing from outside.
 */
export function referenceRouter(options: ReferenceOptions): Router {
  const router = express.Router();
  const document = JSON.stringify(openApiDocument(options));
  const gateway = JSON.stringify(gatewayDocument(options));
  router.get('/openapi.json', (_req, res) => void res.type('application/json').send(document));
  router.get('/openapi-gateway.json', (_req, res) => void res.type('application/json').send(gateway));
  router.get('/reference', (_req, res) => {
    res.setHeader('Content-Security-Policy', SWAGGER_CSP);
    res.type('html').send(referencePage());
  });
  router.get('/reference/reference.js', (_req, res) => void res.type('text/javascript').send(DRAW));
  for (const file of SWAGGER_FILES)
    router.get(`/reference/${file}`, (_req, res) =>
      res.sendFile(file, { root: SWAGGER_FOLDER, maxAge: '1h' }),
    );
  router.get('/problems', (req, res) => {
    const problems = PROBLEM_CODES.map(problemOf);
    answer(req, res, {
      html: () => problemsPage(problems),
      text: () => problemsText(problems),
      json: { problems },
    });
  });
  router.get('/problems/:code', (req, res) => {
    const code = PROBLEM_CODES.find((known) => known === req.params.code);
    if (!code) throw new Refused('NOT_FOUND');
    const problem = problemOf(code);
    answer(req, res, { html: () => problemPage(problem), text: () => problemText(problem), json: problem });
  });
  router.all(
    ['/openapi.json', '/openapi-gateway.json', '/reference', '/problems', '/problems/:code'],
    (_req, res) => {
      res.setHeader('Allow', 'GET, HEAD');
      throw new Refused('NO_SUCH_METHOD');
    },
  );
  return router;
}

const require = createRequire(import.meta.url);
const SWAGGER_FOLDER = path.dirname(require.resolve('swagger-ui-dist/package.json'));
const SWAGGER_FILES = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'] as const;

// Its style sheet holds its icons as data: addresses; everything else is as strict as on any page of ours.
const SWAGGER_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Requests are tried where the page came from: another name of the same server would be another origin. Each is a new
 * act, with a key of its own, unless the reader types one.
 */
const DRAW = `fetch('openapi.json')
  .then((response) => response.json())
  .then((spec) => {
    for (const { post } of Object.values(spec.paths))
      for (const parameter of post?.parameters ?? []) if (parameter.name === 'Idempotency-Key') parameter.required = false;
    spec.servers = [{ url: new URL('.', location.href).href.replace(/[/]$/, '') }];
    SwaggerUIBundle({
      spec,
      dom_id: '#reference',
      presets: [SwaggerUIBundle.presets.apis],
      layout: 'BaseLayout',
      validatorUrl: null,
      deepLinking: true,
      defaultModelsExpandDepth: 0,
      requestInterceptor(request) {
        if (request.method === 'POST') request.headers['Idempotency-Key'] ||= crypto.getRandomValues(new Uint32Array(4)).join('-');
        return request;
      },
    });
  });
`;

function problemOf(code: ProblemCode): ProblemView {
  const answering = ROUTES.filter((route) => codesOf(route).includes(code));
  return {
    code,
    status: PROBLEMS[code].status,
    text: PROBLEMS[code].text,
    // What every route can answer says nothing about any of them.
    answeredBy:
      answering.length === ROUTES.length
        ? []
        : answering.map(({ method, path, summary }) => ({ method: method.toUpperCase(), path, summary })),
  };
}

function answer(
  req: Request,
  res: Response,
  as: { html: () => string; text: () => string; json: unknown },
): void {
  res.vary('Accept');
  switch (req.accepts(['json', 'html', 'text'])) {
    case 'html':
      res.type('html').send(as.html());
      return;
    case 'text':
      res.type('text').send(as.text());
      return;
    default:
      res.json(as.json);
  }
}
