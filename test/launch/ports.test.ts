import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePortBase, isFree, requireFree } from '../../launch/ports.js';

test('a busy port is one sentence that names it and the cure', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  try {
    await expect(requireFree([{ port, what: 'api' }], 7200, 0)).rejects.toThrow(
      new RegExp(`^Port ${port} \\(api\\) is in use .*PORT_BASE=7300 npm start\\.$`),
    );
  } finally {
    server.close();
  }
});

test('a port that is given up in time is waited for', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  setTimeout(() => server.close(), 100);
  await requireFree([{ port, what: 'api' }], 7200);
});

test('a free range is free', async () => {
  const base = await freePortBase(3);
  expect(await Promise.all([isFree(base), isFree(base + 1), isFree(base + 2)])).toEqual([true, true, true]);
});
