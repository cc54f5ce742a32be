import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import express from 'express';
import fc from 'fast-check';
import type { Logger } from 'pino';
import { createLogger, httpLogger } from '../../privacy/redact.js';
import { temporalLogger } from '../../privacy/temporal-logger.js';

type Line = Record<string, unknown> & { err?: Record<string, unknown> };

function capture(): { log: Logger; lines: () => Line[]; text: () => string } {
  const written: string[] = [];
  const log = createLogger({
    process: 'api',
    level: 'trace',
    destination: { write: (line) => written.push(line) },
  });
  return { log, lines: () => written.map((line) => JSON.parse(line) as Line), text: () => written.join('') };
}

describe('a log line', () => {
  test('is JSON with level, time and process, and holds ids and codes', () => {
    const { log, lines } = capture();
    log.info(
      { caseId: 'application/0193b3c1-7e00-7000-8000-000000000001', stage: 'CONSENT', attempt: 2 },
      'rung',
    );
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        process: 'api',
        pid: process.pid,
        caseId: 'application/0193b3c1-7e00-7000-8000-000000000001',
        stage: 'CONSENT',
        attempt: 2,
        msg: 'rung',
      },
    ]);
  });

  test('drops what is not on the list and counts it, in children and nested objects too', () => {
    const { log, text, lines } = capture();
    log
      .child({ familyName: 'Hanako', caseId: 'c-1' })
      .info({ answers: { q1: 'Hanako' }, body: 'Hanako' }, 'filed');
    expect(text()).not.toContain('Hanako');
    expect(lines()[0]).toMatchObject({ caseId: 'c-1', msg: 'filed', droppedFields: 3 });
  });

  test('hides listed values that are no ids, codes, numbers or times', () => {
    const { log, text } = capture();
    log.info(
      { caseId: '関所 花子', sub: 'hanako@example.jp', kind: { name: 'Hanako' }, stage: ['Hanako Sekisho'] },
      'x',
    );
    for (const leak of ['花子', 'hanako', 'Hanako']) expect(text()).not.toContain(leak);
  });

  test('fills nothing into its text', () => {
    const { log, text } = capture();
    log.info('served %s', 'Hanako');
    log.info({ caseId: 'c-1' }, 'served %s', 'Hanako');
    log.info('関所 花子');
    log.info('to hanako@example.jp');
    expect(text()).not.toMatch(/Hanako|花子|hanako/);
  });

  test('of an error has type, code and places, never message, details or payloads, however it is logged', () => {
    const { log, lines, text } = capture();
    const cause = Object.assign(new Error('Key (name)=(Hanako) exists'), {
      code: '23505',
      detail: 'Hanako',
      constraint: 'one_open',
    });
    const error = ApplicationFailure.create({
      type: 'STALE',
      message: 'for Hanako\n    at Hanako (hanako.ts:1:1)',
      details: ['Hanako'],
      cause,
    });
    log.error(error);
    log.error({ err: error });
    log.error({ err: error, caseId: 'c-1' }, 'could not file');
    log.child({ err: error }).error('x');
    log.warn({ error }, 'x');
    log.error({ err: 'Hanako' });
    log.error({ err: { message: 'Hanako', stack: 'Hanako' } });
    expect(text()).not.toMatch(/hanako/i);
    expect(lines()[0]).toMatchObject({
      msg: 'failed',
      err: {
        type: 'ApplicationFailure',
        failureType: 'STALE',
        cause: { code: '23505', constraint: 'one_open' },
      },
    });
    expect(lines()[0]?.err?.frames).toEqual(
      expect.arrayContaining([expect.stringMatching(/^test\/privacy\/logs\.test\.ts:\d+:\d+/)]),
    );
    expect(lines()[2]).toMatchObject({ msg: 'could not file', caseId: 'c-1' });
  });

  test('keeps to the list whatever object is logged', () => {
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: true }),
        (object) => {
          const { log, lines } = capture();
          log.info(object, 'x');
          const known = ['level', 'time', 'process', 'pid', 'msg', 'droppedFields', ...Object.keys(object)];
          expect(lines()).toHaveLength(1);
          expect(known).toEqual(expect.arrayContaining(Object.keys(lines()[0] ?? {})));
        },
      ),
    );
  });

  test('lives through circular and throwing objects', () => {
    const { log, lines } = capture();
    const circle: Record<string, unknown> = { caseId: 'c-1' };
    circle.self = circle;
    log.info(circle, 'x');
    log.error(
      {
        err: Object.defineProperty({}, 'name', {
          get: () => {
            throw new Error('no');
          },
        }),
      },
      'x',
    );
    expect(lines()[0]).toMatchObject({ caseId: 'c-1' });
    expect(lines()[1]).toMatchObject({ err: { type: 'unreadable' } });
  });
});

