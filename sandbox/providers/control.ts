import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import type { Answer, Source } from '../../domain/checks.js';
import { SOURCE_CODES } from '../../policies.js';
import type { CheckAnswer } from './protocol.js';
import { MODES, type Mode, type Provider } from './provider.js';

/** For tests and demonstrations: makes the offices late, slow or repetitive. */
export interface Control {
  hold(source: Source): void;
  /** Back to normal, everywhere if no source is named. Resolves with the ids let go, once they are answered. */
  release(source?: Source): Promise<string[]>;
  setMode(source: Source, mode: Mode, delayMs?: number): Promise<string[]>;
  held(source: Source): string[];
  /** One POST whatever the persona says; name the source only for an id that never came here. */
  answer(
    requestId: string,
    answer: Answer | CheckAnswer,
    source?: Source,
  ): Promise<{ status: number; receiptId?: string }>;
  /** Nothing under way any more; what is held, or met with silence, is not under way. */
  settled(): Promise<void>;
}

export type Providers = ReadonlyMap<Source, Provider>;

export function createControl(providers: Providers): Control {
  async function setMode(source: Source, mode: Mode, delayMs?: number): Promise<string[]> {
    const { released, sent } = providerOf(providers, source).setMode(mode, delayMs);
    await sent;
    return released;
  }
  return {
    setMode,
    hold: (source) => void providerOf(providers, source).setMode('hold'),
    async release(source) {
      const sources = source ? [source] : [...providers.keys()];
      return (await Promise.all(sources.map((each) => setMode(each, 'normal')))).flat();
    },
    held: (source) => providerOf(providers, source).held(),
    async answer(requestId, answer, source) {
      const asked = [...providers.values()].find((candidate) => candidate.has(requestId));
      const provider = source ? providerOf(providers, source) : asked;
      if (!provider) throw new Error('no provider here knows this request: name the source to answer as');
      return provider.answerOnce(requestId, typeof answer === 'string' ? { answer } : answer);
    },
    async settled() {
      await Promise.all([...providers.values()].map((provider) => provider.settled()));
    },
  };
}

function providerOf(providers: Providers, source: Source): Provider {
  const provider = providers.get(source);
  if (!provider) throw new Error(`no provider plays ${source} here`);
  return provider;
}

const modeSchema = z.strictObject({
  source: z.enum(SOURCE_CODES),
  mode: z.enum(MODES),
  delayMs: z.int().min(0).max(600_000).optional(),
});
const releaseSchema = z.strictObject({ source: z.enum(SOURCE_CODES).optional() });

/** The same over HTTP, from this machine only. Answers at once: what is let go is sent afterwards. */
export function controlRouter(providers: Providers): Router {
  const router = express.Router();
  router.use(fromThisMachine, express.json({ limit: '16kb' }));
  router.post('/', (req, res) => {
    const wish = modeSchema.safeParse(req.body);
    const provider = wish.success && providers.get(wish.data.source);
    if (!wish.success || !provider) return void res.status(400).json({ error: 'MALFORMED' });
    const { released } = provider.setMode(wish.data.mode, wish.data.delayMs);
    res.json({ source: provider.source, mode: provider.mode(), released });
  });
  router.post('/release', (req, res) => {
    const wish = releaseSchema.safeParse(req.body);
    if (!wish.success) return void res.status(400).json({ error: 'MALFORMED' });
    const named = [...providers.values()].filter(({ source }) => source === (wish.data.source ?? source));
    res.status(202).json({ released: named.flatMap((provider) => provider.setMode('normal').released) });
  });
  router.get('/state', (_req, res) => {
    const state = [...providers.values()].map((provider) => ({
      source: provider.source,
      mode: provider.mode(),
      held: provider.held(),
      quiet: provider.quiet(),
      underWay: provider.underWay(),
    }));
    res.json({ providers: state });
  });
  return router;
}

/** The address alone would let in a proxy on this machine, or a web page that bends a name of its own to loopback. */
const fromThisMachine: RequestHandler = (req, res, next) => {
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(req.socket.remoteAddress ?? '');
  const isNamedSo = ['localhost', '127.0.0.1', '[::1]'].includes(req.hostname);
  const isForwarded = req.get('forwarded') !== undefined || req.get('x-forwarded-for') !== undefined;
  if (isLoopback && isNamedSo && !isForwarded) next();
  else res.status(404).json({ error: 'NOT_FOUND' });
};
