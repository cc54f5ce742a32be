import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Source } from '../../../domain/checks.js';
import type { CheckRequest } from '../../../sandbox/providers/protocol.js';
import type { ProviderSecrets } from '../../../sandbox/providers/secrets.js';

interface Kept {
  request: Omit<CheckRequest, 'grant'>;
  isClosed: boolean;
  isListed: boolean;
  /** What was answered, as JSON, and its receipt. */
  answered?: { body: string; receiptId: string };
}
interface Call {
  method: string;
  path: string;
  status: number;
  body?: unknown;
}

/** The other side of the protocol, by the letter, in memory: credentials, receipts, 404, 409 and 410 included. */
export async function startFakeGateway(secrets: ProviderSecrets) {
  const kept = new Map<string, Kept>();
  const calls: Call[] = [];
  const replies: { status: number; headers?: Record<string, string> }[] = [];
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'EdDSA', use: 'sig' }] };
  let onCall: () => void = () => undefined;

  const server = createServer((req, res) => void handle(req, res));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of req) text += String(chunk);
    const body: unknown = text ? JSON.parse(text) : undefined;
    const path = req.url ?? '';
    const isPull = path.includes('?') || path.endsWith('/grant-keys');
    const forced = isPull ? undefined : replies.shift();
    const answer = forced ?? (await respond(req, text));
    if (!path.endsWith('/grant-keys'))
      calls.push({ method: req.method ?? '', path, status: answer.status, body });
    res.writeHead(answer.status, { 'content-type': 'application/json', ...forced?.headers });
    res.end(JSON.stringify('body' in answer ? answer.body : {}));
    onCall();
  }

  async function respond(req: IncomingMessage, text: string): Promise<{ status: number; body?: unknown }> {
    const credential = req.headers.authorization?.replace('Bearer ', '');
    const source = Object.entries(secrets).find(([, secret]) => secret?.credential === credential)?.[0];
    const url = new URL(req.url ?? '', 'http://gateway');
    if (url.pathname === '/gateway/grant-keys') return { status: 200, body: keys };
    if (!source) return { status: 401 };
    if (url.pathname === '/gateway/requests') {
      const open = [...kept.values()].filter(
        (each) => each.request.source === source && each.isListed && !each.isClosed && !each.answered,
      );
      const requests = open.map(({ request }) => ({ requestId: request.requestId, dueOn: request.dueOn }));
      return url.searchParams.get('source') === source
        ? { status: 200, body: { requests } }
        : { status: 403 };
    }
    const [, requestId = '', verb] = /^\/gateway\/requests\/([^/]+)(\/answer)?$/.exec(url.pathname) ?? [];
    const found = kept.get(requestId);
    if (!found || found.request.source !== source) return { status: 404 };
    if (found.isClosed) return { status: 410 };
    if (!verb) return { status: 200, body: { ...found.request, grant: await granted(found.request) } };
    found.answered ??= { body: text, receiptId: randomUUID() };
    return found.answered.body === text
      ? { status: 202, body: { receiptId: found.answered.receiptId } }
      : { status: 409 };
  }

  /** What its person allowed: this question to this source, and the name. */
  function granted({ requestId, source, checkCode }: Kept['request']): Promise<string> {
    const allowed = { check: checkCode, fields: ['name'], purpose: 'ASSESSMENT' };
    return new SignJWT(allowed)
      .setProtectedHeader({ alg: 'EdDSA', kid: 'k1', typ: 'sekisho-grant+jwt' })
      .setJti(requestId)
      .setAudience(source)
      .setExpirationTime('1h')
      .sign(privateKey);
  }

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    /** Opens a request and gives its id. */
    open(source: Source, checkCode: string, name = '芹沢 明子', isListed = true): string {
      const requestId = randomUUID();
      const question = { ja: '記録があるか。', en: 'Is anything on record?' };
      const request = { requestId, source, checkCode, question, person: { name }, dueOn: '2026-08-01' };
      kept.set(requestId, { request, isClosed: false, isListed });
      return requestId;
    },
    close(requestId: string) {
      const found = kept.get(requestId);
      if (found) found.isClosed = true;
    },
    /** The next calls about one request are met with these; pulls are not. */
    meetWith(...next: { status: number; headers?: Record<string, string> }[]) {
      replies.push(...next);
    },
    answerOf(requestId: string): unknown {
      const answered = kept.get(requestId)?.answered;
      return answered && JSON.parse(answered.body);
    },
    callsAbout: (requestId: string) => calls.filter((call) => call.path.includes(requestId)),
    /** Resolves after the call that makes it true. */
    until(condition: () => boolean): Promise<void> {
      return new Promise((resolve) => {
        onCall = () => condition() && resolve();
        onCall();
      });
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
export type FakeGateway = Awaited<ReturnType<typeof startFakeGateway>>;
