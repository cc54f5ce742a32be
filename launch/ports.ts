import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Sentence } from './sentence.js';

const LOOPBACK = '127.0.0.1';

export type NamedPort = { port: number; what: string };

/**
 * Refuses with one sentence if a port is taken. Waits a little first: the servers of a launcher that was killed need a
 * moment to notice and end.
 */
export async function requireFree(
  ports: readonly NamedPort[],
  portBase: number,
  patienceMs = 5_000,
): Promise<void> {
  const until = Date.now() + patienceMs;
  for (const { port, what } of ports) {
    while (!(await isFree(port))) {
      if (Date.now() > until) {
        throw new Sentence(
          `Port ${port} (${what}) is in use by another program: end it, or choose another range, ` +
            `for example PORT_BASE=${portBase + 100} npm start.`,
        );
      }
      await sleep(200);
    }
  }
}

/** A run of free ports below the range from which systems pick ports for outgoing connections. */
export async function freePortBase(count: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const base = 20_000 + Math.floor(Math.random() * 120) * 100;
    const range = Array.from({ length: count }, (_, index) => base + index);
    if ((await Promise.all(range.map(isFree))).every(Boolean)) return base;
  }
  throw new Sentence(
    'No free range of ports between 20000 and 32000: end some of the programs that listen there.',
  );
}

export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && !(await somebodyAnswers(port));
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** macOS lets us listen on 127.0.0.1 beside somebody who listens on every address. */
function somebodyAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK });
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.setTimeout(1_000, () => done(false));
  });
}
