import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express, { type Router } from 'express';
import { createApp } from '../../api/app.js';
import { AuthenticationError } from '../../api/authenticate.js';
import { openApiDocument } from '../../api/openapi.js';
import { referenceRouter } from '../../api/reference.js';
import { clockRouter } from '../../api/sandbox/clock.js';
import { PROBLEMS } from '../../domain/errors.js';
import { createLogger } from '../../privacy/redact.js';
import type { Db } from '../../store/db.js';

const nobody = () => Promise.reject(new AuthenticationError('NO_TOKEN'));
const health = express.Router();
const gateway = express.Router();
const clock = clockRouter({ db: {} as Db, runSchedules: async () => {} }, nobody);
const reference = referenceRouter({
  publicUrl: 'https://sekisho.example',
  testClock: true,
  issuer: 'https://issuer.example',
});
const app = createApp({
  log: createLogger({ process: 'test', level: 'silent' }),
  subOf: nobody,
  health,
  gateway,
  clock,
  reference,
  db: {} as Db,
  checks: {} as never,
  vault: {} as never,
  indexKey: new Uint8Array(),
  signer: {} as never,
  grants: {} as never,
  passkeys: {} as never,
});
const document = openApiDocument({ testClock: true });

let server: Server;
beforeAll(async () => {
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(path: string, { method = 'GET', accept = '*/*' } = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { accept } });
  const text = await response.text();
  return {
    status: response.status,
    header: (name: string) => response.headers.get(name),
    text,
    json: () => JSON.parse(text),
  };
}

