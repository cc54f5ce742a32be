import type { Request } from 'express';
import type { z } from 'zod';
import { EDGES, type Action, type Edge } from '../domain/edges.js';
import type { ProblemCode, Refused } from '../domain/errors.js';
import { type ActorRole, ROLES, type Role } from '../domain/roles.js';
import type { CaseKind } from '../domain/stages.js';
import type { DecisionSigner } from '../privacy/decision-signing.js';
import type { GrantSigner } from '../privacy/grant-signing.js';
import type { RelyingParty } from '../privacy/passkeys.js';
import type { Db, Tx } from '../store/db.js';
import type { Pipelined } from '../store/pipelined.js';
import type { StepDetails } from '../store/step.js';
import type { Vault } from '../store/vault.js';
import { withKept } from './free-text.js';
import type { Principal } from './principal.js';

/** What every handler is given. `tx` is one transaction with row-level security on; it commits when the handler returns. */
export interface Call<Body = unknown, Query = unknown> {
  readonly tx: Tx;
  readonly now: string;
  readonly principal: Principal;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The body as it came, before its schema filled in what was left out: what a person signs is what they sent. */
  readonly sent?: unknown;
  readonly query: Query;
  /** Follows from the caller and their idempotency key: the same request again is the same command. */
  readonly commandId: string;
  /** Which route it came by, or whose act a signed paper says: by it its free texts are known (domain/free-text.ts). */
  readonly routeId?: string;
  readonly parts: ApiParts;
  /** The day a signed paper came in that says the act. Absent: it is clicked, now. */
  readonly receivedOn?: string;
  readonly req: Request;
}

export interface ApiParts {
  readonly db: Db;
  /** For what is asked together, thousands of times a second. */
  readonly checks: Pipelined;
  readonly vault: Vault;
  readonly indexKey: Uint8Array;
  readonly signer: DecisionSigner;
  readonly grants: GrantSigner;
  /** Where passkeys are used, and whether one in software counts: in a sandbox, never in production. */
  readonly passkeys: { readonly site: RelyingParty; readonly software: boolean };
}

export interface Takes {
  readonly kind: CaseKind;
  readonly action: Action;
  /** The act's own route, whose body a paper says as well. */
  readonly routeId: string;
  /** What a paper says of it: the act's body without the passkey's signature, in whose place it is signed by hand. */
  readonly says: z.ZodType;
  readonly details?: (body: never, call: Call<never>) => StepDetails | Promise<StepDetails>;
}

/** One line of the route table. */
export interface Route {
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Whose grants open the route at all; whether they count on the case is decided by the domain table. */
  readonly who: readonly Role[] | 'signed-in';
  readonly article: string;
  /** An act on one case of this kind: who reads that case, but does not take the step, is told so. */
  readonly onCase?: CaseKind;
  /** Codes it refuses with beside those of every route and of its step. */
  readonly refuses?: readonly ProblemCode[];
  /** The ledger event a success leaves, if it changes something or reads a file. */
  readonly event: string | null;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly status: 200 | 201;
  readonly answer: z.ZodType;
  /** What is kept of an answer for whoever repeats the request, where it holds what is told once. */
  readonly remembered?: (answer: never) => unknown;
  /** What the answer is, where it is not JSON: then it is a file, with a name (file-answer.ts). */
  readonly media?: 'application/pdf';
  readonly handle: (call: Call<never, never>) => Promise<unknown>;
  /** The step of the table it takes: by it a signed paper takes the same one (originals/). */
  readonly takes?: Takes;
  /** In place of `handle`: answered in one transaction with whoever else asks at that moment. Made once for a process. */
  readonly together?: (parts: ApiParts) => (sub: string, query: never) => Promise<unknown>;
}

interface Spec<B extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>
  extends Omit<Route, 'body' | 'query' | 'answer' | 'handle' | 'status'> {
  readonly body?: B;
  readonly query?: Q;
  readonly answer: A;
  readonly status?: 200 | 201;
  /** A refusal that is returned and not thrown is the answer, and what was counted before it stays. */
  readonly handle: (call: Call<z.output<B>, z.output<Q>>) => Promise<z.input<A> | Refused>;
}

/** A route whose handler is checked against its schemas. */
export function route<B extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  spec: Spec<B, Q, A>,
): Route {
  const body = spec.body && withKept(spec.id, spec.body);
  return {
    status: spec.method === 'post' ? 201 : 200,
    ...spec,
    ...(body ? { body } : {}),
  } as unknown as Route;
}

/** A read that people ask together (store/gathered.ts): it decides by itself who may be told what. */
export function togetherRoute<Q extends z.ZodType, A extends z.ZodType>(
  spec: Omit<Spec<z.ZodType, Q, A>, 'body' | 'method' | 'status' | 'handle' | 'query'> & {
    readonly query: Q;
    readonly together: (parts: ApiParts) => (sub: string, query: z.output<Q>) => Promise<z.input<A>>;
  },
): Route {
  const handle = () => Promise.reject(new Error(`${spec.id} is asked together`));
  return { ...spec, status: 200, method: 'get', handle } as unknown as Route;
}

/** The people, event and articles of an action, read from the domain table: the route table never says it twice. */
export function lawOf(kind: CaseKind, action: Action): Pick<Route, 'who' | 'event' | 'article'> {
  const lines: Edge[] = EDGES.filter((edge) => edge.kind === kind && edge.action === action);
  const first = lines[0];
  if (!first) throw new Error(`no line for ${action} of ${kind}`);
  const people = new Set(lines.flatMap((edge) => edge.by));
  return {
    who: ROLES.filter((role: ActorRole) => people.has(role)),
    event: first.event,
    article: [...new Set(lines.map((edge) => edge.article))].join('; '),
  };
}
