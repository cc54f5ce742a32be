import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import express from 'express';
import { requestsOf } from '../../api/express-requests.js';

test('a request and its answer come to Express as its own, so that it changes neither', async () => {
  const app = express();
  app.get('/', (req, res) => void res.json({ path: req.path, of: [req.app === app, res.app === app] }));
  const seen: boolean[] = [];
  const server = createServer(requestsOf(app), app);
  server.prependListener('request', (req, res) => {
    seen.push(Object.getPrototypeOf(req) === app.request, Object.getPrototypeOf(res) === app.response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const text = await new Promise<string>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent: false }, (res) => {
        res.setEncoding('utf8').once('data', resolve);
      }).once('error', reject);
    });
    expect(JSON.parse(text)).toEqual({ path: '/', of: [true, true] });
    expect(seen).toEqual([true, true]);
  } finally {
    server.close();
  }
});