describe('the reference page', () => {
  test('works offline and under a strict policy: nothing inline, nothing from elsewhere', async () => {
    const { text, header, status } = await ask('/reference');
    expect(status).toBe(200);
    expect(header('content-type')).toBe('text/html; charset=utf-8');
    expect(header('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|https?:\/\//i);
    const loaded = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(loaded).toEqual([
      'reference/swagger-ui.css',
      'reference/favicon-32x32.png',
      'openapi.json',
      'reference/swagger-ui-bundle.js',
      'reference/reference.js',
    ]);
    for (const address of loaded) {
      const answer = await ask(`/${address}`);
      expect({ address, status: answer.status }).toEqual({ address, status: 200 });
      expect(answer.header('content-type')).toMatch(TYPES[address.split('.').at(-1) ?? ''] ?? /^$/);
    }
  });

  test('its own script asks our document and no validator of others', async () => {
    const { text } = await ask('/reference/reference.js');
    expect(text).toContain("fetch('openapi.json')");
    expect(text).toContain('validatorUrl: null');
    expect(text).not.toMatch(/https?:\/\/|eval|innerHTML/);
  });

  test('GET /openapi.json is the document, with where it is served and whose tokens count', async () => {
    const body = (await ask('/openapi.json')).json();
    expect(Object.keys(body.paths)).toEqual(Object.keys(document.paths ?? {}));
    expect(body.servers).toEqual([{ url: 'https://sekisho.example' }]);
    expect(body.components.securitySchemes.bearer['x-issuer']).toBe('https://issuer.example');
  });

  test.each(['/openapi.json', '/reference', '/problems', '/problems/STALE'])(
    '%s is only read',
    async (path) => {
      const { status, json, header } = await ask(path, { method: 'POST' });
      expect([status, json().code]).toEqual([405, 'NO_SUCH_METHOD']);
      expect(header('allow')).toBe('GET, HEAD');
    },
  );

  test.each([
    '/reference/swagger-ui.js',
    '/reference/package.json',
    '/reference/..%2fpackage.json',
    '/reference/index.html',
  ])('%s is not served', async (path) => {
    const { status } = await ask(path);
    expect(status).toBe(404);
  });
});

describe('the pages of the problem codes', () => {
  test.each(Object.entries(PROBLEMS))(
    '%s is where its problem documents lead',
    async (code, { status, text }) => {
      expect((await ask(`/problems/${code}`)).json()).toMatchObject({ code, status, text });
      const page = await ask(`/problems/${code}`, { accept: 'text/html,*/*;q=0.1' });
      expect(page.text).toContain(`<h1><code>${code}</code></h1>`);
      expect(page.text).not.toMatch(/<script|<style|\sstyle=/);
      const plain = await ask(`/problems/${code}`, { accept: 'text/plain' });
      expect(plain.text.startsWith(`${code} (${status})\n${text}\n`)).toBe(true);
    },
  );

  test('a code names the steps that answer with it, unless all do', async () => {
    const doubt = (await ask('/problems/DOUBT_STANDS')).json();
    expect(doubt.answeredBy.map(({ path }: { path: string }) => path)).toEqual([
      '/clearances/:id/reinstatement',
    ]);
    const internal = (await ask('/problems/INTERNAL')).json();
    expect(internal.answeredBy).toEqual([]);
  });

  test('the list holds the whole closed list', async () => {
    const body = (await ask('/problems')).json();
    expect(body.problems.map(({ code }: { code: string }) => code)).toEqual(Object.keys(PROBLEMS));
    const { text } = await ask('/problems', { accept: 'text/html' });
    for (const code of Object.keys(PROBLEMS)) expect(text).toContain(`href="problems/${code}"`);
  });

  test.each(['NOPE', 'stale', '__proto__', 'toString'])('%s is no code', async (code) => {
    const { status, json } = await ask(`/problems/${code}`);
    expect([status, json().code]).toEqual([404, 'NOT_FOUND']);
  });
});

describe('nothing is reachable that the document does not describe', () => {
  interface Layer {
    readonly handle: { readonly stack?: readonly Layer[] };
    readonly route?: {
      readonly path: string | readonly string[];
      readonly methods: Readonly<Record<string, boolean>>;
    };
  }
  const layersOf = (router: unknown) => (router as { stack: readonly Layer[] }).stack;
  const routesOf = (router: unknown) =>
    layersOf(router).flatMap(({ route }) =>
      [route?.path ?? []].flat().map((path) => ({ path, methods: Object.keys(route?.methods ?? {}) })),
    );
  // What takes every method is there to answer 405 for those nobody took.
  const served = (router: unknown) =>
    routesOf(router).flatMap(({ path, methods: [method, second] }) =>
      second || method === '_all' ? [] : [`${method} ${path}`],
    );
  const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const underPrefix = (router: Router, prefix: string) =>
    served(router).map((line) => line.replace(' ', ` ${prefix}`));

  test('the app mounts the routers it was given, and beside them only the route table', () => {
    const routers = layersOf(app.router).filter(({ handle }) => handle.stack !== undefined);
    expect(routers.map(({ handle }) => handle)).toEqual([health, gateway, clock, reference]);
    const functions = layersOf(app.router).filter(
      ({ handle, route }) => handle.stack === undefined && route === undefined,
    );
    // Headers, log, limit, not found, the problem handler, and the line of a refused check: none of them answers a request
    // with data.
    expect(functions).toHaveLength(6);
  });

  test('every route is in the document, and the other way round', () => {
    const files = /^get \/reference(\/|$)/;
    const reached = [
      ...served(app.router),
      ...underPrefix(clock, '/sandbox'),
      ...served(reference).filter((line) => !files.test(line)),
    ];
    // Health and metrics are the process's own and mounted by it (api/start.ts).
    const own = ['get /health/live', 'get /health/ready', 'get /metrics'];
    expect(reached.concat(own).toSorted()).toEqual(described.toSorted());
  });

  test('each table route asks who you are before anything else', async () => {
    const table = served(app.router).map((line) => line.split(' ') as [string, string]);
    for (const [method, path] of table) {
      const { status, json } = await ask(path.replace(':id', crypto.randomUUID()), {
        method: method.toUpperCase(),
      });
      expect({ path, status, code: json().code }).toEqual({ path, status: 401, code: 'NOT_SIGNED_IN' });
    }
  });

  test('another method than those described is refused by name', async () => {
    for (const path of new Set(served(app.router).map((line) => line.split(' ')[1] ?? ''))) {
      const { status, json } = await ask(path.replace(':id', crypto.randomUUID()), { method: 'DELETE' });
      expect({ path, status, code: json().code }).toEqual({ path, status: 405, code: 'NO_SUCH_METHOD' });
    }
  });

  test('anything else is not found', async () => {
    for (const path of ['/', '/nope', '/applications/', '/admin', '/applications/1/2/3']) {
      const { status } = await ask(path);
      expect([401, 404]).toContain(status);
    }
  });
});

const TYPES: Record<string, RegExp> = {
  css: /^text\/css/,
  png: /^image\/png/,
  json: /^application\/json/,
  js: /^text\/javascript/,
};
