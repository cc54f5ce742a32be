import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { readNow } from '../store/clock.js';
import { inScope, violated } from '../store/db.js';
import { derivedId } from '../store/derived-id.js';
import { recallAnswer, rememberAnswer } from '../store/idempotency.js';
import { holds, loadPrincipal, scopeOf } from './principal.js';
import type { ApiParts, Call, Route } from './route.js';

const KEY = z.string().min(8).max(200);

/**
 * The path of every request, in order: who is asking, may they use this route, does it fit the schema, was it answered
 * before, then the handler in one transaction. A refusal anywhere rolls everything back.
 */
export function dispatch(route: Route, parts: ApiParts, subOf: (req: Request) => Promise<string>): RequestHandler {
  return async (req, res) => {
    const principal = await loadPrincipal(parts.db, await subOf(req));
    if (route.who !== 'signed-in' && !holds(principal, route.who)) throw new Refused('NOT_FOUND');
    const params = parseParams(req);
    const query = parse(route.query ?? z.strictObject({}), req.query, '/query');
    const body = route.method === 'post' ? parseBody(route, req) : undefined;
    const key = route.method === 'post' ? parseKey(req) : undefined;
    const fingerprint = key && hash(`${route.id} ${JSON.stringify(params)} ${JSON.stringify(body)}`);
    const answer = await once(async () =>
      inScope(parts.db, scopeOf(principal), async (tx) => {
        if (key && fingerprint) {
          const before = await recallAnswer(tx, principal.sub, key);
          if (before && !before.fingerprint.equals(fingerprint)) throw new Refused('KEY_REUSED');
          if (before) return before;
        }
        const call: Call<never, never> = {
          tx,
          now: await readNow(tx),
          principal,
          params,
          body: body as never,
          query: query as never,
          commandId: key ? derivedId(principal.sub, key) : '',
          parts,
          req,
        };
        const result = { status: route.status, body: route.answer.parse(await route.handle(call)) };
        if (key && fingerprint) await rememberAnswer(tx, { sub: principal.sub, key, fingerprint, ...result });
        return result;
      }),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.status(answer.status).json(answer.body);
  };
}

/** Two equal requests at once: one wins, the other finds its answer at the second try. */
async function once<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violated(error);
    if (constraint === 'idempotency_pkey' || constraint === 'commands_pkey') return work();
    throw error;
  }
}

function parseParams(req: Request): Record<string, string> {
  const params = req.params as Record<string, string>;
  for (const value of Object.values(params)) if (!z.uuid().safeParse(value).success) throw new Refused('NOT_FOUND');
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value.toLowerCase()]));
}

function parseBody(route: Route, req: Request): unknown {
  if (req.headers['content-type'] !== undefined && !req.is('application/json')) throw new Refused('UNSUPPORTED_MEDIA');
  return parse(route.body ?? z.strictObject({}), req.body ?? {}, '');
}

function parseKey(req: Request): string {
  const key = KEY.safeParse(req.headers['idempotency-key']);
  if (!key.success)
    throw new Refused('INVALID', undefined, [
      { pointer: '/header/Idempotency-Key', message: 'needed on every POST: 8 to 200 characters, new for each new act' },
    ]);
  return key.data;
}

function parse(schema: z.ZodType, value: unknown, at: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refused(
    'INVALID',
    undefined,
    parsed.error.issues.slice(0, 50).map((issue) => ({
      pointer: `${at}${issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`,
      message: issue.message,
    })),
  );
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

