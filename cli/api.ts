import { z } from 'zod';
import { Refusal, Unreachable } from './faults.js';

const ProblemDocument = z.object({
  code: z.string(),
  status: z.number(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  reference: z.string().optional(),
  toSign: z.object({ challenge: z.string(), nonce: z.string() }).optional(),
});

/** The public HTTP API, and nothing else: what the command line can do, anybody with the same token can. */
export class Api {
  constructor(
    readonly url: string,
    readonly token: string | undefined,
  ) {}

  get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#ask(path, { method: 'GET' }, schema);
  }

  /** The same key again is the same act: safe to repeat when no answer came. */
  async post<T>(path: string, body: unknown, key: string, schema: z.ZodType<T>): Promise<T> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    try {
      return await this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, schema);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      throw new Unreachable(
        `${error.message}\nIf it may have arrived, repeat it with --idempotency-key ${key}: it is done once.`,
      );
    }
  }

  /** `undefined` where there is no such thing, or it is not ours to see. */
  async find<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
    try {
      return await this.get(path, schema);
    } catch (error) {
      if (error instanceof Refusal && error.problem.code === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  async #ask<T>(path: string, init: RequestInit, schema: z.ZodType<T>): Promise<T> {
    const authorization: Record<string, string> =
      this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const headers = {
      accept: 'application/json',
      ...authorization,
      ...(init.headers as Record<string, string> | undefined),
    };
    const { status, text } = await this.#exchange(path, {
      ...init,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = parsed(text);
    if (status >= 200 && status < 300) {
      const answer = schema.safeParse(body);
      if (answer.success) return answer.data;
    } else {
      const problem = ProblemDocument.safeParse(body);
      if (problem.success) throw new Refusal(problem.data);
    }
    throw new Unreachable(
      `What answers at ${this.url} does not speak as Sekisho does (status ${status} on ${path}): check --url.`,
    );
  }

  async #exchange(path: string, init: RequestInit): Promise<{ status: number; text: string }> {
    try {
      const response = await fetch(`${this.url}${path}`, init);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw new Unreachable(
        `Nothing answers at ${this.url} (${reasonOf(error)}): start it with "npm start", or give another --url.`,
      );
    }
  }
}

// The sandbox walks ten years of deadlines before it answers; everything else takes milliseconds.
const TIMEOUT_MS = 120_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: unknown; message?: unknown }; message?: unknown };
  return String(cause?.code ?? cause?.message ?? message);
}