test('a request is logged by id, method, path and status: no query, headers, body or address', async () => {
  const { log, lines, text } = capture();
  const app = express().use(httpLogger(log), express.json());
  app.post('/fail', () => {
    throw new Error('Hanako');
  });
  app.use((req, res) => {
    req.log.info({ caseId: 'c-1' }, 'inside');
    res.status(201).set('x-out', 'Hanako').json({ name: 'Hanako' });
  });
  app.use((err: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    res.err = err;
    res.status(500).end();
  });
  const server = await new Promise<Server>((ready) => {
    const started = app.listen(0, '127.0.0.1', () => ready(started));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-in': 'Hanako' },
    body: '{"name":"Hanako"}',
  };
  await fetch(`${base}/people/%E8%8A%B1/c-1?name=Hanako`, init);
  await fetch(`${base}/fail?Hanako`, init);
  await new Promise((closed) => server.close(closed));
  expect(text()).not.toMatch(/Hanako|127\.0\.0\.1|%E8/);
  const request = {
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'POST',
    path: '/people/[hidden]/c-1',
  };
  expect(lines()).toMatchObject([
    { msg: 'inside', caseId: 'c-1', req: request },
    {
      msg: 'request completed',
      level: 'info',
      req: request,
      res: { statusCode: 201 },
      responseTime: expect.any(Number),
    },
    {
      msg: 'request errored',
      level: 'error',
      req: { path: '/fail' },
      res: { statusCode: 500 },
      err: { type: 'Error' },
    },
  ]);
});

describe("the engine's log", () => {
  test('keeps level, ids and codes, and drops failure messages and details', () => {
    const { log, lines, text } = capture();
    const engine = temporalLogger(log);
    const error = ApplicationFailure.create({ type: 'STALE', message: 'Hanako', details: ['Hanako'] });
    engine.warn('Activity failed', {
      error,
      workflowId: 'application/1',
      activityType: 'advance',
      durationMs: 3,
    });
    engine.error('Error while processing ActivityTask.start: Hanako', { error, taskToken: 'Hanako' });
    engine.log('WARN', 'Failing workflow task', {
      run_id: 'r-1',
      failure: 'Failure { message: "Hanako" }',
      sdkComponent: 'core',
    });
    engine.error('poll failed', { error: 'Status { code: Unavailable, message: "Hanako" }' });
    expect(text()).not.toContain('Hanako');
    expect(lines()).toMatchObject([
      { level: 'warn', workflowId: 'application/1', err: { failureType: 'STALE' }, msg: 'Activity failed' },
      { level: 'error', msg: 'Error while processing ActivityTask.start' },
      { level: 'warn', runId: 'r-1', sdkComponent: 'core' },
      { level: 'error', grpcStatus: 'Unavailable' },
    ]);
  });

  test('never throws, whatever the SDK gives it', () => {
    const { log } = capture();
    const engine = temporalLogger(log);
    fc.assert(
      fc.property(fc.string(), fc.object(), (message, meta) => {
        engine.info(message, meta);
      }),
    );
  });
});
