import type { Source } from '../../domain/checks.js';
import type { CheckAnswer, CheckRequest } from './protocol.js';
import { checkRequestSchema, openRequestsSchema, receiptSchema } from './protocol.js';
import { grantCheck } from './grant-check.js';
import { type Reply, type RetryPolicy, send, sendWithRetry } from './retry.js';

/** What became of a call, in the provider's terms. `unreachable`: no final reply; `refused`: any other 4xx. */
export type Outcome = 'received' | 'conflict' | 'closed' | 'unknown' | 'refused' | 'unreachable';
type ReadResult = { outcome: 'open'; request: CheckRequest } | { outcome: Exclude<Outcome, 'received'> };

export interface GatewayClient {
  read(requestId: string): Promise<ReadResult>;
  answer(requestId: string, answer: CheckAnswer): Promise<Outcome>;
  /** One attempt, told as it came: for tests that send what a provider should not. */
  answerOnce(requestId: string, answer: CheckAnswer): Promise<{ status: number; receiptId?: string }>;
  /** No ids when there is no usable reply. One attempt: the next pull is the retry. */
  openRequests(): Promise<{ status?: number; requestIds?: string[] }>;
}

export interface GatewayClientOptions {
  gatewayUrl: string;
  source: Source;
  credential: string;
  retry: RetryPolicy;
  stop: AbortSignal;
  /** Looks at no grant, as sources did before there were any. */
  trusting?: boolean;
}

export function createGatewayClient(options: GatewayClientOptions): GatewayClient {
  const { source, retry, stop, trusting = false } = options;
  const requestsUrl = `${options.gatewayUrl.replace(/\/+$/, '')}/gateway/requests`;
  const allowed = grantCheck(options.gatewayUrl.replace(/\/+$/, ''), source);
  const headers = { authorization: `Bearer ${options.credential}`, accept: 'application/json' };
  const requestUrl = (requestId: string) => `${requestsUrl}/${encodeURIComponent(requestId)}`;

  function answerInit(answer: CheckAnswer): RequestInit {
    const body = JSON.stringify({ answer: answer.answer, statement: answer.statement });
    return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
  }

  return {
    async read(requestId) {
      const reply = await sendWithRetry(requestUrl(requestId), { headers }, retry, stop);
      if (reply?.status !== 200) return { outcome: failureOf(reply) };
      const request = checkRequestSchema.safeParse(reply.body);
      const isOurs =
        request.success && request.data.requestId === requestId && request.data.source === source;
      if (!isOurs || !(trusting || (await allowed(request.data)))) return { outcome: 'refused' };
      return { outcome: 'open', request: request.data };
    },

    async answer(requestId, answer) {
      const reply = await sendWithRetry(`${requestUrl(requestId)}/answer`, answerInit(answer), retry, stop);
      return reply?.status === 202 ? 'received' : failureOf(reply);
    },

    async answerOnce(requestId, answer) {
      const url = `${requestUrl(requestId)}/answer`;
      const { reply } = await send(url, answerInit(answer), retry.timeoutMs, stop);
      if (!reply) throw new Error('the gateway did not reply');
      const receipt = receiptSchema.safeParse(reply.body);
      return { status: reply.status, ...(receipt.success && { receiptId: receipt.data.receiptId }) };
    },

    async openRequests() {
      const url = `${requestsUrl}?source=${encodeURIComponent(source)}`;
      const { reply } = await send(url, { headers }, retry.timeoutMs, stop);
      const list = openRequestsSchema.safeParse(reply?.status === 200 ? reply.body : undefined);
      const requestIds = list.success ? list.data.requests.map((request) => request.requestId) : undefined;
      return { status: reply?.status, requestIds };
    },
  };
}

function failureOf(reply: Reply | undefined): Exclude<Outcome, 'received'> {
  switch (reply?.status) {
    case undefined:
      return 'unreachable';
    case 410:
      return 'closed';
    case 409:
      return 'conflict';
    // A credential not known yet looks like a request that is not ours: the pull says when that has changed.
    case 401:
    case 403:
    case 404:
      return 'unknown';
    default:
      return 'refused';
  }
}
