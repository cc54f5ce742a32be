import { createHmac } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { crashPoint } from '../crash-points.js';
import { Refused } from '../domain/errors.js';
import { fieldsOf } from '../gateway/shapes.js';
import { inScope } from '../store/scope.js';
import { derivedId } from '../store/derived-id.js';
import { recallAnswer, rememberAnswer } from '../store/idempotency.js';
import { PolicyNotLoaded } from '../domain/policy.js';
import { caseOr404, closedIn, rolesIn } from './case-views.js';
import { partInCase } from './part-in-case.js';
import { sendFile } from './file-answer.js';
import { noteKeysUsed } from './key-entry.js';
import { pointOut } from './free-text.js';
import { holds, loadPrincipal, type Principal, scopeOf } from './principal.js';
import type { ApiParts, Call, Route } from './route.js';
import { unsigned } from './signing.js';

const KEY = z.string().min(8).max(200);

/** What somebody asks of a route, whichever door it came by: the API's JSON or a form of the console. */
export interface Asking {
  readonly sub: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly query?: unknown;
  /** Looked at only once we know that the caller may use the route. */
  readonly body?: () => unknown;
  readonly key?: unknown;
  readonly req: Request;
}

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A route as the API serves it. */
export function dispatch(
  route: Route,
  parts: ApiParts,
  subOf: (req: Request) => Promise<string>,
): RequestHandler {
  const together = route.together?.(parts);
  return async (req, res) => {
    if (together) {
      const body = await together(await subOf(req), queryOf(route, req.query) as never);
      res.setHeader('Cache-Control', 'no-store');
      return void res.status(route.status).json(route.answer.parse(body));
    }
    const answer = await perform(route, parts, {
      sub: await subOf(req),
      params: req.params,
      query: req.query,
      body: () => jsonOf(req),
      key: req.headers['idempotency-key'],
      req,
    });
    res.setHeader('Cache-Control', 'no-store');
    if (route.media) return sendFile(res, route.media, answer.body);
    res.status(answer.status).json(answer.body);
  };
}

/**
 * The path of every request, in order: who is asking, may they use this route, does it fit the schema, was it answered
 * before, then the handler in one transaction. A refusal anywhere rolls everything back, but for one that a handler returns.
 */
export async function perform(route: Route, parts: ApiParts, asking: Asking): Promise<Answered> {
  const principal = await loadPrincipal(parts.db, asking.sub);
  if (route.who !== 'signed-in' && !holds(principal, route.who))
    throw await whyNot(route, parts, principal, asking);
  const post = route.method === 'post';
  const params = parseParams(asking.params);
  const query = queryOf(route, asking.query);
  const sent = post && asking.body ? asking.body() : {};
  const body = post ? parse(route.body ?? z.strictObject({}), sent, '') : undefined;
  const key = post ? parseKey(asking.key) : undefined;
  const fingerprint =
    key &&
    fingerprintOf(parts.indexKey, `${route.id} ${JSON.stringify(params)} ${JSON.stringify(unsigned(body))}`);
  const commandId = key ? derivedId(principal.sub, key) : '';
  const whole = { params, query, body, sent, commandId, routeId: route.id, req: asking.req };
  const answered = await inCall(parts, principal, whole, async (call) => {
    const { tx } = call;
    if (key && fingerprint) {
      const before = await recallAnswer(tx, principal.sub, key);
      if (before && !before.fingerprint.equals(fingerprint)) throw new Refused('KEY_REUSED');
      if (before) return before;
    }
    if (post) pointOut(route.id, body);
    const done = await route.handle(call as Call<never, never>);
    // It counted something against whoever asked, which a refusal that rolls back would forget.
    if (done instanceof Refused) return done;
    const result = { status: route.status, body: route.answer.parse(done) };
    const kept = { ...result, body: route.remembered?.(result.body as never) ?? result.body };
    if (key && fingerprint) await rememberAnswer(tx, { sub: principal.sub, key, fingerprint, ...kept });
    if (post) crashPoint('command.before-commit');
    return result;
  });
  if (answered instanceof Refused) throw answered;
  if (post) crashPoint('command.after-commit');
  return answered;
}

/** Who reads the case is told that the step is another's; to anybody else there is no such thing. */
async function whyNot(
  { onCase }: Route,
  parts: ApiParts,
  principal: Principal,
  { params, req }: Asking,
): Promise<Refused> {
  if (onCase === undefined) return new Refused('NOT_FOUND');
  const of = { params: parseParams(params), query: {}, body: undefined, commandId: '', req };
  return inCall(parts, principal, of, async (call) => {
    const found = await caseOr404(call, onCase);
    return (await rolesIn(call, found)).length > 0 ? new Refused('NOT_YOURS') : closedIn(call, found);
  });
}

type Of = Pick<Call, 'params' | 'query' | 'body' | 'sent' | 'commandId' | 'routeId' | 'req'>;

/** One transaction in which row-level security sees what this person may, and all that a handler is given. */
export async function inCall<T>(
  parts: ApiParts,
  principal: Principal,
  of: Of,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const scoped = <R>(inner: (call: Call) => Promise<R>) =>
    inScope(parts.db, scopeOf(principal), async (tx, now) => {
      const call = { ...of, tx, now, principal, parts };
      const done = await inner(call);
      await noteKeysUsed(call);
      return done;
    });
  try {
    return await scoped(work);
  } catch (error) {
    if (!(error instanceof PolicyNotLoaded)) throw error;
    // What was begun is undone. To whom the case is not there, its policy is not either.
    if (!(await scoped(partInCase))) throw new Refused('NOT_FOUND');
    throw new Refused('POLICY_MISSING');
  }
}

function parseParams(params: Asking['params']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const id = z.uuid().safeParse(value);
      if (!id.success) throw new Refused('NOT_FOUND');
      return [name, id.data.toLowerCase()];
    }),
  );
}

function queryOf(route: Route, query: unknown): unknown {
  return parse(route.query ?? NO_QUERY, query ?? {}, '/query');
}
const NO_QUERY = z.strictObject({});

function jsonOf(req: Request): unknown {
  const { 'content-type': type, 'content-length': length = '0', 'transfer-encoding': coding } = req.headers;
  const nothing = type === undefined && length === '0' && coding === undefined;
  if (!nothing && !req.is('application/json')) throw new Refused('UNSUPPORTED_MEDIA');
  return req.body === undefined ? {} : req.body;
}

function parseKey(given: unknown): string {
  const key = KEY.safeParse(given);
  if (!key.success)
    throw new Refused('INVALID', undefined, [
      {
        pointer: '/header/Idempotency-Key',
        message: 'needed on every POST: 8 to 200 characters, new for each new act',
      },
    ]);
  return key.data;
}

function parse(schema: z.ZodType, value: unknown, at: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refused('INVALID', undefined, fieldsOf(parsed.error, at));
}

/** Keyed by what the database does not hold: a form of yes and no could be found again from its plain hash. */
function fingerprintOf(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update('idempotency ').update(text).digest();
}
