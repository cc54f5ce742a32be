import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Payload } from '@temporalio/common';
import express from 'express';
import { type CodecRouterOptions, codecRouter, type DecodeEntry } from '../../privacy/codec-server.js';
import { engineKeysOf, newEngineKey } from '../../privacy/engine-keys.js';
import { createPayloadCodec } from '../../privacy/payload-codec.js';
import { toWire } from '../../privacy/wire-payload.js';

const origin = 'http://127.0.0.1:7203';
const codec = createPayloadCodec(engineKeysOf({ current: 'e1', keys: { e1: newEngineKey() } }), 'SHOWN');
const plain: Payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from('"application/1"'),
};
const operator: CodecRouterOptions['authenticate'] = async (req) =>
  req.get('authorization') === undefined
    ? { refused: 401 }
    : req.get('authorization') === 'Bearer op'
      ? { sub: 'op-1' }
      : { refused: 403 };

let server: Server | undefined;
afterEach(async () => {
  await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
  server = undefined;
});

async function serve(options: Partial<CodecRouterOptions> = {}) {
  const entries: DecodeEntry[] = [];
  const seen: unknown[] = [];
  const audit = async (entry: DecodeEntry): Promise<void> => void entries.push(entry);
  const app = express().use(
    '/codec',
    codecRouter({ codec, authenticate: operator, audit, origin, ...options }),
  );
  app.use((err: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
    seen.push(err);
    res.sendStatus(500);
  });
  const listening = await new Promise<Server>((ready) => {
    const started = app.listen(0, '127.0.0.1', () => ready(started));
  });
  server = listening;
  const base = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/codec`;
  const post = (
    path: string,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${base}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer op', 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body }),
    });
  return { base, post, entries, seen };
}

const sealedBody = async (): Promise<string> =>
  JSON.stringify({ payloads: (await codec.encode([plain, plain])).map(toWire) });

describe('the codec endpoint', () => {
  test('decodes for a signed-in operator, and has audited it before it answers', async () => {
    const order: string[] = [];
    const { post, entries } = await serve({
      audit: async (entry) => {
        await new Promise(setImmediate);
        order.push(JSON.stringify(entry));
      },
    });
    const res = await post('/decode', await sealedBody(), { 'x-namespace': 'sekisho', origin });
    order.push('answered');
    expect(await res.json()).toEqual({ payloads: [toWire(plain), toWire(plain)] });
    expect(order).toEqual(['{"sub":"op-1","namespace":"sekisho","payloads":2}', 'answered']);
    expect(entries).toEqual([]);
    expect(res.headers.get('access-control-allow-origin')).toBe(origin);
    expect(res.headers.get('access-control-allow-credentials')).toBe('true');
    expect(res.headers.get('cache-control')).toBe('no-store');
  });

  test('gives no content when the audit cannot be written', async () => {
    const { post, seen } = await serve({ audit: () => Promise.reject(new Error('ledger away')) });
    const res = await post('/decode', await sealedBody());
    expect(res.status).toBe(503);
    expect(await res.json()).toMatchObject({ code: 'UNAVAILABLE' });
    expect(seen).toEqual([]);
  });

  test.each([
    ['nobody', {}, 401],
    ['somebody who is no operator', { authorization: 'Bearer officer' }, 403],
  ])('refuses %s, whatever the body, and decodes nothing', async (_who, headers, status) => {
    const { base, entries } = await serve();
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
    expect((await fetch(`${base}/decode`, { ...init, body: await sealedBody() })).status).toBe(status);
    expect((await fetch(`${base}/decode`, { ...init, body: '{' })).status).toBe(status);
    expect(entries).toEqual([]);
  });

  test('encodes for nobody', async () => {
    const { post, entries } = await serve();
    expect((await post('/encode', await sealedBody())).status).toBe(403);
    expect(entries).toEqual([]);
  });

  test('answers the preflight of the UI, and no other page', async () => {
    const { base } = await serve();
    const ask = (from: string): Promise<Response> =>
      fetch(`${base}/decode`, { method: 'OPTIONS', headers: { origin: from } });
    const res = await ask(origin);
    expect(res.status).toBe(204);
    expect(res.headers.get('access-control-allow-headers')).toBe('content-type, x-namespace, authorization');
    const other = await ask('https://elsewhere.example');
    expect(other.status).toBe(403);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('refuses a page of another origin even with an operator signed in', async () => {
    const { post, entries } = await serve();
    expect((await post('/decode', await sealedBody(), { origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
    expect(entries).toEqual([]);
  });

  test.each([
    ['no payloads', '{}'],
    ['null payloads', '{"payloads":null}'],
    ['no body', undefined],
  ])('answers %s with an empty list', async (_what, body) => {
    const { post, entries } = await serve();
    const res = await post('/decode', body);
    expect([res.status, await res.json()]).toEqual([200, { payloads: [] }]);
    expect(entries).toEqual([{ sub: 'op-1', namespace: '', payloads: 0 }]);
  });

  test.each([
    ['broken JSON', '{"payloads":[', 400, 'MALFORMED', {}],
    ['payloads that are no list', '{"payloads":7}', 422, 'INVALID', {}],
    ['a payload that is no object', '{"payloads":["x"]}', 422, 'INVALID', {}],
    ['metadata that is no text', '{"payloads":[{"metadata":{"encoding":7}}]}', 422, 'INVALID', {}],
    ['another media type', 'payloads', 415, 'UNSUPPORTED_MEDIA', { 'content-type': 'text/plain' }],
    ['more than 1 MiB', `{"payloads":[],"x":"${'x'.repeat(1_048_576)}"}`, 413, 'TOO_LARGE', {}],
  ])(
    'refuses %s without an echo, and lets no outer handler see it',
    async (_what, body, status, code, headers) => {
      const { post, entries, seen } = await serve();
      const res = await post('/decode', body, headers);
      const text = await res.text();
      expect([res.status, JSON.parse(text).code]).toEqual([status, code]);
      expect(text).not.toContain('xxx');
      expect([entries, seen]).toEqual([[], []]);
    },
  );

  test('reads foreign and empty payloads like every other', async () => {
    const { post } = await serve();
    const foreign = {
      metadata: { encoding: Buffer.from('binary/encrypted').toString('base64') },
      data: 'AAAA',
    };
    const res = await post('/decode', JSON.stringify({ payloads: [foreign, {}] }));
    const { payloads } = (await res.json()) as { payloads: { data: string }[] };
    expect(payloads.map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual([
      '{"sekishoForeign":true}',
      '',
    ]);
  });

  test('answers only so often in a minute', async () => {
    const { post } = await serve({ requestsPerMinute: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await post('/decode', '{}')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await post('/decode', '{}')).headers.get('retry-after')).not.toBeNull();
  });
});
