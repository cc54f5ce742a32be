import { createHash, createHmac, randomUUID } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { checkIn, type CheckKind, type Source } from '../domain/checks.js';
import { grantFault } from '../domain/grants.js';
import { policyOf } from '../domain/policy.js';
import { dayOf } from '../domain/calendar.js';
import { EDGES, type Edge } from '../domain/edges.js';
import { crashPoint } from '../crash-points.js';
import { Refused } from '../domain/errors.js';
import { SOURCE_CODES } from '../policies.js';
import type { Db, Tx } from '../store/db.js';
import { type GrantSigner, openGrant } from '../privacy/grant-signing.js';
import type { PublicKey } from '../privacy/decision-signing.js';
import { readNow } from '../store/clock.js';
import { endedPlaces, holdGrant, markUsed } from '../store/grants.js';
import { writeLedger } from '../store/ledger.js';
import {
  lockRequest,
  type OpenRequest,
  openRequestsOf,
  receiveAnswer,
  sourceWith,
} from '../store/requests.js';
import { putStatement } from '../store/text-screenings.js';
import type { Vault } from '../store/vault.js';
import { jsonBody } from './body.js';
import { keptLists } from './kept-lists.js';
import { takesOnly } from './methods.js';
import { fieldsOf, ProviderAnswer } from './shapes.js';

export interface GatewayParts {
  readonly db: Db;
  readonly vault: Vault;
  /** By which a grant verifies, and the list of them is signed; to allow a question is not the gateway's. */
  readonly grants: Pick<GrantSigner, 'publicKeys' | 'signStatus'>;
}

const filing: readonly Edge[] = EDGES;
/** The stages in which an answer is taken at all: read from the table, never listed twice. */
const TAKES_ANSWERS = new Set<string>(
  filing.filter((edge) => edge.action === 'fileAnswer').flatMap((edge) => edge.from),
);

/**
 * What outside sources see of us: their own requests, the least about whom, and a place to answer. Personal data leaves
 * only in the answer to an authenticated fetch, in a transaction that holds the case against a withdrawal.
 */
export function gatewayRouter(parts: GatewayParts): Router {
  const router = express.Router();
  const known = new WeakMap<Request, Caller>();
  const callerOf = (req: Request) => known.get(req) as Caller;
  router.use(publicRouter(parts));
  // Nobody's body is parsed before we know who they are.
  router.use(async (req, _res, next) => {
    known.set(req, await signedIn(parts.db, req));
    next();
  });

  takesOnly(router, '/requests', ['GET']);
  takesOnly(router, '/requests/:requestId', ['GET']);
  takesOnly(router, '/requests/:requestId/answer', ['POST']);

  router.get('/requests', async (req, res) => {
    const { source } = callerOf(req);
    const asked = z.strictObject({ source: z.enum(SOURCE_CODES).optional() }).safeParse(req.query);
    if (!asked.success || (asked.data.source ?? source) !== source) throw new Refused('NOT_FOUND');
    const open = await parts.db.transaction().execute((tx) => openRequestsOf(tx, source));
    res.json({ requests: open.map(({ requestId, dueAt }) => ({ requestId, dueOn: dayOf(dueAt) })) });
  });

  router.get('/requests/:requestId', async (req, res) => {
    const { source } = callerOf(req);
    const request = await parts.db
      .transaction()
      .execute((tx) => fetchRequest(tx, parts, source, requestIdOf(req)));
    crashPoint('fetch.after-commit');
    res.json(request);
  });

  router.post('/requests/:requestId/answer', ...jsonBody(), async (req, res) => {
    if (!req.is('application/json')) throw new Refused('UNSUPPORTED_MEDIA');
    const body = ProviderAnswer.safeParse(req.body);
    if (!body.success) throw new Refused('INVALID', undefined, fieldsOf(body.error));
    const taken = await parts.db
      .transaction()
      .execute((tx) => take(tx, parts.vault, callerOf(req), requestIdOf(req), body.data));
    crashPoint('answer.after-commit');
    // The trace of a closed request is committed before the refusal is told.
    if (taken === 'CLOSED') throw new Refused('CLOSED_REQUEST');
    res.status(202).json({ receiptId: taken });
  });

  return router;
}

/** What anybody may look at: by what grants verify, and which of them no longer count. Nothing in it is of a person. */
function publicRouter({ db, grants }: GatewayParts): Router {
  const router = express.Router();
  const lists = keptLists(grants);
  takesOnly(router, '/grant-keys', ['GET']);
  takesOnly(router, '/grant-status/:list', ['GET']);
  router.get('/grant-keys', (_req, res) => void res.json({ keys: grants.publicKeys() }));
  router.get('/grant-status/:list', async (req, res) => {
    const asked = z
      .string()
      .regex(/^\d{1,6}$/)
      .safeParse(req.params.list);
    if (!asked.success) throw new Refused('NOT_FOUND');
    const number = Number(asked.data);
    const places = await db.transaction().execute((tx) => endedPlaces(tx, number));
    if (!places) throw new Refused('NOT_FOUND');
    // A copy may be kept, and is asked about each time: what was taken back a moment ago is so for everybody who asks.
    const list = lists.signed(number, places.ended, places.now);
    const etag = `"${createHash('sha256').update(list).digest('base64url')}"`;
    res.set({ 'Cache-Control': 'public, no-cache', ETag: etag }).type('application/statuslist+jwt');
    if (req.headers['if-none-match'] === etag) res.status(304).end();
    else res.send(list);
  });
  return router;
}

interface Caller {
  readonly source: Source;
  readonly credential: string;
}

/** The provider a credential belongs to. Only hashes are kept; a wrong one is told nothing. */
async function signedIn(db: Db, req: Request): Promise<Caller> {
  const credential = /^Bearer (.{16,200})$/.exec(req.headers.authorization ?? '')?.[1];
  if (!credential) throw new Refused('NOT_SIGNED_IN');
  const hash = createHash('sha256').update(credential).digest();
  const source = await sourceWith(db, hash);
  if (!source) throw new Refused('NOT_SIGNED_IN');
  return { source, credential };
}

function requestIdOf(req: Request): string {
  const id = z.uuid().safeParse(req.params.requestId);
  if (!id.success) throw new Refused('NOT_FOUND');
  return id.data.toLowerCase();
}

async function fetchRequest(tx: Tx, { vault, grants }: GatewayParts, source: Source, requestId: string) {
  const request = await lockRequest(tx, requestId, source);
  if (!request) throw new Refused('NOT_FOUND');
  if (!takesAnswers(request)) throw new Refused('CLOSED_REQUEST');
  const kind = checkIn(policyOf(request.policy), request.code);
  const now = await readNow(tx);
  const grant = await standingGrant(tx, { requestId, kind, now }, grants.publicKeys());
  const identity = (await vault.latest(tx, { kind: 'subject', id: request.subjectId }, 'IDENTITY')) as Record<
    string,
    unknown
  >;
  const person = Object.fromEntries(kind.fields.map((field) => [field, identity?.[field]]));
  await writeLedger(tx, {
    at: now,
    event: 'RequestFetched',
    article: kind.article,
    caseId: request.caseId,
    subjectId: request.subjectId,
    sub: null,
    role: 'Provider',
    purpose: 'ASSESSMENT',
    details: { requestId, source, fields: kind.fields },
  });
  return {
    requestId,
    source,
    checkCode: request.code,
    question: kind.question,
    person,
    dueOn: dayOf(request.dueAt),
    grant,
  };
}

/**
 * The grant by which a question is put, as it travels with it: read under its lock, so that nothing leaves once it is taken
 * back. One that was used, has expired, was taken back or was never signed by us is closed, and which of these nobody tells.
 */
async function standingGrant(
  tx: Tx,
  asked: { readonly requestId: string; readonly kind: CheckKind; readonly now: string },
  keys: readonly PublicKey[],
): Promise<string> {
  const held = await holdGrant(tx, asked.requestId, asked.now);
  // Made by a release that signed none: it is signed soon (api/missing-grants.ts), and nothing leaves before.
  if (!held) throw new Refused('UNAVAILABLE');
  const opened = openGrant(held.token, keys);
  if (!held.counts || 'fault' in opened || grantFault(opened.grant, asked) !== undefined)
    throw new Refused('CLOSED_REQUEST');
  return held.token;
}

async function take(
  tx: Tx,
  vault: Vault,
  { source, credential }: Caller,
  requestId: string,
  body: z.output<typeof ProviderAnswer>,
): Promise<string> {
  const request = await lockRequest(tx, requestId, source);
  if (!request) throw new Refused('NOT_FOUND');
  const now = await readNow(tx);
  // There are four answers: a plain hash would tell which one it was. Only the source itself can make this one again.
  const contentHash = createHmac('sha256', credential)
    .update(JSON.stringify([requestId, body.answer, body.statement ?? null]))
    .digest();
  const trace = {
    at: now,
    caseId: request.caseId,
    sub: null,
    role: 'Provider',
    purpose: 'ASSESSMENT',
  } as const;
  if (!takesAnswers(request) && !request.received) {
    const article = 'Art. 12(3), 16; nothing is kept that comes after the end';
    const details = { requestId, contentHash: contentHash.toString('hex') };
    await writeLedger(tx, { ...trace, event: 'AnswerAfterClose', article, details });
    return 'CLOSED';
  }
  if (request.received) {
    if (!request.received.contentHash.equals(contentHash)) throw new Refused('ALREADY_ANSWERED');
    return request.received.id;
  }
  const statementId =
    body.statement === undefined
      ? null
      : await putStatement(tx, vault, { caseId: request.caseId, source, statement: body.statement, now });
  const receiptId = randomUUID();
  await receiveAnswer(
    tx,
    { id: receiptId, requestId, source, answer: body.answer, statementId, contentHash },
    now,
  );
  await markUsed(tx, requestId, now);
  await writeLedger(tx, {
    ...trace,
    event: 'AnswerReceived',
    article: 'Art. 12(6)',
    details: { requestId, receiptId },
  });
  crashPoint('answer.before-commit');
  return receiptId;
}

function takesAnswers(request: OpenRequest): boolean {
  return request.consented && request.status !== 'CANCELLED' && TAKES_ANSWERS.has(request.stage);
}
